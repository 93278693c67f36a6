"""What templates call about a person's week."""

from typing import Any

from entrepairs.people import weeks

FUNCTIONS: dict[str, Any] = {"week_of_one": weeks.week_of_one, "initials_of_days": weeks.initials}

"""What templates say of figures."""

from collections.abc import Callable
from typing import Any

from entrepairs.observatory.wording import say_period, say_value

FILTERS: dict[str, Callable[[Any], Any]] = {"observed_period": say_period}
FUNCTIONS: dict[str, Any] = {"say_value": say_value}

"""What templates say of roles."""

from collections.abc import Callable
from typing import Any

from entrepairs.roles.wording import describe_role, say_number

FILTERS: dict[str, Callable[[Any], str]] = {
    "role_line": describe_role,
    "role_number": say_number,
}

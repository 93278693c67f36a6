"""What templates say of what was learned and taught."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from entrepairs.learning.wording import describe_step, say_confirmed, say_facts
from entrepairs.ui.formats import minutes


def site_of(address: str) -> str:
    """Whose page it is."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


FILTERS: dict[str, Callable[[Any], str]] = {
    "step_line": describe_step,
    "step_facts": say_facts,
    "step_confirmed": say_confirmed,
    "step_time": minutes,
    "site_of": site_of,
}

"""What templates say of bodies."""

from collections.abc import Callable
from typing import Any

from entrepairs.mandates.kinds import say_both, say_law, say_seat, say_short

FILTERS: dict[str, Callable[[Any], str]] = {
    "in_language": say_both,
    "short_kind": say_short,
    "law_line": say_law,
    "seat_line": say_seat,
}

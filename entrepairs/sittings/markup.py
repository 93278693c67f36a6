"""What templates say of mandates: euros, half-days of leave as squares."""

from collections.abc import Callable
from typing import Any

from entrepairs.sittings.pdf import say_euros

SQUARES = 18
STEP, GAP, FIRST = 20, 6, 1  # between squares, after each day, before the first


def half_day_squares(taken: int, number: int = SQUARES) -> list[tuple[int, bool]]:
    """Two a day: where each begins, and whether it is taken."""
    return [(FIRST + one * STEP + one // 2 * GAP, one < taken) for one in range(number)]


FILTERS: dict[str, Callable[[Any], str]] = {"euros": say_euros}
FUNCTIONS: dict[str, Callable[..., Any]] = {"half_day_squares": half_day_squares}

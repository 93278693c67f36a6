"""Hints of what would help to find a peer: rooms above say them, on the page of the wish."""

from collections.abc import Callable
from typing import Any

# Each gives the hints of a person: a row, and its sentence.
sources: list[Callable[[int], list[tuple[Any, str]]]] = []


def hints_for(person: int) -> list[tuple[Any, str]]:
    return [hint for source in sources for hint in source(person)]

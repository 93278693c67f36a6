"""How long what is kept here is kept: rooms declare theirs, the privacy page tells them all."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Duration:
    """One kind of thing, and when it is forgotten; the period is the one that the job uses."""

    what: Any  # a lazy translation
    period: dt.timedelta

    @property
    def days(self) -> int:
        return self.period.days


_declared: dict[str, Duration] = {}
_found: list[Callable[[], Iterable[Duration]]] = []


def add_duration(key: str, what: Any, period: dt.timedelta) -> None:
    """A room tells how long it keeps something."""
    _declared[key] = Duration(what, period)


def add_durations(find: Callable[[], Iterable[Duration]]) -> None:
    """A room tells those that an administrator may change."""
    _found.append(find)


def all_durations() -> list[Duration]:
    found = [one for find in _found for one in find()]
    return sorted([*_declared.values(), *found], key=lambda one: one.period)

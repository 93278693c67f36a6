"""How long what is kept here is kept: rooms declare theirs, the privacy page tells them all."""

import datetime as dt
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


def add_duration(key: str, what: Any, period: dt.timedelta) -> None:
    """A room tells how long it keeps something."""
    _declared[key] = Duration(what, period)


def all_durations() -> list[Duration]:
    return sorted(_declared.values(), key=lambda one: one.period)

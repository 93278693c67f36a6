"""One time of a rule: worked out, or as it was told apart."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.gatherings.models import (
    Rhythm,
)
from entrepairs.gatherings.rules import days_of, say_rule

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told apart of one time."""

    day: dt.date
    starts_at: dt.datetime
    minutes: int
    cancelled: bool
    meeting: int


@dataclass(frozen=True)
class Time:
    """One time of a rhythm: on the day of its rule, or as it was changed."""

    rhythm: Any
    day: dt.date
    starts_at: dt.datetime
    minutes: int
    told: Told | None = None

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def at(self) -> str:
        """As addresses name it."""
        return f"{self.rhythm.key}-{self.day:%Y%m%d}"

    @property
    def about(self) -> dict[str, Any]:
        """What actions take: of which rhythm, and which time of it."""
        return {"of": self.rhythm, "day": self.day}

    @property
    def title(self) -> str:
        return str(self.rhythm.title)

    @property
    def where(self) -> str:
        return str(self.rhythm.where)

    @property
    def counted(self) -> bool:
        """The group says how many it was."""
        return bool(self.rhythm.attendance == Rhythm.Attendance.COUNT)

    @property
    def is_visit(self) -> bool:
        """It is of another group, which invited this one."""
        return False

    @property
    def by_rule(self) -> bool:
        return True

    @property
    def agreed(self) -> bool:
        """By the rule; one that somebody planned, by another's yes."""
        return True

    @property
    def meeting(self) -> int | None:
        """The meeting that it is, once it was told apart."""
        return self.told.meeting if self.told else None

    @property
    def cancelled(self) -> bool:
        return bool(self.told and self.told.cancelled)

    @property
    def moved(self) -> bool:
        return self.told is not None and self.starts_at != starts_at(self.rhythm, self.day)

    @property
    def words(self) -> str:
        return say_rule(self.rhythm.rule)

    @property
    def over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def begun(self) -> bool:
        return self.starts_at <= timezone.now()

    # With `with_people()`

    @cached_property
    def count(self) -> dict[str, Any]:
        """How many we were, and whether a peer facilitated; empty while nobody said."""
        return next((one for one in self.rhythm.counts if one["day"] == self.day.isoformat()), {})

    @cached_property
    def coming(self) -> list[Any]:
        """Who says that they come, as far as I may read it, by name."""
        day = self.day.isoformat()
        return [one for one in self.rhythm.comings if one["day"] == day]

    def mine(self, me: int | None) -> str:
        """Who reads that I come; nothing when I have not said so."""
        return next((one["seen_by"] for one in self.coming if one["person"] == me), "")

    def others(self, me: int | None) -> list[Any]:
        return [one for one in self.coming if one["person"] != me]

    @cached_property
    def turn(self) -> Any:
        day = self.day.isoformat()
        return next((one for one in self.rhythm.turns_dealt if one["day"] == day), None)


def starts_at(rhythm: Any, day: dt.date) -> dt.datetime:
    """At the same hour all year, on the clocks of its place."""
    return dt.datetime.combine(day, rhythm.clock, tzinfo=zone_named(rhythm.time_zone))


def told_of(rhythm: Any) -> list[Told]:
    return [
        Told(
            day=dt.date.fromisoformat(one["day"]),
            starts_at=dt.datetime.fromisoformat(one["starts_at"]),
            minutes=one["minutes"],
            cancelled=one["cancelled"],
            meeting=one["meeting"],
        )
        for one in rhythm.told
    ]


def there(time: Time) -> dt.datetime:
    """On the clocks of its place."""
    return time.starts_at.astimezone(zone_named(time.rhythm.time_zone))


def days_between(rhythm: Any, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return days_of(rhythm.rule, rhythm.starts_on, rhythm.until, first, last)

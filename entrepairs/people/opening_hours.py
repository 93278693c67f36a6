"""When a place is open: its week, the days that are otherwise, and how it stands now."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import dates, timezone
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.ui.formats import clock
from entrepairs.vocabulary.public_holidays import holidays_of

type Hours = tuple[dt.time, dt.time]
DAYS = 7
LOOK_AHEAD = 62  # days within which a next opening is told: a summer is long
TOLD_AHEAD = 45  # days within which the page says on which it is closed
CLOCK = r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?"
SPAN = re.compile(rf"{CLOCK}\s*(?:-|–|—|à|to)\s*{CLOCK}\s*h?", re.IGNORECASE)


class NotUnderstood(ValueError):
    """What was typed as hours is not; says why in a sentence to show."""


def read_hours(typed: str) -> list[Hours]:
    """Of "10:00-12:00, 14 h - 18 h": the hours of one day, in order. Nothing typed is closed."""
    found = [_read_span(part) for part in re.split(r"[,;]| et | and ", typed) if part.strip()]
    found.sort()
    for (_opens, closes), (opens, _closes) in pairwise(found):
        if opens < closes:
            raise NotUnderstood(_("Two of these times overlap."))
    return found


def _read_span(part: str) -> Hours:
    span = SPAN.fullmatch(part.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if span is None:
        raise NotUnderstood(_("Write times as 10:00-12:00, 14:00-18:00"))
    try:
        opens = dt.time(int(span[1]), int(span[2] or 0))
        closes = dt.time(int(span[3]), int(span[4] or 0))
    except ValueError as error:
        raise NotUnderstood(_("Write times as 10:00-12:00, 14:00-18:00")) from error
    if closes <= opens:
        raise NotUnderstood(_("The closing time is before the opening time."))
    return opens, closes


def write_hours(hours: Iterable[Hours]) -> str:
    """The same, as it is typed."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours)


def say_hours(hours: Sequence[Hours]) -> str:
    """10:00–12:00, 14:00–18:00; 10 h–12 h, 14 h–18 h"""
    said = [f"{clock(opens)}–{clock(closes)}" for opens, closes in hours]
    return ", ".join(said) or _("closed")


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of each day of the week, Monday first, and of days that are otherwise. What is
    said of a day counts before its being a holiday, and that before its weekday."""

    days: tuple[tuple[Hours, ...], ...]
    exceptions: dict[dt.date, tuple[Hours, ...]]
    holidays: frozenset[dt.date] = frozenset()  # on which it is closed

    def __bool__(self) -> bool:
        return any(self.days) or any(self.exceptions.values())

    def on(self, day: dt.date) -> tuple[Hours, ...]:
        usual = () if day in self.holidays else self.days[day.weekday()]
        return self.exceptions.get(day, usual)


NEVER = Week(((),) * DAYS, {})


@dataclass(frozen=True, slots=True)
class Now:
    """How it stands at a moment: open until then, or closed and open again from then on."""

    at: dt.datetime
    is_open: bool
    changes_at: dt.datetime | None


def state_at(week: Week, at: dt.datetime, zone: ZoneInfo) -> Now:
    """On the clocks of the place."""
    here = at.astimezone(zone)
    for ahead in range(LOOK_AHEAD):
        day = here.date() + dt.timedelta(days=ahead)
        for opens, closes in week.on(day):
            first, last = (dt.datetime.combine(day, one, zone) for one in (opens, closes))
            if first <= here < last:
                return Now(here, True, last)
            if here < first:
                return Now(here, False, first)
    return Now(here, False, None)


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the week, as a page lists it; or one to come that is otherwise."""

    name: str
    hours: str
    today: bool


@dataclass(frozen=True, slots=True)
class ShownHours:
    """How it stands now, its week, and the days to come that are otherwise."""

    now: Now
    days: list[DayLine]
    others: list[dict[str, Any]]


def show_hours(week: Week, time_zone: str) -> ShownHours | None:
    """As pages show them; nothing where no hours were told."""
    if not week:
        return None
    now = state_at(week, timezone.now(), zone_named(time_zone))
    today = now.at.date()
    days = [
        DayLine(str(dates.WEEKDAYS[number]), say_hours(hours), number == today.weekday())
        for number, hours in enumerate(week.days)
    ]
    near = (today + dt.timedelta(days=ahead) for ahead in range(TOLD_AHEAD))
    closed = {day for day in near if day in week.holidays and week.days[day.weekday()]}
    coming = sorted(closed | {day for day in week.exceptions if day >= today})
    others = [
        {"day": day, "hours": say_hours(week.on(day)), "holiday": day in week.holidays}
        for day in coming
    ]
    return ShownHours(now, days, others)


def holidays_around(place: Any) -> frozenset[dt.date]:
    """Of last year, this one and the next: what a page or a calendar may ask about."""
    year = timezone.localdate().year
    return frozenset().union(*(holidays_of(place, one) for one in (year - 1, year, year + 1)))

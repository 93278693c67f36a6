"""When an organisation is open: its week, the days that are otherwise, and how it stands now."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from entrepairs.ui.formats import clock

type Hours = tuple[dt.time, dt.time]
DAYS = 7
LOOK_AHEAD = 15  # days within which a next opening is told
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
    """The hours of each day of the week, Monday first, and of days that are otherwise."""

    days: tuple[tuple[Hours, ...], ...]
    exceptions: dict[dt.date, tuple[Hours, ...]]

    def __bool__(self) -> bool:
        return any(self.days) or any(self.exceptions.values())

    def on(self, day: dt.date) -> tuple[Hours, ...]:
        return self.exceptions.get(day, self.days[day.weekday()])


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

"""Rhythms as iCalendar (RFC 5545): one entry that comes back, and the times that are otherwise."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Event, vRecur

from entrepairs.core.ical_timezones import on_the_clock
from entrepairs.core.timezones import zone_named
from entrepairs.gatherings.queries import YEAR
from entrepairs.gatherings.times import Told, days_between, starts_at, told_of


def uid_of(rhythm: Any) -> str:
    return f"{rhythm.key}@gatherings.entrepairs"


def write_rhythm(rhythm: Any, page: str) -> Event | None:
    """The rule itself; nothing when it has no day."""
    first = next(days_between(rhythm, rhythm.starts_on, rhythm.starts_on + YEAR), None)
    if first is None:
        return None
    found = Event()
    found.add("uid", uid_of(rhythm))
    found.add("sequence", rhythm.sequence)
    found.add("dtstamp", rhythm.changed_at.astimezone(dt.UTC).replace(microsecond=0))
    found.add("dtstart", starts_at(rhythm, first))
    found.add("duration", dt.timedelta(minutes=rhythm.minutes))
    found.add("rrule", recurrence(rhythm))
    found.add("summary", str(rhythm.title))
    if rhythm.where:
        found.add("location", str(rhythm.where))
    found.add("description", _("See what comes: %(address)s") % {"address": page})
    found.add("url", page)
    return found


def recurrence(rhythm: Any) -> vRecur:
    """With its end, a moment in UTC: RFC 5545 (3.3.10) wants it so beside a clock with a zone."""
    found: vRecur = vRecur.from_ical(rhythm.rule)
    if rhythm.until:
        last = dt.datetime.combine(rhythm.until, dt.time(23, 59, 59), zone_named(rhythm.time_zone))
        found["UNTIL"] = [last.astimezone(dt.UTC)]
    return found


def write_public(rhythm: Any, page: str) -> Iterator[Event]:
    """A cancelled time is out; a moved one is told beside."""
    main = write_rhythm(rhythm, page)
    if main is None:
        return
    told = told_of(rhythm)
    out = [starts_at(rhythm, one.day) for one in told if one.cancelled]
    if out:
        main.add("exdate", out)
    yield main
    for one in told:
        if not one.cancelled and one.starts_at != starts_at(rhythm, one.day):
            yield write_moved(rhythm, one, page)


def write_moved(rhythm: Any, one: Told, page: str) -> Event:
    found = write_rhythm(rhythm, page) or Event()
    del found["rrule"], found["dtstart"], found["duration"]
    found.add("recurrence-id", starts_at(rhythm, one.day))
    found.add("dtstart", on_the_clock(one.starts_at, rhythm.time_zone))
    found.add("duration", dt.timedelta(minutes=one.minutes))
    return found


def write_mine(rhythm: Any, absolute: Callable[[str], str]) -> Iterator[Event]:
    """The rule. The times that are meetings are written by their room, as times of this one."""
    found = write_rhythm(rhythm, absolute(rhythm.circle.path))
    if found is not None:
        found.add("class", "PRIVATE")
        yield found

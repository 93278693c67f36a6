"""Meetings as iCalendar (RFC 5545), as one person sees them: what their own calendar needs, and nothing that was noted."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from entrepairs.base.clocks import zone_named
from entrepairs.meetings import clocks
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.queries import Shown
from entrepairs.meetings.states import State

REFRESH = dt.timedelta(hours=1)
ALARMS = (dt.timedelta(days=-1), dt.timedelta(hours=-2))
DAY = dt.timedelta(days=1)


def calendar(meetings: Iterable[Shown], absolute: Callable[[str], str]) -> bytes:
    """A whole calendar: the same meetings in the same state give the same bytes."""
    shown = list(meetings)
    ical = Calendar()
    ical.add("prodid", "-//Entrepairs//Meetings//FR")
    ical.add("version", "2.0")
    ical.add("calscale", "GREGORIAN")
    ical.add("name", "Entrepairs")
    ical.add("x-wr-calname", "Entrepairs")
    ical.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    ical.add("x-published-ttl", "PT1H")
    for zone in zones_of(shown):
        ical.add_component(zone)
    for meeting in shown:
        ical.add_component(event(meeting, absolute))
    return bytes(ical.to_ical())


def event(shown: Shown, absolute: Callable[[str], str]) -> Event:
    meeting, page = shown.meeting, absolute(shown.path)
    found = Event()
    found.add("uid", f"{meeting.key}@meetings.entrepairs")
    found.add("sequence", meeting.sequence)
    found.add("dtstamp", changed_at(meeting))
    found.add("last-modified", changed_at(meeting))
    found.add("dtstart", start(meeting))
    # A length and not an end: on the night when clocks change, it alone is exact.
    found.add("duration", dt.timedelta(minutes=meeting.minutes))
    found.add("summary", summary(shown))
    if meeting.where:
        found.add("location", meeting.where)
    found.add("description", _("To answer, move or cancel: %(address)s") % {"address": page})
    found.add("url", page)
    found.add("status", status(shown))
    found.add("transp", "OPAQUE" if status(shown) == "CONFIRMED" else "TRANSPARENT")
    found.add("class", "PRIVATE")
    if shown.state is State.AGREED:
        for before in ALARMS:
            found.add_component(alarm(before, summary(shown)))
    return found


def alarm(before: dt.timedelta, words: str) -> Alarm:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", words)
    found.add("trigger", before)
    return found


def summary(shown: Shown) -> str:
    """Calendars are read over one's shoulder: the other is there by the first word of their name only."""
    title = str(shown.meeting.title)
    if shown.other:
        values = {"title": title, "name": shown.other.name.split()[0]}
        title = (_("%(title)s, with %(name)s") if title else _("Meeting with %(name)s")) % values
    title = title or shown.usual_title
    return _("%(title)s (to be confirmed)") % {"title": title} if status(shown) == "TENTATIVE" else title


def status(shown: Shown) -> str:
    if shown.off:
        return "CANCELLED"
    return "CONFIRMED" if shown.meeting.agreed_at else "TENTATIVE"


def changed_at(meeting: Meeting) -> dt.datetime:
    latest = max(filter(None, (meeting.proposed_at, meeting.agreed_at, meeting.cancelled_at)))
    return latest.astimezone(dt.UTC).replace(microsecond=0)


def start(meeting: Meeting) -> dt.datetime:
    """In its own zone, where people live by the clock. A local time alone means the first of an hour that comes twice."""
    here = meeting.starts_at.astimezone(zone_named(meeting.time_zone))
    return meeting.starts_at.astimezone(dt.UTC) if clocks.is_second(here) or here.tzinfo == ZoneInfo("UTC") else here


# Time zones: what the clocks of a place did, around the meetings there


def zones_of(meetings: list[Shown]) -> Iterator[Timezone]:
    years: dict[str, list[int]] = {}
    for shown in meetings:
        zone = start(shown.meeting).tzinfo
        if isinstance(zone, ZoneInfo):
            years.setdefault(zone.key, []).append(shown.meeting.starts_at.year)
    for name in sorted(years):
        yield time_zone(name, min(years[name]) - 1, max(years[name]) + 1)


@lru_cache(maxsize=256)
def time_zone(name: str, first: int, last: int) -> Timezone:
    """A VTIMEZONE true from the beginning of the first year to the end of the last."""
    zone = ZoneInfo(name)
    found = Timezone()
    found.add("tzid", name)
    begin = dt.datetime(first, 1, 1, tzinfo=dt.UTC)
    found.add_component(observance(zone, begin, begin))
    for turn in turns(zone, begin, dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC)):
        found.add_component(observance(zone, turn - dt.timedelta(seconds=1), turn))
    return found


def observance(zone: ZoneInfo, before: dt.datetime, since: dt.datetime) -> TimezoneStandard | TimezoneDaylight:
    """From `since` on. Its beginning is told on the clock of before, as RFC 5545 (3.6.5) wants."""
    then, now = before.astimezone(zone), since.astimezone(zone)
    found = TimezoneDaylight() if now.dst() else TimezoneStandard()
    offset = then.utcoffset() or dt.timedelta()
    found.add("dtstart", since.replace(tzinfo=None) + offset)
    found.add("tzoffsetfrom", offset)
    found.add("tzoffsetto", now.utcoffset() or dt.timedelta())
    found.add("tzname", now.tzname() or zone.key)
    return found


def turns(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The moments when the clocks of that place change, to the second."""
    day = begin
    while day < end:
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            yield turn_within(zone, day)
        day += DAY


def turn_within(zone: ZoneInfo, day: dt.datetime) -> dt.datetime:
    low, high, former = 0, 86400, day.astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        same = (day + dt.timedelta(seconds=middle)).astimezone(zone).utcoffset() == former
        low, high = (middle, high) if same else (low, middle)
    return day + dt.timedelta(seconds=high)

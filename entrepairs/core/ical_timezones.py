"""Calendars as RFC 5545 wants them, whatever is in them: what the clocks of a place did around some
moments."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from entrepairs.core.timezones import is_second, zone_named

DAY = dt.timedelta(days=1)
CALENDAR = "text/calendar; charset=utf-8"


def on_the_clock(moment: dt.datetime, zone: str) -> dt.datetime:
    """In its own zone, where people live by the clock. A local time alone means the first of an
    hour that comes twice."""
    here = moment.astimezone(zone_named(zone))
    return moment.astimezone(dt.UTC) if is_second(here) or here.tzinfo == ZoneInfo("UTC") else here


def zones_of(moments: Iterable[dt.datetime]) -> Iterator[Timezone]:
    """The zones that these moments, each on its clock, are told in."""
    years: dict[str, list[int]] = {}
    for moment in moments:
        if isinstance(moment.tzinfo, ZoneInfo):
            years.setdefault(moment.tzinfo.key, []).append(moment.astimezone(dt.UTC).year)
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


def observance(
    zone: ZoneInfo, before: dt.datetime, since: dt.datetime
) -> TimezoneStandard | TimezoneDaylight:
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

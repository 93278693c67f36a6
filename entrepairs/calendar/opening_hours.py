"""Opening hours as iCalendar (RFC 5545): each span of the week comes back, but on the days that are
otherwise."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from entrepairs.core.timezones import zone_named
from entrepairs.people.opening_hours import Hours, Week

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def write_hours(week: Week, zone: str, *, uid: str, url: str, name: str) -> Iterator[Event]:
    """From the first of January on: what is past of this year stays where it was."""
    here = zone_named(zone)
    first = timezone.now().astimezone(here).date().replace(month=1, day=1)
    otherwise = {day for day in {*week.exceptions, *week.holidays} if day >= first}
    told = {"url": url, "summary": _("Open: %(name)s") % {"name": name}}
    for weekday, spans in enumerate(week.days):
        day = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
        out = sorted(one for one in otherwise if one.weekday() == weekday)
        for number, hours in enumerate(spans):
            entry = _write(day, hours, here, told | {"uid": f"{weekday}-{number}-{uid}"})
            entry.add("rrule", {"FREQ": "WEEKLY", "BYDAY": DAYS[weekday]})
            if out:
                entry.add("exdate", [_at(one, hours[0], here) for one in out])
            yield entry
    for day, hours in _singly(week, first):
        yield _write(day, hours, here, told | {"uid": f"{day:%Y%m%d}-{hours[0]:%H%M}-{uid}"})


def _singly(week: Week, first: dt.date) -> Iterable[tuple[dt.date, Hours]]:
    days = sorted(day for day in week.exceptions if day >= first)
    return ((day, hours) for day in days for hours in week.on(day))


def _write(day: dt.date, hours: Hours, zone: ZoneInfo, told: dict[str, Any]) -> Event:
    opens, closes = (_at(day, clock, zone) for clock in hours)
    found = Event()
    for name, value in told.items():
        found.add(name, value)
    found.add("dtstamp", dt.datetime.combine(timezone.now().date(), dt.time(), dt.UTC))
    found.add("dtstart", opens)
    found.add("dtend", closes)
    found.add("transp", "TRANSPARENT")
    return found


def _at(day: dt.date, clock: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, clock, zone)

"""Sittings as iCalendar (RFC 5545): for everyone their day, for who sits there hour and place."""

import datetime as dt
from collections.abc import Callable

from icalendar import Event

from entrepairs.core.ical_timezones import on_the_clock
from entrepairs.mandates.models import Body
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.queries import PublicDay


def write_day(day: PublicDay, body: Body, page: str) -> Event:
    """A whole day, without hour or place."""
    found = Event()
    found.add("uid", f"{day.key}@days.sittings.entrepairs")
    found.add("sequence", day.sequence)
    found.add("dtstamp", stamp(day.changed_at))
    found.add("dtstart", day.day)
    found.add("summary", body.name)
    found.add("url", page)
    found.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    found.add("transp", "TRANSPARENT")
    return found


def write_sitting(sitting: Sitting, absolute: Callable[[str], str]) -> Event:
    found = Event()
    found.add("uid", f"{sitting.key}@sittings.entrepairs")
    found.add("sequence", sitting.sequence)
    found.add("dtstamp", stamp(sitting.changed_at))
    found.add("dtstart", on_the_clock(sitting.starts_at, sitting.time_zone))
    found.add("duration", dt.timedelta(minutes=sitting.minutes))
    found.add("summary", sitting.body.name)
    if sitting.place:
        found.add("location", sitting.place)
    found.add("url", absolute(sitting.path))
    found.add("status", "CANCELLED" if sitting.cancelled_at else "CONFIRMED")
    found.add("class", "PRIVATE")
    return found


def stamp(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(microsecond=0)

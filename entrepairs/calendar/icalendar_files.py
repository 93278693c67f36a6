"""iCalendar (RFC 5545): what is around the entries of a calendar, whatever room wrote them."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from entrepairs.core.ical_timezones import zones_of


def write_calendar(entries: Iterable[Event], *, name: str, refresh: dt.timedelta) -> bytes:
    """A whole calendar: the same entries in the same state give the same bytes."""
    known = list(entries)
    found = Calendar()
    found.add("prodid", "-//Entrepairs//Calendar//FR")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", f"PT{refresh // dt.timedelta(hours=1)}H")
    begins = [entry.DTSTART for entry in known]
    for zone in zones_of(moment for moment in begins if isinstance(moment, dt.datetime)):
        found.add_component(zone)
    for entry in known:
        found.add_component(entry)
    return bytes(found.to_ical())

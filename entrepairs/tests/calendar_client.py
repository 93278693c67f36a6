"""Readers of calendars that we did not write: the settings of vdirsyncer, which brings a calendar
to a folder, and what recurring-ical-events finds on some days, as a calendar program would."""

import datetime as dt

import recurring_ical_events
from icalendar import Calendar, Event

CONFIG = """
[general]
status_path = "{folder}/status"
[pair mine]
a = "entrepairs"
b = "phone"
collections = null
[storage entrepairs]
type = "http"
url = "{url}"
[storage phone]
type = "filesystem"
path = "{folder}/phone"
fileext = ".ics"
"""


def read_on(body: bytes, first: dt.date, last: dt.date) -> list[Event]:
    """What is on these days: what comes back is there once for each time, in order."""
    found = recurring_ical_events.of(Calendar.from_ical(body)).between(first, last)
    return sorted(found, key=lambda one: one.DTSTART)

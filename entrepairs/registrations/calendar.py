"""A registration as a file for calendars (RFC 5545)."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from entrepairs.calendar import icalendar_files
from entrepairs.core.ical_timezones import on_the_clock
from entrepairs.events.calendars import REFRESH, entry_of_days
from entrepairs.registrations import queries
from entrepairs.registrations.models import Registration

STATUS = {Registration.State.PLACE: "CONFIRMED", Registration.State.CANCELLED: "CANCELLED"}


def write_calendar(one: Registration, absolute: Callable[[str], str]) -> bytes:
    """The event at the hours of its programme, else its days; with the code for the entrance.

    Not with the address of the registration: calendars are read by others too, and it cancels.
    """
    event, timed = one.event, queries.read_hours(one.event)
    entry = entry_of_days(event, absolute)
    entry["uid"] = f"{one.door}@registrations.entrepairs"
    if event.state != event.State.CANCELLED:
        del entry["status"]
        entry.add("status", STATUS.get(Registration.State(one.state), "TENTATIVE"))
    if timed:
        del entry["dtstart"], entry["dtend"]
        entry.add("dtstart", on_the_clock(timed["first"], event.time_zone))
        length: dt.timedelta = timed["last"] - timed["first"]
        entry.add("duration", length)
    if one.state == Registration.State.PLACE:
        said = str(entry.pop("description"))
        entry.add(
            "description", f"{_('Code for the entrance: %(code)s') % {'code': one.code}}\n{said}"
        )
    return icalendar_files.write_calendar([entry], name=event.title.text, refresh=REFRESH)

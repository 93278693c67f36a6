"""A registration in calendars (RFC 5545): as a file, and in the feed of the person who made it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Event as Entry

from entrepairs.calendar import icalendar_files
from entrepairs.core.ical_timezones import on_the_clock
from entrepairs.events.calendars import REFRESH, entry_of_days
from entrepairs.registrations import queries
from entrepairs.registrations.models import Registration

Absolute = Callable[[str], str]


def write_calendar(one: Registration, absolute: Absolute) -> bytes:
    """The event, with the code for the entrance.

    Not with the address of the registration: calendars are read by others too, and it cancels.
    """
    entry = entry_of(one, queries.read_hours(one.event), absolute)
    if one.state == Registration.State.CANCELLED:
        entry["status"] = "CANCELLED"
    if one.state == Registration.State.PLACE:
        said = str(entry.pop("description"))
        entry.add(
            "description", f"{_('Code for the entrance: %(code)s') % {'code': one.code}}\n{said}"
        )
    return icalendar_files.write_calendar([entry], name=one.event.title.text, refresh=REFRESH)


def entry_of(one: Registration, hours: dict[str, Any], absolute: Absolute) -> Entry:
    """The event at the hours of its programme, else its days.

    One thing by one name: who has an account finds it in the feed too. Under a name alone there is
    no feed, and two of a family may keep theirs, each with its code, in one calendar.
    """
    event, waits = one.event, (Registration.State.ASKED, Registration.State.WAITING)
    entry = entry_of_days(event, absolute, sure=one.state not in waits)
    if one.person_id is None:
        entry["uid"] = f"{one.door}@registrations.entrepairs"
    if hours:
        del entry["dtstart"], entry["dtend"]
        entry.add("dtstart", on_the_clock(hours["first"], event.time_zone))
        length: dt.timedelta = hours["last"] - hours["first"]
        entry.add("duration", length)
    return entry

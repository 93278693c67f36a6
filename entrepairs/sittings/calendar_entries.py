"""Sittings in the calendar of who sits there."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _
from icalendar import Event

from entrepairs.calendar import sources
from entrepairs.calendar.sources import EntryGroup, EntryKind, Source
from entrepairs.core import hats
from entrepairs.sittings import queries
from entrepairs.sittings.calendars import write_sitting

SITTING = EntryKind(
    "sitting",
    EntryGroup("meetings", _("Meetings")),  # as those of meetings
    icon="landmark",
    url_name="sittings:sitting",
    states={"taken": _("A deputy sits in your place"), "away": _("You do not come")},
)


def write_feed(since: dt.datetime, absolute: Callable[[str], str]) -> Iterator[Event]:
    me = hats.worn_person()
    if me is not None:
        for sitting in queries.my_sittings(me, since):
            yield write_sitting(sitting, absolute)


sources.add(Source("sittings", (SITTING,), feed=write_feed))

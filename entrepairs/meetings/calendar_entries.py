"""Meetings in the calendar of each of their people."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from icalendar import Event

from entrepairs.calendar import sources
from entrepairs.calendar.sources import EntryGroup, EntryKind, Source
from entrepairs.meetings import calendars, queries
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.shown_meetings import name_meeting, show_meetings
from entrepairs.ui.duties import decrypt


def title_of(row: Any) -> str:
    return decrypt(row.secret_title) or name_meeting(row.person_name, row.title_fr)


def place_of(row: Any) -> str:
    """Where; else whether it is by phone or online."""
    return decrypt(row.secret_place) or str(Meeting.Means(row.place).label)


def write_feed(since: dt.datetime, absolute: Callable[[str], str]) -> Iterator[Event]:
    meetings = show_meetings(queries.select_for_calendar(since))
    yield from calendars.write_events(meetings, absolute)


MEETING = EntryKind(
    "meeting",
    EntryGroup("meetings", _("Meetings")),
    icon="users",
    url_name="meetings:meeting",
    states={"asked": _("Not answered yet"), "to_answer": _("Waiting for your answer")},
    title=title_of,
    place=place_of,
)
sources.add(Source("meetings", (MEETING,), feed=write_feed))

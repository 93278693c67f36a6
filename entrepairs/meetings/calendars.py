"""Meetings as entries of iCalendar (RFC 5545): what a calendar needs, nothing that was noted."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from icalendar import Alarm, Event

from entrepairs.core.ical_timezones import on_the_clock
from entrepairs.meetings.hooks import find_series
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.shown_meetings import ShownMeeting
from entrepairs.meetings.states import State

ALARMS = (dt.timedelta(days=-1), dt.timedelta(hours=-2))


def write_events(
    meetings: Iterable[ShownMeeting], absolute: Callable[[str], str]
) -> Iterator[Event]:
    """Those that are one time of a series say of which one. One query for each such room."""
    known = list(meetings)
    series = find_series([one.meeting.pk for one in known if not one.standing.pair])
    for shown in known:
        found = write_event(shown, absolute)
        if which := series.get(shown.meeting.pk):
            found["uid"], when = which
            found.add("recurrence-id", when)
        yield found


def write_event(shown: ShownMeeting, absolute: Callable[[str], str]) -> Event:
    meeting, page = shown.meeting, absolute(shown.path)
    found = Event()
    found.add("uid", f"{meeting.key}@meetings.entrepairs")
    found.add("sequence", meeting.sequence)
    found.add("dtstamp", changed_at(meeting))
    found.add("last-modified", changed_at(meeting))
    found.add("dtstart", start_of(meeting))
    # A length and not an end: on the night when clocks change, it alone is exact.
    found.add("duration", dt.timedelta(minutes=meeting.minutes))
    found.add("summary", summary_of(shown))
    if meeting.where:
        found.add("location", meeting.where)
    found.add("description", _("To answer, move or cancel: %(address)s") % {"address": page})
    found.add("url", page)
    found.add("status", status_of(shown))
    found.add("transp", "OPAQUE" if status_of(shown) == "CONFIRMED" else "TRANSPARENT")
    found.add("class", "PRIVATE")
    if shown.state is State.AGREED:
        for before in ALARMS:
            found.add_component(write_alarm(before, summary_of(shown)))
    return found


def write_alarm(before: dt.timedelta, words: str) -> Alarm:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", words)
    found.add("trigger", before)
    return found


def summary_of(shown: ShownMeeting) -> str:
    """Calendars are read over one's shoulder: of the other, only the first word of the name; of a
    group, not its name, which may tell an illness."""
    title = str(shown.meeting.title)
    if shown.other:
        values = {"title": title, "name": shown.other.name.split()[0]}
        title = (_("%(title)s, with %(name)s") if title else _("Meeting with %(name)s")) % values
    title = title or (_("Meeting") if shown.standing.pair else _("Group meeting"))
    if status_of(shown) == "TENTATIVE":
        return _("%(title)s (to be confirmed)") % {"title": title}
    return title


def status_of(shown: ShownMeeting) -> str:
    if shown.off:
        return "CANCELLED"
    return "CONFIRMED" if shown.meeting.agreed_at else "TENTATIVE"


def changed_at(meeting: Meeting) -> dt.datetime:
    latest = max(filter(None, (meeting.proposed_at, meeting.agreed_at, meeting.cancelled_at)))
    return latest.astimezone(dt.UTC).replace(microsecond=0)


def start_of(meeting: Meeting) -> dt.datetime:
    return on_the_clock(meeting.starts_at, meeting.time_zone)

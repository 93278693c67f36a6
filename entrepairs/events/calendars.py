"""iCalendar (RFC 5545): each session at its hours; an event without hours as days."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Event as Entry

from entrepairs.calendar.icalendar_files import write_calendar
from entrepairs.core.ical_timezones import on_the_clock
from entrepairs.events.models import Event
from entrepairs.ui.markdown import markdown_as_text

REFRESH = dt.timedelta(hours=4)
Absolute = Callable[[str], str]


def write_event_calendar(
    event: Event, sessions: Sequence[Any], absolute: Absolute, *, whole: bool = False
) -> bytes:
    """These sessions; with `whole`, the days of the event itself when none of them has hours."""
    timed = [session for session in sessions if session.starts_at]
    entries = [entry_of_session(event, session, absolute) for session in timed]
    if whole and not timed:
        entries = [entry_of_days(event, absolute)]
    return write_calendar(entries, name=event.title.text, refresh=REFRESH)


def entry_of_session(event: Event, session: Any, absolute: Absolute) -> Entry:
    found = start_entry(
        event, f"{session.key}@sessions.entrepairs", session.title.text, absolute(session.path)
    )
    found.add("dtstart", on_the_clock(session.starts_at, event.time_zone))
    # A length and not an end: on the night when clocks change, it alone is exact.
    found.add("duration", session.ends_at - session.starts_at)
    place = [session.room.name if session.room else "", *place_parts(event)]
    if any(place):
        found.add("location", ", ".join(part for part in place if part))
    about = markdown_as_text(session.about.text)
    lines = [session.subtitle.text, about, *describe_talks(session), absolute(session.path)]
    found.add("description", "\n".join(line for line in lines if line))
    return found


def entry_of_days(event: Event, absolute: Absolute, *, sure: bool = True) -> Entry:
    """The days of an event; not `sure` for somebody who waits for a place."""
    found = start_entry(
        event, f"{event.key}@events.entrepairs", event.title.text, absolute(event.path), sure
    )
    found.add("dtstart", event.starts_on)
    found.add("dtend", event.ends_on + dt.timedelta(days=1))
    if place := place_parts(event):
        found.add("location", ", ".join(place))
    about = markdown_as_text(event.about.text)
    found.add("description", "\n".join(line for line in (about, absolute(event.path)) if line))
    return found


def start_entry(event: Event, uid: str, title: str, url: str, sure: bool = True) -> Entry:
    found = Entry()
    changed = event.changed_at.astimezone(dt.UTC).replace(microsecond=0)
    off = event.state == Event.State.CANCELLED
    found.add("uid", uid)
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    # Grows with each change, so that calendars know which of two is newer.
    found.add("sequence", int((event.changed_at - event.created_at).total_seconds()))
    if off:
        title = _("Cancelled: %(title)s") % {"title": title}
    elif not sure:
        title = _("%(title)s (to be confirmed)") % {"title": title}
    found.add("summary", title)
    found.add("url", url)
    found.add("status", "CANCELLED" if off else "CONFIRMED" if sure else "TENTATIVE")
    return found


def place_parts(event: Event) -> list[str]:
    return [part for part in (event.venue, str(event.place or ""), event.link) if part]


def describe_talks(session: Any) -> list[str]:
    """Each talk and who speaks in it, one a line."""
    return [
        f"{talk.title.text} ({', '.join(speaker.name for speaker in talk.who)})"
        if talk.who
        else talk.title.text
        for talk in session.said
    ]

"""Events in the calendar: those that everyone may come to, those that one prepares or speaks at,
and the sessions of one's own programme."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from icalendar import Event as Entry

from entrepairs.calendar import sources
from entrepairs.calendar.sources import EntryGroup, EntryKind, Source
from entrepairs.core import hats
from entrepairs.events import calendars
from entrepairs.events.models import Bookmark, Session, SessionChair, TalkSpeaker

STATES = {"draft": _("In preparation"), "cancelled": pgettext_lazy("an event", "Cancelled")}
EVENTS = EntryGroup("events", _("Events"))
event_kind = partial(
    EntryKind, group=EVENTS, icon="presentation", url_name="events:event", states=STATES
)
session_kind = partial(
    EntryKind, group=EVENTS, icon="star", url_name="events:session", states=STATES
)
KINDS = (
    event_kind("organised", label=_("You organise this event")),
    event_kind("speaking", label=_("You speak at this event")),
    session_kind("my_session", label=_("You speak in this session")),
    session_kind("kept_session", label=_("In your programme")),
    event_kind("event"),
)


def my_sessions(since: dt.datetime) -> Any:
    """Those that the person of the hat keeps, chairs or speaks in, and whose hours are known."""
    me, of_session = hats.worn_person(), OuterRef("pk")
    mine = (
        Q(Exists(Bookmark.objects.filter(session=of_session, person=me)))
        | Q(Exists(SessionChair.objects.filter(session=of_session, speaker__person=me)))
        | Q(Exists(TalkSpeaker.objects.filter(talk__session=of_session, speaker__person=me)))
    )
    found = Session.objects.filter(mine, starts_at__gte=since).order_by("starts_at", "pk")
    return found.select_related("room", "event__place")


def write_feed(since: dt.datetime, absolute: Callable[[str], str]) -> Iterator[Entry]:
    for session in my_sessions(since):
        session.said = []  # who says what is read on its page, not over one's shoulder
        yield calendars.entry_of_session(session.event, session, absolute)


sources.add(Source("events", KINDS, public=True, feed=write_feed))

"""Calendars of an event, as files for other programs."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.requests import Request
from entrepairs.events import bookmarks, calendars, queries
from entrepairs.events.models import Event
from entrepairs.ui.conditional_answers import unless_known
from entrepairs.ui.file_answers import answer_file


def file_of_event(write: Callable[[Request, Event, Sequence[Any]], HttpResponse]) -> Any:
    """A file of a whole event: the event under the guard, and all its sessions."""

    @login_not_required
    @require_safe
    @wraps(write)
    def view(request: Request, key: str) -> HttpResponse:
        event = queries.find_event(key)
        sessions = queries.sessions_of(event, request.person_id)
        return unless_known(request, write(request, event, queries.with_talks(sessions)))

    return view


@file_of_event
def calendar(request: Request, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = calendars.write_event_calendar(event, sessions, request.build_absolute_uri, whole=True)
    return answer_file(body, CALENDAR, f"{event.key}.ics")


@login_not_required
@require_safe
def my_calendar(request: Request, key: str) -> HttpResponse:
    """My sessions of it; for a stranger those that their browser names."""
    event = get_object_or_404(queries.all_events(), key=key)
    sessions = queries.with_talks(
        queries.sessions_kept(event, request.person_id, bookmarks.keys_in_address(request))
    )
    body = calendars.write_event_calendar(event, sessions, request.build_absolute_uri)
    return unless_known(request, answer_file(body, CALENDAR, f"{event.key}-mine.ics"))


@login_not_required
@require_safe
def session(request: Request, key: str) -> HttpResponse:
    """One session, when its hours are known."""
    [found] = queries.with_talks([queries.find_session(key, request.person_id)])
    if found.starts_at is None:
        raise Http404
    body = calendars.write_event_calendar(found.event, [found], request.build_absolute_uri)
    return unless_known(request, answer_file(body, CALENDAR, f"{found.key}.ics"))

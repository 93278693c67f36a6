"""What other programs read of an event: calendars, the programme on paper."""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.events import calendars, queries
from entrepairs.events import programme_pdf as paper
from entrepairs.events.models import Event
from entrepairs.events.views.public import keys_asked, session_named


def answer(request: HttpRequest, body: bytes, kind: str, name: str) -> HttpResponse:
    """A file, sent again only when it has changed."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    found = HttpResponse(body, content_type=kind)
    found["ETag"] = etag
    found["Cache-Control"] = "private, no-cache"
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return get_conditional_response(request, etag=etag, response=found) or found


def of_event(write: Callable[[Any, Event, Sequence[Any]], HttpResponse]) -> Any:
    """A file of a whole event: the event under the guard, and all its sessions."""

    @login_not_required
    @require_safe
    @wraps(write)
    def view(request: HttpRequest, key: str) -> HttpResponse:
        event = queries.event_named(key)
        return write(request, event, queries.with_talks(queries.sessions(event)))

    return view


@of_event
def calendar(request: Any, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = calendars.calendar(event, sessions, request.build_absolute_uri, whole=True)
    return answer(request, body, CALENDAR, f"{event.key}.ics")


@login_not_required
@require_safe
def my_calendar(request: Any, key: str) -> HttpResponse:
    """My sessions of it; for a stranger those that their browser names."""
    event = get_object_or_404(queries.events(), key=key)
    sessions = queries.with_talks(queries.kept_of(event, keys_asked(request)))
    body = calendars.calendar(event, sessions, request.build_absolute_uri)
    return answer(request, body, CALENDAR, f"{event.key}-mine.ics")


@login_not_required
@require_safe
def session(request: Any, key: str) -> HttpResponse:
    """One session, when its hours are known."""
    [found] = queries.with_talks([session_named(key)])
    if found.starts_at is None:
        raise Http404
    body = calendars.calendar(found.event, [found], request.build_absolute_uri)
    return answer(request, body, CALENDAR, f"{found.key}.ics")


@of_event
def programme_pdf(request: Any, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = paper.programme(event, sessions, request.build_absolute_uri(event.path))
    return answer(request, body, "application/pdf", f"{event.key}.pdf")

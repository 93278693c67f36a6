"""What calendars read: one meeting as a file, and all of one's own under a secret address."""

import datetime as dt
import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from entrepairs.core import hats
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.meetings import calendars, feed_tokens, queries
from entrepairs.meetings.models import CalendarFeed
from entrepairs.people.models import Person
from entrepairs.ui.language import KNOWN


@require_safe
def ics(request: HttpRequest, key: str) -> HttpResponse:
    """One meeting, to add to a calendar by hand."""
    meeting = queries.shown(get_object_or_404(queries.rows(), key=key))
    answer = HttpResponse(
        calendars.calendar([meeting], request.build_absolute_uri), content_type=CALENDAR
    )
    answer["Content-Disposition"] = (
        f'attachment; filename="entrepairs-{meeting.meeting.starts_at:%Y-%m-%d}.ics"'
    )
    return answer


@login_not_required
@require_safe
def feed(request: Any, token: str) -> HttpResponse:
    """All meetings of whoever made this address, in their language, to whoever holds it."""
    owner = owner_of(token)
    with hats.person(owner.pk, read_only=True), translation.override(language_of(owner)):
        meetings = queries.all_shown(queries.for_calendar(timezone.now() - dt.timedelta(days=180)))
        body = calendars.calendar(meetings, request.build_absolute_uri)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type=CALENDAR)
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def owner_of(token: str) -> Person:
    with hats.system("a calendar shows its secret address"):
        found = (
            CalendarFeed.objects.select_related("person")
            .filter(digest=feed_tokens.digest_of(token))
            .first()
        )
    if found is None:
        raise Http404
    return found.person


def language_of(person: Person) -> str:
    return person.language if person.language in KNOWN else "fr"

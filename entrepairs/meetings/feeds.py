"""iCalendar responses: one meeting as a file, and all of one's own under a secret address."""

import datetime as dt
import hashlib
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from entrepairs.core import hats
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.meetings import calendars, feed_tokens, queries
from entrepairs.meetings.models import CalendarFeed
from entrepairs.meetings.shown_meetings import show_meeting, show_meetings
from entrepairs.people.models import Person
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.language import known_language

KEPT = dt.timedelta(days=180)  # what is past stays in calendars so long


@require_safe
def ics(request: SignedInRequest, key: str) -> HttpResponse:
    """One meeting, to add to a calendar by hand."""
    meeting = show_meeting(get_object_or_404(queries.select_meetings(), key=key))
    body = calendars.write_calendar([meeting], partial(absolute_url, request=request))
    answer = HttpResponse(body, content_type=CALENDAR)
    name = f"entrepairs-{meeting.meeting.starts_at:%Y-%m-%d}.ics"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_not_required
@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """All meetings of the person who made this address, in their language, for its holder."""
    owner = find_owner(token)
    with (
        hats.person(owner.pk, read_only=True),
        translation.override(known_language(owner.language)),
    ):
        meetings = show_meetings(queries.select_for_calendar(timezone.now() - KEPT))
        body = calendars.write_calendar(meetings, partial(absolute_url, request=request))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type=CALENDAR)
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def find_owner(token: str) -> Person:
    return _find_person(digest=feed_tokens.digest_of(token))


def find_owner_of_part(token: str, part: str) -> Person:
    """The person whose address of this part of their calendar it is."""
    salt = token[: feed_tokens.SALT]
    if not constant_time_compare(token, feed_tokens.token_for_part(salt, part)):
        raise Http404
    return _find_person(salt=salt)


def _find_person(**which: str) -> Person:
    feeds = CalendarFeed.objects.select_related("person")
    with hats.system("a calendar shows its secret address"):
        found = feeds.filter(**which).first()
    if found is None:
        raise Http404
    return found.person

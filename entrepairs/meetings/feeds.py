"""One meeting as a file, to add to a calendar by hand; and where the private feed was before."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from entrepairs.calendar.feeds import REFRESH, find_owner
from entrepairs.calendar.icalendar_files import write_calendar
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.meetings import calendars, queries
from entrepairs.meetings.shown_meetings import show_meeting
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.file_answers import answer_file


@require_safe
def ics(request: SignedInRequest, key: str) -> HttpResponse:
    meeting = show_meeting(get_object_or_404(queries.select_meetings(), key=key))
    entries = calendars.write_events([meeting], partial(absolute_url, request=request))
    body = write_calendar(entries, name="Entrepairs", refresh=REFRESH)
    name = f"entrepairs-{meeting.meeting.starts_at:%Y-%m-%d}.ics"
    return answer_file(body, CALENDAR, name)


@login_not_required
@require_safe
def moved_feed(request: Request, token: str) -> HttpResponse:
    """Calendar programs that were given the former address follow it to the present one."""
    find_owner(token)
    return HttpResponsePermanentRedirect(reverse("calendar:feed", args=[token]))

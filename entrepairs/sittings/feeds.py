"""The days of the sittings of a body, for calendar programs of everyone."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from entrepairs.calendar.feeds import KEPT, REFRESH
from entrepairs.calendar.icalendar_files import write_calendar
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.requests import Request
from entrepairs.mandates.models import Body
from entrepairs.sittings import calendars, queries
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.conditional_answers import unless_known
from entrepairs.ui.file_answers import answer_file
from entrepairs.ui.formats import today


@login_not_required
@require_safe
def days(request: Request, key: str) -> HttpResponse:
    """Days only, for all who ask: hour and place are in the calendar of each representative."""
    body = get_object_or_404(Body, key=key)
    since: dt.date = today() - KEPT
    page = absolute_url(body.path, request)
    entries = [calendars.write_day(day, body, page) for day in queries.days_of(body, since)]
    written = write_calendar(entries, name=body.name, refresh=REFRESH)
    return unless_known(request, answer_file(written, CALENDAR, f"{key}.ics", shown=True))

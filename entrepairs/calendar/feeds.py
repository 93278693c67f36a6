"""The private feed: all that is one person's, under a secret address, for a calendar program."""

import datetime as dt
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from entrepairs.calendar import sources
from entrepairs.calendar.icalendar_files import write_calendar
from entrepairs.calendar.models import Feed
from entrepairs.core import hats
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.requests import Request
from entrepairs.core.secret_links import digest
from entrepairs.people.models import Person
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.conditional_answers import unless_known
from entrepairs.ui.file_answers import answer_file
from entrepairs.ui.language import known_language

KEPT = dt.timedelta(days=180)  # what is past stays in calendars so long
REFRESH = dt.timedelta(hours=1)


@login_not_required
@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """All that is of the person who made this address, in their language, for its holder."""
    owner = find_owner(token)
    absolute, since = partial(absolute_url, request=request), timezone.now() - KEPT
    with (
        hats.person(owner.pk, read_only=True),
        translation.override(known_language(owner.language)),
    ):
        entries = {
            (str(entry["UID"]), str(entry.get("RECURRENCE-ID", ""))): entry
            for source in sources.known_sources()
            if source.feed
            for entry in source.feed(since, absolute)
        }
        for entry in entries.values():
            entry["CLASS"] = "PRIVATE"
        body = write_calendar(entries.values(), name="Entrepairs", refresh=REFRESH)
    return unless_known(request, answer_file(body, CALENDAR, "entrepairs.ics", shown=True))


def find_owner(token: str) -> Person:
    feeds = Feed.objects.select_related("person")
    with hats.system("a calendar shows its secret address"):
        found = feeds.filter(digest=digest(token)).first()
    if found is None:
        raise Http404
    return found.person

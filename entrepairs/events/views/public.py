"""What everyone reads of events: the list of them, one session, one talk, one speaker."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.next_address import next_path
from entrepairs.core.paging import page_of, whole_number
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.events import bookmarks, cited_talks, queries, schema_org
from entrepairs.events.actions import bookmarks as bookmarks_actions
from entrepairs.events.hooks import links_to_organise
from entrepairs.events.models import Event, Speaker
from entrepairs.events.organiser_queries import events_prepared_by
from entrepairs.events.views.clocks import page_on_clocks
from entrepairs.files.covers import ON_PAGE
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library.citation_files import citation_response
from entrepairs.ui import forms
from entrepairs.vocabulary.town_map import draw_towns, towns_of

LINES = 30  # events on a page of the list


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    series = request.GET.get("series", "").replace("\0", "")
    year = year_asked(request)
    page = page_of(request, queries.events_listed(series, year), LINES)
    for event in [one for one in page.rows if one.picture][ON_PAGE:]:
        event.picture = None
    context = {
        "page": page,
        "map": draw_towns(towns_of(event.place for event in page.rows if event.coming)),
        "all_series": queries.series_with_events(),
        "series": series,
        "year": year,
        "actions": list(links_to_organise(request)),
    }
    return render(request, "events/public/list.html", context)


def year_asked(request: Request) -> int | None:
    year = request.GET.get("year", "")
    return whole_number(year) or None if len(year) == 4 else None


# One session, one talk, one speaker


def prepares(request: Request, event: Event) -> bool:
    """The person who reads may add to it; of strangers it is not even asked."""
    me = request.person_id
    return me is not None and events_prepared_by(me).filter(pk=event.pk).exists()


@login_not_required
@require_safe
def session(request: Request, key: str) -> HttpResponse:
    [found] = queries.with_talks([queries.find_session(key, request.person_id)])
    context: dict[str, Any] = {
        "session": found,
        "materials": queries.materials_of(found),
        "prepares": prepares(request, found.event),
        "structured": schema_org.json_ld_of_part(
            found.event, found, found.said, request.build_absolute_uri
        ),
    }
    cited = cited_talks.cite_session(request, found)
    context |= cited_talks.citation_context(request, found.event, cited)
    return page_on_clocks(request, found.event, "events/public/session.html", context)


@login_not_required
@require_safe
def talk(request: Request, key: str) -> HttpResponse:
    found = queries.find_talk(key)
    timed = found if found.starts_at else found.session
    context: dict[str, Any] = {
        "talk": found,
        "timed": timed,
        "materials": queries.materials_of(found),
        "prepares": prepares(request, found.event),
        "structured": schema_org.json_ld_of_part(
            found.event, timed, [found], request.build_absolute_uri
        ),
    }
    cited = cited_talks.cite_talk(request, found)
    context |= cited_talks.citation_context(request, found.event, cited)
    return page_on_clocks(request, found.event, "events/public/talk.html", context)


@login_not_required
@require_safe
def cite_session(request: Request, key: str, how: str) -> HttpResponse:
    [found] = queries.with_talks([queries.find_session(key, request.person_id)])
    return citation_response(request, cited_talks.cite_session(request, found), how)


@login_not_required
@require_safe
def cite_talk(request: Request, key: str, how: str) -> HttpResponse:
    return citation_response(request, cited_talks.cite_talk(request, queries.find_talk(key)), how)


@login_not_required
@require_safe
def speaker(request: Request, key: str) -> HttpResponse:
    rows = Speaker.objects.select_related("event__series", "event__place", "person")
    found = get_object_or_404(rows, key=key)
    said, chaired = queries.appearances_of(found, request.person_id)
    context = {"speaker": found, "said": said, "chaired": chaired}
    return page_on_clocks(request, found.event, "events/public/speaker.html", context)


# One's own programme


@login_not_required
@require_safe
def mine(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(queries.all_events(), key=key)
    keys = bookmarks.keys_in_address(request)
    sessions = queries.with_talks(queries.sessions_kept(found, request.person_id, keys))
    context = {"sessions": sessions, "keys": ".".join(keys)}
    return page_on_clocks(request, found, "events/public/mine.html", context)


@require_POST
def keep(request: SignedInRequest, key: str) -> HttpResponse:
    found = queries.find_session(key, request.person_id)
    kept = request.POST.get("keep") != "no"
    action = bookmarks_actions.keep_session if kept else bookmarks_actions.let_session_go
    with suppress(AlreadyDone):
        action(session=found, once=forms.once_of(request), by=request.person_id)
    if request.htmx:
        found.kept = kept
        context = {"session": found, "here": request.POST.get("next", "")}
        return render(request, "events/public/_keep.html", context)
    words = _("It is in your programme.") if kept else _("It is no longer in your programme.")
    messages.success(request, words)
    back = next_path(request)
    return redirect(f"{back}#s-{found.key}" if back else found.path)

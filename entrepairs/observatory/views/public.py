"""What is published, for everyone: the latest, one publication, one question through all."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request
from entrepairs.observatory import definitions as known
from entrepairs.observatory import queries
from entrepairs.observatory.exchanges import PLACES, SIDES
from entrepairs.observatory.models import Publication
from entrepairs.ui.addresses import absolute_url


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    latest = queries.latest()
    context: dict[str, Any] = {"first": queries.read_first(), "latest": latest}
    if latest:
        context |= _figures_of(request, latest)
    return render(request, "observatory/index.html", context)


@login_not_required
@require_safe
def publications(request: Request) -> HttpResponse:
    context = {"page": page_of(request, queries.publications()), "now": timezone.now()}
    return render(request, "observatory/publications.html", context)


@login_not_required
@require_safe
def publication(request: Request, period: str) -> HttpResponse:
    found = get_object_or_404(queries.publications(), period=period)
    return render(request, "observatory/publication.html", _figures_of(request, found))


def _figures_of(request: Request, found: Publication) -> dict[str, Any]:
    seven, symmetry = queries.parts_of(queries.shown_figures(found))
    return {
        "publication": found,
        "seven": seven,
        "symmetry": symmetry,
        "sides": SIDES,
        "places": PLACES,
        "address": absolute_url(found.path, request),
        "waits": found.published_at > timezone.now(),
    }


@login_not_required
@require_safe
def question(request: Request, number: int) -> HttpResponse:
    if number not in known.questions():
        raise Http404
    asked = known.questions()[number]
    context = {"question": asked, **_through_all(request, asked.figures)}
    return render(request, "observatory/question.html", context)


@login_not_required
@require_safe
def symmetry(request: Request) -> HttpResponse:
    context = {"question": None, **_through_all(request, known.symmetry())}
    return render(request, "observatory/question.html", context)


def _through_all(request: Request, figures: Any) -> dict[str, Any]:
    """These figures of the latest publication and of those before it."""
    found = queries.latest()
    keys = [one.key for one in figures]
    shown = queries.shown_figures(found, keys) if found else {}
    return {
        "definitions": figures,
        "publication": found,
        "shown": list(shown.values()),
        "checked_on": known.checked_on(),
    }

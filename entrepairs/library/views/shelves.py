"""Pages of shelves, what coordinators put on that of newcomers, and pictures for lists."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of, whole_number
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.files.checks.image import COVERS
from entrepairs.ledger.run import run_button
from entrepairs.library import covers, queries, series, shelves
from entrepairs.library.actions import shelves as shelves_actions
from entrepairs.library.models import Cover, Resource
from entrepairs.search import full_text
from entrepairs.ui.conditional_answers import drawn_picture


@login_not_required
@require_safe
def shelf(request: Request, name: str) -> HttpResponse:
    """All that stands on it, in its order."""
    shown = shelves.shelf_named(name)
    if shown is None:
        raise Http404
    rows = shelves.resources_on(shown).prefetch_related("authors")
    page = page_of(request, rows, lines=full_text.LINES)
    may_choose = name == "newcomers" and series.may_begin(request.person_id)
    context = {
        "shelf": shown,
        "page": page,
        "covers": covers.covers_of(row.key for row in page.rows),
        "may_choose": may_choose,
        **(taken_off(request) if may_choose else {}),
    }
    return render(request, "library/shelf.html", context)


def taken_off(request: Request) -> dict[str, Any]:
    """What was taken off a moment ago, to be put back where it was."""
    key = request.GET.get("off", "").replace("\x00", "")
    found = Resource.objects.filter(key=key, recommendation=None).first() if key else None
    return {"off": found, "order": whole_number(request.GET.get("order", ""), digits=5) or 0}


def get_recommendable(request: SignedInRequest, key: str) -> Resource:
    """For those who coordinate an organisation; for others the page is not there."""
    found = get_object_or_404(queries.visible_resources(), key=key)
    if not series.may_begin(request.person_id):
        raise Http404
    return found


@require_POST
def recommend(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_recommendable(request, key)
    order = whole_number(request.POST.get("order", ""), digits=5)
    done = _("On the shelf for newcomers.")
    run_button(request, shelves_actions.recommend_resource, resource=found, order=order, done=done)
    return redirect("library:shelf", "newcomers")


@require_POST
def unrecommend(request: SignedInRequest, key: str) -> HttpResponse:
    """Off the shelf; the next page offers to put it back."""
    found = get_recommendable(request, key)
    address = reverse("library:shelf", args=["newcomers"])
    ran = run_button(request, shelves_actions.unrecommend_resource, resource=found)
    if ran and ran.result is not None:
        address = f"{address}?off={found.key}&order={ran.result}"
    return redirect(address)


@require_POST
def move_recommended(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_recommendable(request, key)
    up = request.POST.get("way") == "up"
    run_button(request, shelves_actions.move_recommended, resource=found, up=up)
    return redirect("library:shelf", "newcomers")


@csp_override({})  # a picture loads nothing, and twenty are on a page
@login_not_required
@require_safe
def cover(request: Request, key: str, size: str) -> HttpResponse:
    """A picture in the size of a page, for those who see its file."""
    if size not in COVERS:
        raise Http404
    found = get_object_or_404(Cover.objects.only(size), file__key=key)
    return drawn_picture(request, getattr(found, size))

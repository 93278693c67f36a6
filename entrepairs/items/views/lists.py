"""Lists of items: what I said, those of my delegations, of a body, of a group; a search."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.groups.views.shared import around, group_i_am_in
from entrepairs.items.forms import FindForm
from entrepairs.items.queries import items as queries
from entrepairs.items.queries.finding import find_items
from entrepairs.items.views.shared import body_at, sits_in

LINES = 30


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    return _page(request, "mine", queries.items_said_by(request.person_id))


@require_safe
def delegations(request: SignedInRequest) -> HttpResponse:
    """Items of the bodies where I sit, with these bodies."""
    rows = queries.items_of_mandates(request.person_id)
    bodies = list(queries.bodies_of(request.person_id))
    return _page(request, "delegations", rows, bodies=bodies)


@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    form = FindForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    rows = find_items(words) if words else []
    return _page(request, "search", rows, words=words)


def _page(request: SignedInRequest, tab: str, rows: Any, **more: Any) -> HttpResponse:
    form = FindForm({"q": more.get("words", "")})
    context = {"tab": tab, "page": page_of(request, rows, LINES), "form": form, **more}
    return render(request, "items/list.html", context)


@require_safe
def of_body(request: SignedInRequest, key: str) -> HttpResponse:
    body = body_at(key)
    context = {
        "body": body,
        "page": page_of(request, queries.items_of_body(body), LINES),
        "figures": queries.figures_of(body),
        "sits": sits_in(request, body),
    }
    return render(request, "items/of_body.html", context)


@require_safe
def of_group(request: SignedInRequest, key: str) -> HttpResponse:
    """What a group said to bodies, for who is in it."""
    standing = group_i_am_in(request, key)
    rows = queries.items_of_circle(standing.circle)
    context = {**around(request, standing, "items"), "page": page_of(request, rows, LINES)}
    return render(request, "items/of_group.html", context)

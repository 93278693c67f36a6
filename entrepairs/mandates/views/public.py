"""Bodies, for everyone: by region, on a map, with their empty seats; one body with its seats."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request
from entrepairs.mandates import page_hooks, queries
from entrepairs.mandates.models import Body
from entrepairs.people.models import Organisation
from entrepairs.people.queries import coordinated_organisations
from entrepairs.ui.formats import today
from entrepairs.vocabulary.rule_words import say_months
from entrepairs.vocabulary.town_map import draw_towns, towns_of


@login_not_required
@require_safe
def bodies(request: Request) -> HttpResponse:
    """Counts by region, full seats and those of deputies apart; then the bodies, by name."""
    regions = queries.count_by_region()
    asked = request.GET.get("region")
    region = asked if asked in {one.region for one in regions} else None
    page = page_of(request, queries.bodies_in(region))
    rows = list(page.rows)
    vacant, seats = queries.vacancies_of(rows), queries.seats_by_body(rows)
    empty = {
        body.pk: [(seat, vacant[seat.pk]) for seat in seats[body.pk] if seat.pk in vacant]
        for body in rows
    }
    context = {
        "regions": regions,
        "region": region,
        "page": page,
        "seats": seats,
        "empty": empty,
        "map": draw_towns(towns_of(body.place for body in rows)),
        "parts": [part(request, region) for part in page_hooks.regions] if region else [],
    }
    return render(request, "mandates/bodies.html", context)


@login_not_required
@require_safe
def body(request: Request, key: str) -> HttpResponse:
    rows = Body.objects.select_related("place", "kept_by")
    found = get_object_or_404(rows, key=key)
    mine: list[Organisation] = []
    if request.person_id is not None:
        mine = list(coordinated_organisations(request.person_id))
    seats = queries.shown_seats(found)
    page = page_hooks.BodyPage(found, seats, mine)
    context: dict[str, Any] = {
        "body": found,
        "kind": found.what,
        "seats": seats,
        "terms": list(found.terms.order_by("-since")),
        "months": say_months(found.what.data.get("term_months", 0)),
        "today": today(),
        "mine": mine,
        "keeps": any(one.pk == found.kept_by_id for one in mine),
        "parts": [part(request, page) for part in page_hooks.bodies],
    }
    return render(request, "mandates/body.html", context)

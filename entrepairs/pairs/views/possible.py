"""People I might get to know, with the reasons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.queries.possible import SIZE, page_of_possible
from entrepairs.suggestions.ranking import SHOWN

LAST = SHOWN // SIZE


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Ten at a time. Who looks without a wish of their own is asked to say it first: all see
    each other alike."""
    me = request.person_id
    wish = wishes.standing_wish(me)
    number = min(max(whole_number(request.GET.get("page"), digits=3) or 1, 1), LAST)
    context: dict[str, Any] = {"wish": wish, "page": page_of_possible(me, number) if wish else None}
    return render(request, "pairs/possible.html", context)

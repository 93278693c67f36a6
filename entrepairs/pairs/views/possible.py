"""People I might get to know, with the reasons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.queries.possible import SIZE, possible
from entrepairs.suggestions.ranking import SHOWN

LAST = SHOWN // SIZE


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Ten at a time. Whoever looks without a wish of their own is asked to say it first: all see each other alike."""
    me = request.person_id
    wish = wishes.standing(me)
    number = min(max(as_number(request.GET.get("page")), 1), LAST)
    context: dict[str, Any] = {"wish": wish, "page": possible(me, number) if wish else None}
    return render(request, "pairs/possible.html", context)


def as_number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1

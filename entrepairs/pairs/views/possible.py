"""People I might get to know, with the reasons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.base import hats
from entrepairs.base.middleware import after_answer
from entrepairs.pairs.actions import finding, wishes
from entrepairs.pairs.queries.possible import SIZE, possible
from entrepairs.pairs.queries.ranking import COMPARED

LAST = COMPARED // SIZE


@require_safe
def index(request: Any) -> HttpResponse:
    """Ten at a time. Whoever looks without a wish of their own is asked to say it first: all see each other alike."""
    me = request.person_id
    wish = wishes.standing(me)
    number = min(max(as_number(request.GET.get("page")), 1), LAST)
    context: dict[str, Any] = {"wish": wish, "page": possible(me, number) if wish else None}
    if wish and number == 1:
        after_answer(request, lambda: align(me))
    return render(request, "pairs/possible.html", context)


def as_number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


def align(me: int) -> None:
    """What I told since my wish, others may find me by."""
    with hats.person(me):
        finding.refresh_mine(by=me)

"""People I might get to know, with the reasons; and those who are not for me."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.pairs.actions import left_out, wishes
from entrepairs.pairs.queries.possible import SIZE, page_of_possible, people_left_out
from entrepairs.people.models import Person
from entrepairs.suggestions.ranking import SHOWN

LAST = SHOWN // SIZE


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Ten at a time. Who looks without a wish of their own is asked to say it first: all see
    each other alike."""
    me = request.person_id
    wish = wishes.standing_wish(me)
    number = min(max(whole_number(request.GET.get("page"), digits=3) or 1, 1), LAST)
    context: dict[str, Any] = {"wish": wish, "page": None, "left_out": [], "just": None}
    if wish:
        context["page"] = page_of_possible(me, number)
        context["left_out"] = people_left_out(me)
        just = request.GET.get("left-out")
        context["just"] = next((one for one in context["left_out"] if one.key == just), None)
    return render(request, "pairs/possible.html", context)


@require_POST
def leave_out(request: SignedInRequest, key: str) -> HttpResponse:
    """No question before: it is undone in one press, on the page that follows."""
    person = get_object_or_404(Person, key=key)
    if not run_button(request, left_out.leave_out_suggestion, person=person):
        return redirect("pairs:possible")
    return HttpResponseRedirect(f"{reverse('pairs:possible')}?left-out={person.key}")


@require_POST
def put_back(request: SignedInRequest, key: str) -> HttpResponse:
    person = get_object_or_404(Person, key=key)
    done = _("%(name)s may be suggested to you again.") % {"name": person.name}
    run_button(request, left_out.put_back_suggestion, done=done, person=person)
    return redirect("pairs:possible")

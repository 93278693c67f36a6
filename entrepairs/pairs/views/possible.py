"""People I might get to know, with the reasons; and those who are not for me."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.next_address import next_path
from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.pairs.actions import left_out, wishes
from entrepairs.pairs.forms import NarrowForm
from entrepairs.pairs.queries.invitations import invitations_by
from entrepairs.pairs.queries.moments import moments_with
from entrepairs.pairs.queries.nearness import draw_nearness
from entrepairs.pairs.queries.possible import page_of_possible, people_left_out
from entrepairs.people import queries as people
from entrepairs.people.models import Facet, Person
from entrepairs.vocabulary.queries import concept


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Ten at a time. Who looks without a wish of their own is asked to say it first: all see
    each other alike."""
    me = request.person_id
    wish = wishes.standing_wish(me)
    left_out = people_left_out(me)
    just = request.GET.get("left-out")
    context: dict[str, Any] = {
        "wish": wish,
        "page": None,
        "left_out": left_out,
        "just": next((one for one in left_out if one.key == just), None),
        "here": _address(request),
        "sent": invitations_by(me),
    }
    return render(request, "pairs/possible.html", context | (_found(request) if wish else {}))


def _found(request: SignedInRequest) -> dict[str, Any]:
    mine = people.facets_of([request.person_id])[request.person_id]
    languages = [
        concept(facet.concept_id)
        for facet in mine
        if facet.kind == Facet.Kind.LANGUAGE and facet.concept_id
    ]
    form = NarrowForm(request.GET, languages=languages)
    page = page_of_possible(
        request.person_id,
        whole_number(request.GET.get("page"), digits=3) or 1,
        mine=mine,
        wanted=form.wanted,
        best_first=form.best_first,
    )
    return {
        "form": form,
        "page": page,
        "moments": moments_with(mine, page.people),
        "nearness": draw_nearness(page.people),
    }


def _address(request: SignedInRequest, **more: str) -> str:
    """This list as it stands: its page and its choices, without what was just done."""
    query = request.GET.copy()
    query.pop("left-out", None)
    query.update(more)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_POST
def leave_out(request: SignedInRequest, key: str) -> HttpResponse:
    """No question before: it is undone in one press, on the same page of the list."""
    person = get_object_or_404(Person, key=key)
    back = next_path(request, reverse("pairs:possible"))
    if not run_button(request, left_out.leave_out_suggestion, person=person):
        return redirect(back)
    sign = "&" if "?" in back else "?"
    return HttpResponseRedirect(f"{back}{sign}left-out={person.key}")


@require_POST
def put_back(request: SignedInRequest, key: str) -> HttpResponse:
    person = get_object_or_404(Person, key=key)
    done = _("%(name)s may be suggested to you again.") % {"name": person.name}
    run_button(request, left_out.put_back_suggestion, done=done, person=person)
    return redirect(next_path(request, reverse("pairs:possible")))

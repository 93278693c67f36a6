"""The circle of a delegation: its door, its page, and leaving it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.delegations import queries
from entrepairs.delegations.actions import circles as actions
from entrepairs.delegations.views.shared import around, circle_of_mine, seen_circle
from entrepairs.ledger.run import run_button
from entrepairs.mandates.models import Body
from entrepairs.mandates.page_hooks import BodyPage
from entrepairs.mandates.queries import held_mandates
from entrepairs.mandates.views.shared import around as around_mandate
from entrepairs.meetings import queries as meetings
from entrepairs.notices.actions import see_after_answer
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.page_parts import PagePart


@page_or_form
def door(request: SignedInRequest, body: str) -> HttpResponse:
    """What the circle is, and the button of one’s own yes; once inside, the circle itself."""
    found = get_object_or_404(Body.objects.select_related("place"), key=body)
    standing = queries.door_of(found)
    if standing.inside:
        see_after_answer(request, path=request.path)
        return redirect("delegations:circle", standing.circle)
    if not standing.may_enter:
        raise Http404
    if request.method == "POST":
        ran = run_button(request, actions.enter_delegation, body=found)
        return redirect("delegations:door", found.key) if ran else redirect(request.path)
    see_after_answer(request, path=request.path)
    context = {"body": found, "door": standing}
    mandate = held_mandates(request.person_id).filter(body=found).first()
    if mandate:
        return render(
            request,
            "delegations/door_of_mandate.html",
            around_mandate(mandate, "circle", **context),
        )
    return render(request, "delegations/door.html", context)


@require_safe
def circle(request: SignedInRequest, key: str) -> HttpResponse:
    """Its drafts, who is in it, the next meeting; to who has left, what was said."""
    standing = seen_circle(key)
    if not standing.inside:
        return redirect("delegations:talk", key)
    mandate = held_mandates(request.person_id).filter(body=standing.body).first()
    context = {
        **around(standing, "circle"),
        "page": page_of(request, queries.drafts_of(standing.circle)),
        "members": queries.members_of(standing.circle),
        "meeting": meetings.next_for(standing.circle),
        "tabs": around_mandate(mandate, "circle")["tabs"] if mandate else [],
    }
    return render(request, "delegations/circle.html", context)


@require_POST
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    standing = circle_of_mine(key)
    done = _("You have left the circle of the delegation.")
    run_button(request, actions.leave_delegation, circle=standing.circle, done=done)
    return redirect("delegations:talk", key)


def part_of_body(request: Request, page: BodyPage) -> PagePart:
    """On the page of a body: the way to the circle, for those who may be in it: as
    `delegation_until` says, of what the page has read, without another query."""
    held = [one.mandate for one in page.seats if one.mandate]
    may_enter = any(
        one.person_id == request.person_id or one.organisation_id in {o.pk for o in page.mine}
        for one in held
    )
    return PagePart("delegations/_of_body.html", {"body": page.body, "may_enter": may_enter})

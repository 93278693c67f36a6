"""Who is in a plan: invited and removed by its holder, coming and leaving by their own act."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.asking import search_to_ask
from entrepairs.people.queries import people_to_ask
from entrepairs.plans.actions import invitations as invitations
from entrepairs.plans.actions import members as actions
from entrepairs.plans.forms import InviteForm
from entrepairs.plans.models import Participant, PlanInvitation
from entrepairs.plans.queries import plans as queries
from entrepairs.plans.views.shared import around, running_plan_of_mine, seen_plan
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def people(request: SignedInRequest, key: str) -> HttpResponse:
    """Who is in it; for the holder, who is invited, and a search for somebody to invite."""
    standing = seen_plan(request, key)
    found = queries.people_of(standing.plan)
    context: dict[str, Any] = {
        **around(request, standing, "people"),
        "people": found,
        "holder": standing.plan.holder,
    }
    if standing.mine and not standing.ended:
        invited = list(queries.invitations_of(standing.plan))
        taken = {*found.names, *(one.person_id for one in invited), standing.me}
        context |= {"invited": invited, "looks": queries.looks_at(standing, found)}
        context |= search_to_ask(request, people_to_ask(), taken)
    return render(request, "plans/people.html", context)


@page_or_form
def invite(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    """One person, as what they are for the holder."""
    standing = running_plan_of_mine(request, key)
    them = get_object_or_404(people_to_ask(), key=person)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        values = {
            "plan": standing.plan,
            "person": them,
            "relation": form.cleaned_data["relation"],
            "organisation": form.cleaned_data["of_organisation"],
            "words": form.cleaned_data["words"],
        }
        done = _("Invitation sent to %(name)s") % {"name": them.name}
        if run_form(request, form, invitations.invite_to_plan, done=done, **values):
            return redirect("plans:people", key)
    context = {**around(request, standing, "people"), "them": them}
    return forms.page(request, "plans/invite.html", context, form=form)


@require_POST
def withdraw(request: SignedInRequest, key: str, invitation: str) -> HttpResponse:
    standing = running_plan_of_mine(request, key)
    rows = PlanInvitation.objects.select_related("plan__circle").filter(plan=standing.plan)
    row = get_object_or_404(rows, key=invitation)
    done = _("Invitation cancelled.")
    run_button(request, invitations.withdraw_plan_invitation, invitation=row, done=done)
    return redirect("plans:people", key)


@require_POST
def remove(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    """At once."""
    standing = running_plan_of_mine(request, key)
    rows = Participant.objects.select_related("plan__circle").filter(plan=standing.plan)
    row = get_object_or_404(rows, person__key=person)
    done = _("Removed from the plan. They see nothing of it any more.")
    run_button(request, actions.remove_from_plan, participant=row, done=done)
    return redirect("plans:people", key)


@require_POST
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_plan(request, key)
    if standing.mine:
        raise Http404
    stay_out = request.POST.get("stay_out") == "yes"
    done = _("You have left the plan.")
    run_button(request, actions.leave_plan, circle=standing.circle, stay_out=stay_out, done=done)
    return redirect("plans:list")


@require_POST
def answer(request: SignedInRequest, invitation: str, said: str) -> HttpResponse:
    """Yes, not now, or not this circle."""
    rows = queries.invitations_to_me(request.person_id)
    row = get_object_or_404(rows, key=invitation)
    if said == "yes":
        done = _("You are in the plan.")
        if run_button(request, invitations.enter_plan, invitation=row, done=done):
            return redirect(row.plan.circle.path)
        return redirect("plans:list")
    done = _("Invitation declined. Nobody is told.")
    stay_out = said == "never"
    run_button(request, invitations.decline_plan, invitation=row, stay_out=stay_out, done=done)
    return redirect("plans:list")

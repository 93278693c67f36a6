"""Roles in a team: offered and ended by who coordinates, answered and left by their person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.circles import current_memberships
from entrepairs.people.queries import people_to_ask
from entrepairs.teams.actions import roles as actions
from entrepairs.teams.forms import RoleForm
from entrepairs.teams.queries import teams as queries
from entrepairs.teams.views.shared import around, coordinated_team, seen_team
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def choose(request: SignedInRequest, key: str) -> HttpResponse:
    """To whom a role is offered: what it is, comes next."""
    standing = coordinated_team(key)
    if request.method == "POST":
        return redirect("teams:offer", key, chosen_person(request).key)
    here = search_to_ask(request, people_to_ask())
    return render(request, "teams/choose.html", {**around(request, standing, "team"), "here": here})


@page_or_form
def offer(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    standing = coordinated_team(key)
    them = get_object_or_404(people_to_ask(), key=person)
    form = RoleForm(request.POST or None)
    if form.is_valid():
        names = ("role", "statute", "hours", "last_day", "organisation")
        said = {name: form.cleaned_data[name] for name in names}
        values = {"circle": standing.circle, "person": them, **said}
        done = _("Offer sent. %(name)s answers yes or no. Before a yes, it counts nowhere.") % {
            "name": them.name
        }
        if run_form(request, form, actions.offer_team_role, done=done, **values):
            return redirect(standing.circle.path)
    context = {**around(request, standing, "team"), "them": them}
    return forms.page(request, "teams/offer.html", context, form=form)


@require_POST
def withdraw(request: SignedInRequest, key: str, offer: str) -> HttpResponse:
    standing = coordinated_team(key)
    row = get_object_or_404(queries.offers_of(standing.circle), key=offer)
    done = _("This offer is withdrawn.")
    run_button(request, actions.withdraw_team_role, offer=row, done=done)
    return redirect(standing.circle.path)


@require_POST
def answer(request: SignedInRequest, offer: str, said: str) -> HttpResponse:
    row = get_object_or_404(queries.offers_to_me(), key=offer)
    if said == "yes":
        if run_button(request, actions.enter_team, offer=row, done=_("You are in the team.")):
            return redirect(row.circle.path)
        return redirect("teams:list")
    values = {"offer": row, "stay_out": said == "never"}
    done = _("You said no. The organisation is not told.")
    run_button(request, actions.decline_team_role, done=done, **values)
    return redirect("teams:list")


@require_POST
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_team(key)
    values = {"circle": standing.circle, "stay_out": request.POST.get("stay_out") == "yes"}
    run_button(request, actions.leave_team, done=_("You have left the team."), **values)
    return redirect("teams:list")


@page_or_form
def end(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    standing = coordinated_team(key)
    rows = current_memberships(standing.circle).select_related("person", "circle")
    row = get_object_or_404(rows, pk=pk)
    return confirm_button(
        request,
        actions.end_team_role,
        title=_("End this role now? %(name)s") % {"name": row.person.name},
        lines=[
            _("This person is told that you did this."),
            _("They can still read what was said while they were there."),
            _("Their pairs and the plans they are in continue."),
        ],
        yes=_("End the role"),
        back=standing.circle.path,
        membership=row,
        done=_("This role has ended."),
    )

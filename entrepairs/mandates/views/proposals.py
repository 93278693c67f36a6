"""Proposing a mandate to somebody, for those who coordinate an organisation; taking it back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.mandates import queries
from entrepairs.mandates.actions.mandates import end_mandate, propose_mandate, withdraw_mandate
from entrepairs.mandates.forms import ProposalForm
from entrepairs.mandates.models import Mandate, Seat
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.models import Organisation
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def seat_or_404(key: str) -> Seat:
    return get_object_or_404(Seat.objects.select_related("body"), key=key)


def proposed_or_404(organisation: Organisation, key: str) -> Mandate:
    rows = Mandate.objects.select_related("body", "person").filter(withdrawn_at=None)
    return get_object_or_404(rows, organisation=organisation, key=key)


@page_or_form
def choose(request: SignedInRequest, key: str, seat: str) -> HttpResponse:
    """To whom the seat is proposed: in which term, comes next."""
    found, row = coordinated(request, key), seat_or_404(seat)
    if request.method == "POST":
        return redirect("mandates:propose", key, seat, chosen_person(request).key)
    here = search_to_ask(request, queries.people_to_propose(found))
    context = {"organisation": found, "seat": row, "here": here}
    return render(request, "mandates/choose.html", context)


@page_or_form
def propose(request: SignedInRequest, key: str, seat: str, person: str) -> HttpResponse:
    found, row = coordinated(request, key), seat_or_404(seat)
    them = get_object_or_404(queries.people_to_propose(found), key=person)
    form = ProposalForm(request.POST or None, body=row.body)
    if form.is_valid():
        values: dict[str, Any] = {"organisation": found, "seat": row, "person": them}
        values |= {"term": form.chosen_term(), "since": form.cleaned_data["since"]}
        done = _("Proposal sent. %(name)s answers yes or no. Before a yes, the seat stays empty.")
        words = done % {"name": them.name}
        if run_form(request, form, propose_mandate, done=words, **values):
            return redirect(row.body.path)
    context = {"organisation": found, "seat": row, "them": them, "any_term": bool(form.terms)}
    return forms.page(request, "mandates/propose.html", context, form=form)


@require_POST
def withdraw(request: SignedInRequest, key: str, mandate: str) -> HttpResponse:
    found = proposed_or_404(coordinated(request, key), mandate)
    run_button(request, withdraw_mandate, mandate=found, done=_("This proposal is withdrawn."))
    return redirect(found.body.path)


@page_or_form
def end(request: SignedInRequest, key: str, mandate: str) -> HttpResponse:
    found = proposed_or_404(coordinated(request, key), mandate)
    return confirm_button(
        request,
        end_mandate,
        title=_("End this mandate today? %(name)s") % {"name": found.person.name},
        lines=[_("This person is told that you did this."), _("The seat is then empty.")],
        yes=_("End the mandate"),
        back=found.body.path,
        mandate=found,
        done=_("This mandate has ended."),
    )

"""Answering a call for a seat; the sheet of a candidacy."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.people.models import Person
from entrepairs.people.queries import affiliations_of
from entrepairs.ui import forms
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.forms import page_or_form
from entrepairs.vacancies import queries
from entrepairs.vacancies.actions import candidacies as actions
from entrepairs.vacancies.forms import CandidacyForm
from entrepairs.vacancies.models import Candidacy
from entrepairs.vacancies.sheet import draw_sheet


@page_or_form
def offer(request: SignedInRequest, key: str) -> HttpResponse:
    """For people of the association that calls."""
    call = get_object_or_404(queries.visible_calls(), key=key)
    mine = affiliations_of(request.person_id).filter(organisation=call.organisation_id)
    if not call.is_open or not mine.exists():
        raise Http404
    me = Person.objects.get(pk=request.person_id)
    form = CandidacyForm(request.POST or None, person=me)
    if form.is_valid():
        values: dict[str, Any] = {"call": call, "facts": form.facts()}
        done = _("Sent. Those who coordinate the association read it. You can withdraw it.")
        if run_form(request, form, actions.offer_myself, done=done, **values):
            return redirect(call.path)
    return forms.page(request, "vacancies/offer.html", {"call": call}, form=form)


def seen_or_404(key: str) -> Candidacy:
    rows = Candidacy.objects.select_related("call__seat__body", "call__organisation", "person")
    return get_object_or_404(rows, key=key, withdrawn_at=None)


@page_or_form
def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    found = seen_or_404(key)
    if found.person_id != request.person_id:
        raise Http404
    return confirm_button(
        request,
        actions.withdraw_offer,
        title=_("Withdraw your candidacy?"),
        lines=[_("What you wrote in it is deleted. You can answer again while the call is open.")],
        yes=_("Withdraw"),
        back=found.call.path,
        candidacy=found,
        done=_("Your candidacy is withdrawn."),
    )


@require_safe
def sheet(request: SignedInRequest, key: str) -> HttpResponse:
    found = seen_or_404(key)
    return answer_file(draw_sheet(found), PDF, f"{_('candidacy')}-{found.key}.pdf")

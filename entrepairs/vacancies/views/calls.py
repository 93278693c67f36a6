"""Open calls for seats, for everyone; opened, changed and closed by who coordinates."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.mandates.models import Seat
from entrepairs.notices import actions as notices
from entrepairs.people.queries import affiliations_of, coordinated_organisations
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.vacancies import queries
from entrepairs.vacancies.actions import calls as actions
from entrepairs.vacancies.forms import CallForm, initial_of_call
from entrepairs.vacancies.models import Candidacy, VacancyCall


@login_not_required
@require_safe
def calls(request: Request) -> HttpResponse:
    context = {"page": page_of(request, queries.open_calls())}
    return render(request, "vacancies/calls.html", context)


@login_not_required
@require_safe
def call(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(queries.visible_calls(), key=key)
    context: dict[str, Any] = {"call": found, "body": found.seat.body, "mine": None}
    context |= {"belongs": False, "keeps": False}
    if request.person_id is not None:
        mine = Candidacy.objects.filter(call=found, person=request.person_id, withdrawn_at=None)
        here = affiliations_of(request.person_id).filter(organisation=found.organisation_id)
        keeps = here.filter(coordinator=True).exists()
        context |= {"mine": mine.first(), "belongs": here.exists(), "keeps": keeps}
        if keeps:
            context["candidacies"] = list(queries.candidacies_of(found))
        if keeps or context["mine"]:
            notices.see_after_answer(request, path=found.path)
    return render(request, "vacancies/call.html", context)


def kept_or_404(request: SignedInRequest, key: str) -> VacancyCall:
    """Of an association that I coordinate; for all others there is nothing to change."""
    mine = coordinated_organisations(request.person_id)
    return get_object_or_404(queries.visible_calls(), key=key, organisation__in=mine)


@page_or_form
def open_one(request: SignedInRequest, key: str, seat: str) -> HttpResponse:
    found = coordinated(request, key)
    row = get_object_or_404(Seat.objects.select_related("body"), key=seat)
    form = CallForm(request.POST or None, organisation=found)
    if form.is_valid():
        values: dict[str, Any] = {"seat": row, "organisation": found, "facts": form.facts()}
        done = _("The call is open. Everyone can read it.")
        ran = run_form(request, form, actions.open_call, done=done, **values)
        if ran.result:
            return redirect(ran.result.path)
        if ran.earlier:
            return redirect("vacancies:call", ran.earlier.object_key)
    context = {"title": _("Open a call for a seat"), "about": row.body.name, "back": row.body.path}
    return forms.page(request, "vacancies/write.html", context, form=form)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    found = kept_or_404(request, key)
    initial = initial_of_call(found)
    form = CallForm(request.POST or None, organisation=found.organisation, initial=initial)
    if form.is_valid():
        values: dict[str, Any] = {"call": found, "facts": form.facts()}
        if run_form(request, form, actions.change_call, done=_("Saved."), **values):
            return redirect(found.path)
    context = {"title": _("Change the call"), "about": found.seat.body.name, "back": found.path}
    return forms.page(request, "vacancies/write.html", context, form=form)


@page_or_form
def close(request: SignedInRequest, key: str) -> HttpResponse:
    found = kept_or_404(request, key)
    return confirm_button(
        request,
        actions.close_call,
        title=_("Close this call?"),
        lines=[
            _("Nobody can answer it any more. A notification tells those who answered."),
            _("You can open a new one."),
        ],
        yes=_("Close the call"),
        back=found.path,
        call=found,
        done=_("The call is closed."),
    )

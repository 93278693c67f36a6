"""Where I do not want to be: circles, and circles with an organisation. Mine alone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Circle
from entrepairs.plans.actions import stays_out as actions
from entrepairs.plans.forms import OrganisationForm
from entrepairs.plans.models import KeptApart, Participant, StaysOut
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def settings(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        values = {"organisation": form.cleaned_data["organisation"]}
        if run_form(request, form, actions.keep_apart, done=_("Saved. Nobody is told."), **values):
            return redirect("plans:stays_out")
    rows = KeptApart.objects.filter(person=me).select_related("organisation")
    apart = list(rows.order_by("organisation__folded", "pk"))
    context: dict[str, Any] = {
        "apart": apart,
        "together": together_now(apart),
        "stays_out": circles_i_stay_out_of(me),
    }
    return forms.page(request, "plans/stays_out.html", context, form=form)


def circles_i_stay_out_of(me: int) -> list[tuple[StaysOut, str]]:
    """Their names, as far as I see them: who is out of a plan does not."""
    rows = list(StaysOut.objects.filter(person=me).order_by("-at", "-pk"))
    named = dict(
        Circle.objects.filter(pk__in=[row.circle_id for row in rows]).values_list("pk", "name")
    )
    return [(row, named.get(row.circle_id, "")) for row in rows]


def together_now(apart: list[KeptApart]) -> list[Circle]:
    """Where I am with one of them already: leaving is mine to decide. One query."""
    here = Participant.objects.filter(organisation__in=[one.organisation_id for one in apart])
    return list(Circle.objects.filter(pk__in=here.values("plan"), ended_at=None))


@require_POST
def end_apart(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(KeptApart, pk=pk, person=request.person_id)
    run_button(request, actions.end_apart, apart=row, done=_("Saved. Nobody is told."))
    return redirect("plans:stays_out")


@require_POST
def end_stays_out(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(StaysOut, pk=pk, person=request.person_id)
    run_button(request, actions.end_stays_out, stays_out=row, done=_("Saved. Nobody is told."))
    return redirect("plans:stays_out")

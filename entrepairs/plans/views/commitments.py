"""The commitments of a plan: the same page for all in it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.plans.actions import commitments as actions
from entrepairs.plans.forms import CommitmentForm
from entrepairs.plans.models import Commitment
from entrepairs.plans.queries import plans as queries
from entrepairs.plans.views.shared import around, seen_plan
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def commitments(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_plan(request, key)
    form = None
    if standing.inside:
        people = queries.people_of(standing.plan) if standing.mine else None
        form = CommitmentForm(request.POST or None, me=standing.me, people=people)
    elif request.method == "POST":
        raise Http404
    if form is not None and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("what", "person", "until")}
        values = {"plan": standing.plan, **said}
        if run_form(request, form, actions.write_commitment, done=_("Saved."), **values):
            return redirect("plans:commitments", key)
    context = {
        **around(request, standing, "commitments"),
        "commitments": queries.commitments_of(standing.plan),
    }
    return forms.page(request, "plans/commitments.html", context, form=form)


ACTS = {
    "yes": actions.accept_commitment,
    "done": actions.finish_commitment,
    "end": actions.end_commitment,
}


@require_POST
def change(request: SignedInRequest, key: str, commitment: str, said: str) -> HttpResponse:
    standing = seen_plan(request, key)
    rows = Commitment.objects.select_related("plan__circle").filter(plan=standing.plan)
    row = get_object_or_404(rows, key=commitment)
    run_button(request, ACTS[said], commitment=row, done=_("Saved."))
    return redirect("plans:commitments", key)

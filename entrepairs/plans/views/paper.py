"""A plan on paper: one A4 sheet with what the holder chooses, and who has a copy."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.plans.actions import copies as actions
from entrepairs.plans.forms import CopyForm, PrintForm
from entrepairs.plans.models import Copy
from entrepairs.plans.plan_pdf import make_sheet
from entrepairs.plans.queries import plans as queries
from entrepairs.plans.views.shared import around, my_plan, running_plan_of_mine
from entrepairs.ui import forms
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.forms import page_or_form


@require_safe
def sheet(request: SignedInRequest, key: str) -> HttpResponse:
    """The choice of parts; once it is made, the PDF. Nothing else of the plan is on it."""
    standing = my_plan(request, key)
    shown = queries.sections_of(standing.plan, queries.people_of(standing.plan))
    written = [one for one in shown if one.section.words]
    asked = "print" in request.GET
    form = PrintForm(request.GET if asked else None, sections=written)
    if asked and form.is_valid():
        chosen = set(form.cleaned_data["section"])
        made = make_sheet(
            standing.plan,
            request.person.name,
            [one for one in written if one.section.key in chosen],
        )
        return answer_file(made, PDF, f"{_('plan')}.pdf", shown=True)
    context = {**around(request, standing, "paper"), "written": written}
    return forms.page(request, "plans/print.html", context, form=form)


@page_or_form
def copies(request: SignedInRequest, key: str) -> HttpResponse:
    """A list that the holder keeps for themselves."""
    standing = running_plan_of_mine(request, key)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("words", "given_on")}
        if run_form(request, form, actions.add_copy, done=_("Saved."), plan=standing.plan, **said):
            return redirect("plans:copies", key)
    rows = Copy.objects.filter(plan=standing.plan).order_by("-given_on", "-pk")
    context = {**around(request, standing, "paper"), "copies": list(rows)}
    return forms.page(request, "plans/copies.html", context, form=form)


@require_POST
def remove_copy(request: SignedInRequest, key: str, copy: str) -> HttpResponse:
    standing = running_plan_of_mine(request, key)
    rows = Copy.objects.select_related("plan__circle").filter(plan=standing.plan)
    row = get_object_or_404(rows, key=copy)
    run_button(request, actions.remove_copy, copy=row, done=_("Removed from the list."))
    return redirect("plans:copies", key)

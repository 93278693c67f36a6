"""The ledger of complaints of a commission, for who sits there: its lines, each with its clocks."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.complaints import queries
from entrepairs.complaints.actions import ledger as actions
from entrepairs.complaints.clocks import RULES
from entrepairs.complaints.forms import ComplaintForm, initial_of
from entrepairs.complaints.ledger_words import read_words
from entrepairs.complaints.models import Complaint
from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.mandates.kinds import describe_rule
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.views.shared import around, my_mandate_in, my_mandate_now
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.vocabulary.queries import concept_by_key


def heard_or_404(request: SignedInRequest, key: str) -> Mandate:
    """A mandate that I hold today, on a body that hears complaints."""
    mandate = my_mandate_now(request, key)
    if not queries.hears_complaints(mandate.body):
        raise Http404
    return mandate


def line_or_404(request: SignedInRequest, key: str) -> tuple[Complaint, Mandate]:
    row = get_object_or_404(Complaint.objects.select_related("body"), key=key)
    return row, my_mandate_in(request, row.body)


@require_safe
def ledger(request: SignedInRequest, key: str) -> HttpResponse:
    """Of one year, or of all; the rules of the clocks stand below, with their source."""
    mandate = heard_or_404(request, key)
    years = queries.years_of(mandate.body)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    page = page_of(request, queries.complaints_of(mandate.body, year))
    context = {
        "page": page,
        "rows": queries.with_clocks(page.rows),
        "years": years,
        "year": year,
        "rules": [describe_rule(concept_by_key("rule", name)) for name, *_days in RULES],
        "told": read_words(),
    }
    return render(request, "complaints/ledger.html", around(mandate, "complaints", **context))


@page_or_form
def add(request: SignedInRequest, key: str) -> HttpResponse:
    mandate = heard_or_404(request, key)
    form = ComplaintForm(request.POST or None, body=mandate.body)
    if form.is_valid():
        done = _("Line added to the ledger.")
        values: dict[str, Any] = {"body": mandate.body, "facts": form.facts()}
        if run_form(request, form, actions.add_complaint, done=done, **values):
            return redirect("complaints:ledger", mandate.key)
    return _write(request, form, mandate, _("Add a complaint"))


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    row, mandate = line_or_404(request, key)
    form = ComplaintForm(request.POST or None, body=row.body, initial=initial_of(row))
    if form.is_valid():
        values: dict[str, Any] = {"complaint": row, "facts": form.facts()}
        if run_form(request, form, actions.change_complaint, done=_("Saved."), **values):
            return redirect("complaints:ledger", mandate.key)
    return _write(request, form, mandate, _("Change a complaint"), row)


@page_or_form
def remove(request: SignedInRequest, key: str) -> HttpResponse:
    row, mandate = line_or_404(request, key)
    return confirm_button(
        request,
        actions.remove_complaint,
        title=_("Delete this line of the ledger?"),
        lines=[_("It leaves the figures of the year."), _("This cannot be undone.")],
        yes=_("Delete the line"),
        back=row.path,
        after=reverse("complaints:ledger", args=[mandate.key]),
        complaint=row,
        done=_("Deleted."),
    )


def _write(
    request: SignedInRequest,
    form: ComplaintForm,
    mandate: Mandate,
    title: str,
    row: Complaint | None = None,
) -> HttpResponse:
    context = around(mandate, "complaints", title=title, row=row)
    return forms.page(request, "complaints/write.html", context, form=form)

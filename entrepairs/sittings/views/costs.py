"""What a mandate costs, for who holds it alone; the attestation and the travel note as PDF."""

from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of, whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.views.shared import around
from entrepairs.sittings import pdf, queries
from entrepairs.sittings.actions.own import add_cost, remove_cost
from entrepairs.sittings.clocks import half_days_left, rule_of
from entrepairs.sittings.forms import CostForm
from entrepairs.sittings.models import Cost
from entrepairs.sittings.running import Spent
from entrepairs.sittings.views.shared import my_mandate_ever
from entrepairs.ui import forms
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form


def costs_of(mandate: Mandate, year: int) -> Any:
    rows = Cost.objects.filter(mandate=mandate, person=mandate.person_id, day__year=year)
    return rows.order_by("-day", "-pk")


def asked_year(request: SignedInRequest, mandate: Mandate) -> int:
    """This one, or another of the mandate."""
    asked = whole_number(request.GET.get("year"), digits=4) or today().year
    if not mandate.since.year <= asked <= today().year:
        raise Http404
    return asked


def sum_up(mandate: Mandate, year: int) -> Spent:
    """Of this mandate; the half-days of leave, of all that person's."""
    rows = costs_of(mandate, year).order_by()
    names = ("minutes", "kilometres", "cents")
    sums = rows.aggregate(**{name: Sum(name, default=0) for name in names})
    mine = Cost.objects.filter(person=mandate.person_id, day__year=year)
    leave = mine.aggregate(half_days=Sum("half_days", default=0))["half_days"]
    return Spent(**sums, half_days=leave, half_days_left=half_days_left(leave, rule_of("leave")))


@page_or_form
def costs(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_mandate_ever(request, key)
    year = asked_year(request, found)
    form = CostForm(request.POST or None)
    if form.is_valid():
        values: dict[str, Any] = {"mandate": found, "facts": form.facts()}
        if run_form(request, form, add_cost, field="day", done=_("Saved."), **values):
            return redirect("sittings:costs", key)
    context = around(
        found,
        "costs",
        page=page_of(request, costs_of(found, year)),
        year=year,
        years=range(found.since.year, today().year + 1),
        spent=sum_up(found, year),
        rule=rule_of("leave"),
        attended=list(queries.attended(found)[:10]),
    )
    return forms.page(request, "sittings/costs.html", context, form=form)


@require_POST
def remove(request: SignedInRequest, key: str, cost: str) -> HttpResponse:
    found = my_mandate_ever(request, key)
    row = get_object_or_404(Cost, mandate=found, key=cost)
    run_button(request, remove_cost, cost=row, done=_("Deleted."))
    return redirect("sittings:costs", key)


@require_safe
def attestation(request: SignedInRequest, key: str, sitting: str) -> HttpResponse:
    """Of a sitting at which I was: the day and the hour, nothing else."""
    found = my_mandate_ever(request, key)
    row = get_object_or_404(queries.attended(found), key=sitting)
    body = pdf.make_attestation(row, request.person.name)
    return answer_file(body, PDF, f"attestation-{row.day:%Y-%m-%d}.pdf", shown=True)


@require_safe
def travel_note(request: SignedInRequest, key: str) -> HttpResponse:
    """Of a year: each day with its way and what is left to pay, and the sums."""
    found = my_mandate_ever(request, key)
    year = asked_year(request, found)
    rows = list(costs_of(found, year).order_by("day", "pk"))
    body = pdf.make_travel_note(found, request.person.name, year, rows, sum_up(found, year))
    return answer_file(body, PDF, f"travel-{year}.pdf", shown=True)

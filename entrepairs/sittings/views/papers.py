"""The year of a body: what it must be given, asked for, received, or late; its sittings."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.views.shared import around, my_mandate_now
from entrepairs.sittings import papers
from entrepairs.sittings.actions.papers import ask_for_paper, receive_paper
from entrepairs.sittings.clocks import rule_of
from entrepairs.sittings.forms import ReceivedForm
from entrepairs.sittings.models import Sitting
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form


@require_safe
def year(request: SignedInRequest, key: str) -> HttpResponse:
    """This one, or another of the term: the checklist, and how many sittings were held."""
    found = my_mandate_now(request, key)
    first, this = found.term.since.year, today().year
    asked = whole_number(request.GET.get("year"), digits=4) or this
    if not first <= asked <= this:
        raise Http404
    held = Sitting.objects.filter(body=found.body_id, cancelled_at=None, day__year=asked)
    context = {
        "year": asked,
        "years": range(first, this + 1),
        "papers": papers.checklist(found.body, asked),
        "held": held.filter(day__lte=today()).count(),
        "rule": rule_of("paper"),
        "kind": found.body.what,
    }
    return render(request, "sittings/year.html", around(found, "year", **context))


def _item_or_404(mandate: Mandate, year: int, item: str) -> None:
    known = papers.items_of(mandate.body)
    if item not in known or not mandate.term.since.year <= year <= today().year:
        raise Http404


@require_POST
def paper(request: SignedInRequest, key: str, year: int, item: str) -> HttpResponse:
    """Asked for, today; or not received after all."""
    found = my_mandate_now(request, key)
    _item_or_404(found, year, item)
    values: dict[str, Any] = {"body": found.body, "year": year, "item": item}
    said = request.POST.get("answer")
    if said == "ask":
        done = _("The request is dated today.")
        run_button(request, ask_for_paper, done=done, **values)
    elif said == "not_received":
        run_button(request, receive_paper, done=_("Saved."), day=None, **values)
    return redirect(f"/mandates/{key}/year/?year={year}")


@page_or_form
def received(request: SignedInRequest, key: str, year: int, item: str) -> HttpResponse:
    found = my_mandate_now(request, key)
    _item_or_404(found, year, item)
    back = f"/mandates/{key}/year/?year={year}"
    form = ReceivedForm(request.POST or None)
    if form.is_valid():
        values: dict[str, Any] = {"body": found.body, "year": year, "item": item}
        day = form.cleaned_data["day"]
        if run_form(request, form, receive_paper, done=_("Saved."), day=day, **values):
            return redirect(back)
    title = papers.items_of(found.body)[item]
    title = title[:1].upper() + title[1:]
    return forms.page(
        request, "sittings/write.html", around(found, "year", title=title, back=back), form=form
    )

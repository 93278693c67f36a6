"""Terms of the bodies whose page an organisation keeps, for those who coordinate it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.mandates.actions import terms
from entrepairs.mandates.forms import GoOnForm, LastDayForm, TermForm
from entrepairs.mandates.models import Term
from entrepairs.mandates.views.kept import kept_or_404, write_page
from entrepairs.ui.forms import page_or_form


@page_or_form
def add_term(request: SignedInRequest, key: str) -> HttpResponse:
    found = kept_or_404(request, key)
    form = TermForm(request.POST or None, kind=found.what)
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("since", "until")}
        done = _("Term added. Nobody is in it yet: each mandate is proposed, and accepted.")
        if run_form(request, form, terms.add_term, body=found, done=done, **days):
            return redirect(found.path)
    return write_page(request, form, _("Add a term"), found.name, ("mandates:body", key))


@page_or_form
def change_term(request: SignedInRequest, key: str, term: int) -> HttpResponse:
    found = kept_or_404(request, key)
    row = get_object_or_404(Term.objects.select_related("body"), body=found, pk=term)
    form = LastDayForm(request.POST or None, term=row)
    if form.is_valid():
        until = form.cleaned_data["until"]
        done = _("Saved. The mandates of this term end with it.")
        if run_form(request, form, terms.change_term, term=row, until=until, done=done):
            return redirect(found.path)
    title = _("Change the last day of the term")
    return write_page(request, form, title, found.name, ("mandates:body", key))


@page_or_form
def go_on(request: SignedInRequest, key: str, term: int) -> HttpResponse:
    """After its last day, until a new order: where the rule of the kind says so."""
    found = kept_or_404(request, key)
    row = get_object_or_404(Term.objects.select_related("body"), body=found, pk=term)
    if "continues" not in found.what.data:
        raise Http404
    form = GoOnForm(request.POST or None, term=row, latest=terms.latest_day(row))
    if form.is_valid():
        done = _("Saved. Those who hold these seats are told.")
        values: dict[str, Any] = {"term": row, "source": form.cleaned_data["source"]}
        if run_form(request, form, terms.go_on, field="source", done=done, **values):
            return redirect(found.path)
    title = _("Seats extended until a new order")
    return write_page(request, form, title, found.name, ("mandates:body", key))

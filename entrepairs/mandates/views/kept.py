"""The bodies whose page an organisation keeps, for those who coordinate it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.mandates.actions import bodies as actions
from entrepairs.mandates.forms import (
    BodyForm,
    NewBodyForm,
    SeatForm,
    initial_of_body,
)
from entrepairs.mandates.models import Body, Seat
from entrepairs.people.queries import coordinated_organisations
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def kept_or_404(request: SignedInRequest, key: str) -> Body:
    """A body, for those who keep its page; for all others there is nothing to write."""
    mine = coordinated_organisations(request.person_id)
    rows = Body.objects.select_related("place", "kept_by")
    return get_object_or_404(rows, key=key, kept_by__in=mine)


@require_safe
def kept(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    rows = Body.objects.filter(kept_by=found).select_related("place").order_by("name", "pk")
    context = {"organisation": found, "page": page_of(request, rows)}
    return render(request, "mandates/kept.html", context)


@page_or_form
def add(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = NewBodyForm(request.POST or None)
    if form.is_valid():
        values: dict[str, Any] = {"organisation": found, "kind": form.cleaned_data["kind"]}
        done = _("Body added. Next: its term, then its seats.")
        ran = run_form(request, form, actions.keep_body, facts=form.facts(), done=done, **values)
        if ran.earlier:
            return redirect("mandates:body", ran.earlier.object_key)
        if ran.result:
            return redirect(ran.result.path)
    back = ("mandates:kept", found.key)
    return write_page(request, form, _("Add a body"), found.name, back)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    found = kept_or_404(request, key)
    form = BodyForm(request.POST or None, initial=initial_of_body(found))
    if form.is_valid():
        done = _("Saved.")
        values: dict[str, Any] = {"body": found, "facts": form.facts()}
        if run_form(request, form, actions.change_body, done=done, **values):
            return redirect(found.path)
    return write_page(request, form, _("Change this body"), found.name, ("mandates:body", key))


@page_or_form
def add_seat(request: SignedInRequest, key: str) -> HttpResponse:
    found = kept_or_404(request, key)
    form = SeatForm(request.POST or None, body=found)
    if form.is_valid():
        values: dict[str, Any] = {name: form.cleaned_data[name] for name in ("since", "deputies")}
        if run_form(request, form, actions.add_seat, body=found, done=_("Seat added."), **values):
            return redirect(found.path)
    return write_page(request, form, _("Add a seat"), found.name, ("mandates:body", key))


@page_or_form
def remove_seat(request: SignedInRequest, key: str, seat: str) -> HttpResponse:
    found = kept_or_404(request, key)
    return confirm_button(
        request,
        actions.remove_seat,
        title=_("Remove this seat?"),
        lines=[_("Only a seat that nobody ever held can be removed.")],
        yes=_("Remove the seat"),
        back=found.path,
        seat=get_object_or_404(Seat.objects.select_related("body"), body=found, key=seat),
        done=_("Seat removed."),
    )


def write_page(
    request: SignedInRequest, form: Any, title: str, about: str, back: tuple[str, str]
) -> HttpResponse:
    context = {"title": title, "about": about, "back": back}
    return forms.page(request, "mandates/write.html", context, form=form)

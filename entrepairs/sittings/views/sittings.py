"""Sittings of a body, for its delegation: the list, one of them, added, changed, called off."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.mandates.views.shared import around, my_mandate_now
from entrepairs.notices import actions as notices
from entrepairs.sittings import page_hooks, queries
from entrepairs.sittings.actions import sittings as actions
from entrepairs.sittings.actions.seats import is_chosen_by_holder
from entrepairs.sittings.forms import SittingForm, initial_of_sitting
from entrepairs.sittings.views.shared import seen_sitting
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def sittings(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_mandate_now(request, key)
    page = page_of(request, queries.sittings_of(found.body))
    return render(request, "sittings/list.html", around(found, "sittings", page=page))


@require_safe
def sitting(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = seen_sitting(request, key)
    notices.see_after_answer(request, path=found.path)
    steps, standing = queries.steps_of(found), queries.standing_at(found, mandate)
    held = [one for seat in standing.seats for one in (seat.holder, *seat.deputies) if one]
    context: dict[str, Any] = {
        "sitting": found,
        "note": found.written,
        "standing": standing,
        "came": queries.who_came(standing.seats),
        "steps": steps,
        "names": queries.names_among([*held, *steps]),
        "chosen": is_chosen_by_holder(found),
        "parts": [part(request, found) for part in page_hooks.sittings],
    }
    return render(request, "sittings/sitting.html", around(mandate, "sittings", **context))


@page_or_form
def add(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_mandate_now(request, key)
    form = SittingForm(request.POST or None, time_zone=actions.time_zone_of(found.body))
    if form.is_valid():
        values: dict[str, Any] = {"body": found.body, "facts": form.facts()}
        done = _("Sitting added. The others of the delegation are told.")
        ran = run_form(request, form, actions.add_sitting, field="day", done=done, **values)
        if ran.earlier:
            return redirect("sittings:sitting", ran.earlier.object_key)
        if ran.result:
            return redirect(ran.result.path)
    context = around(found, "sittings", title=_("Add a sitting"), back=_list_of(found))
    return forms.page(request, "sittings/write.html", context, form=form)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = seen_sitting(request, key)
    form = SittingForm(
        request.POST or None, time_zone=found.time_zone, initial=initial_of_sitting(found)
    )
    if form.is_valid():
        values: dict[str, Any] = {"sitting": found, "facts": form.facts()}
        done = _("Saved. At another day or time, everyone is asked again whether they come.")
        if run_form(request, form, actions.move_sitting, field="day", done=done, **values):
            return redirect(found.path)
    context = around(mandate, "sittings", title=_("Change the sitting"), back=found.path)
    return forms.page(request, "sittings/write.html", context, form=form)


@page_or_form
def cancel(request: SignedInRequest, key: str) -> HttpResponse:
    found, _mandate = seen_sitting(request, key)
    return confirm_button(
        request,
        actions.cancel_sitting,
        title=_("Cancel this sitting?"),
        lines=[_("The delegation is told."), _("You cannot undo this.")],
        yes=_("Cancel the sitting"),
        back=found.path,
        sitting=found,
        done=_("The sitting is cancelled."),
    )


@page_or_form
def erase(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = seen_sitting(request, key)
    return confirm_button(
        request,
        actions.erase_sitting,
        title=_("Delete this sitting?"),
        lines=[
            _("Only a sitting without a note can be deleted."),
            _("You cannot undo this."),
        ],
        yes=_("Delete the sitting"),
        back=found.path,
        after=_list_of(mandate),
        sitting=found,
        done=_("The sitting is deleted."),
    )


def _list_of(mandate: Any) -> str:
    return f"/mandates/{mandate.key}/sittings/"

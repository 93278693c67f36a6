"""Saying whether one comes to a sitting; taking the seat of somebody who cannot."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.mandates.views.shared import around
from entrepairs.sittings import queries
from entrepairs.sittings.actions import seats as actions
from entrepairs.sittings.forms import DeputyForm
from entrepairs.sittings.views.shared import people_of, seen_sitting
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_POST
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = seen_sitting(request, key)
    said = request.POST.get("answer")
    if said == "yes":
        done = _("You come to this sitting.")
        run_button(request, actions.come_to_sitting, sitting=found, done=done)
    elif said == "no":
        if actions.is_chosen_by_holder(found) and queries.deputies_of(found, mandate).exists():
            return redirect("sittings:deputy", key)
        ran = run_button(request, actions.stay_away, sitting=found, deputy=None)
        if ran:
            _say_asked(request, ran.result or 0)
    return redirect(found.path)


def _say_asked(request: SignedInRequest, number: int) -> None:
    if not number:
        messages.success(request, _("Saved. No deputy can be asked: your seat stays empty."))
        return
    words = ngettext(
        "Saved. Your seat is offered to %(count)s deputy.",
        "Saved. Your seat is offered to %(count)s deputies, in their order.",
        number,
    )
    messages.success(request, words % {"count": number})


@page_or_form
def deputy(request: SignedInRequest, key: str) -> HttpResponse:
    """Where the rule of the body lets the holder choose."""
    found, mandate = seen_sitting(request, key)
    people = people_of(found.body, queries.deputies_of(found, mandate))
    if not people:
        raise Http404
    form = DeputyForm(request.POST or None, people=people)
    if form.is_valid():
        values: dict[str, Any] = {"sitting": found, "deputy": form.chosen()}
        ran = run_form(request, form, actions.stay_away, **values)
        if ran:
            _say_asked(request, ran.result or 0)
            return redirect(found.path)
    context = around(mandate, "sittings", title=_("I cannot come"), back=found.path)
    return forms.page(request, "sittings/write.html", context, form=form)


@require_POST
def seat(request: SignedInRequest, key: str) -> HttpResponse:
    """A seat that is offered to me, or that I took."""
    found, _mandate = seen_sitting(request, key)
    said = request.POST.get("answer")
    if said == "yes":
        done = _("You sit at this sitting. Its holder is told.")
        run_button(request, actions.take_seat, sitting=found, done=done)
    elif said == "no":
        done = _("You said no. Nobody is told.")
        run_button(request, actions.decline_seat, sitting=found, done=done)
    elif said == "back":
        done = _("You gave the seat back. Its holder is told.")
        run_button(request, actions.give_back_seat, sitting=found, done=done)
    return redirect(found.path)

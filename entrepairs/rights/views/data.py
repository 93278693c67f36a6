"""What is held about me; leaving, coming back, calling an erasure off."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.notices.actions import see_after_answer
from entrepairs.people.queries import affiliations_of, is_last_coordinator
from entrepairs.rights import queries
from entrepairs.rights.actions import departures
from entrepairs.rights.notice_kinds import EXPORT
from entrepairs.ui import forms
from entrepairs.ui.forms import Form, page_or_form


@require_safe
def data(request: SignedInRequest) -> HttpResponse:
    """Held, looked at, shared, and four acts: all on one page."""
    me = request.person_id
    lines, export = queries.lines_held(), queries.export_of(me)
    if export and export.ready_at:
        see_after_answer(request, kinds=[EXPORT])
    context = {
        "lines": [line for line in lines if line.number],
        "nothing": [line.kind.words for line in lines if not line.number],
        "looks": queries.last_looks(me),
        "choices": queries.choices_made(me),
        "departure": queries.departure_of(me),
        "export": export,
        "secret": queries.secret_of(export.key) if export else "",
    }
    return render(request, "rights/data.html", context)


@page_or_form
def leave(request: SignedInRequest) -> HttpResponse:
    """One page that says again what leaving does, and the button."""
    form = Form(request.POST or None)
    if form.is_valid():
        done = _("You have left. You can come back within 30 days.")
        if run_form(request, form, departures.leave_network, done=done):
            return redirect("rights:data")
    mine = affiliations_of(request.person_id).filter(coordinator=True)
    last = [one.organisation.name for one in mine if is_last_coordinator(one)]
    return forms.page(request, "rights/leave.html", {"last": last}, form=form)


@require_POST
def back(request: SignedInRequest) -> HttpResponse:
    done = _("You are back. Your profile is visible again.")
    run_button(request, departures.come_back, done=done)
    return redirect("rights:data")


@require_POST
def call_off(request: SignedInRequest) -> HttpResponse:
    done = _("Nothing will be erased.")
    run_button(request, departures.call_off_erasure, done=done)
    return redirect("rights:data")


@require_POST
def keep(request: SignedInRequest) -> HttpResponse:
    run_button(request, departures.keep_account, done=_("Your account is kept."))
    return redirect("rights:data")

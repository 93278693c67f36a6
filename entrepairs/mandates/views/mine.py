"""My mandates: those proposed, to answer; those I hold, with the days left; past ones."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button
from entrepairs.mandates import page_hooks, queries
from entrepairs.mandates.actions.mandates import (
    MINE,
    accept_mandate,
    decline_mandate,
    end_mandate,
)
from entrepairs.mandates.clocks import clock_of_mandate
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.views.shared import around
from entrepairs.notices import actions as notices
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    rows = list(queries.mandates_of(request.person_id))
    notices.see_after_answer(request, path=MINE)
    held = [one for one in rows if not one.waits]
    context = {
        "proposed": [one for one in rows if one.waits],
        "held": [(one, clock_of_mandate(one)) for one in held if not one.is_over],
        "past": [(one, around(one, "")["tabs"]) for one in held if one.is_over],
        "pages": page_hooks.known_tabs(),
        "today": today(),
    }
    return render(request, "mandates/mine.html", context)


def my_mandate(request: SignedInRequest, key: str) -> Mandate:
    rows = Mandate.objects.select_related("body")
    return get_object_or_404(rows, person=request.person_id, key=key)


@require_POST
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_mandate(request, key)
    said = request.POST.get("answer")
    if said == "yes":
        done = _("This mandate is now among your mandates.")
        run_button(request, accept_mandate, mandate=found, done=done)
    elif said == "no":
        done = _("You said no. The organisation is not told.")
        run_button(request, decline_mandate, mandate=found, done=done)
    return redirect("mandates:mine")


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_mandate(request, key)
    return confirm_button(
        request,
        end_mandate,
        title=_("End this mandate today? %(name)s") % {"name": found.body.name},
        lines=[_("Your seat is then empty. Only a new proposal can give it back to you.")],
        yes=_("End the mandate"),
        back=MINE,
        mandate=found,
        done=_("This mandate has ended."),
    )

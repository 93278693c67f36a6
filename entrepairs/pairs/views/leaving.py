"""Pause, resume, end: each says what it does, and is done at once."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.pairs.actions import pausing_and_ending as actions
from entrepairs.pairs.views.shared import my_pair, pair_context
from entrepairs.people import queries as people
from entrepairs.ui.forms import page_or_form


@require_safe
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    organisation = pair.circle.organisation
    context = {
        "organisation": organisation,
        "coordinators": people.coordinators_of(organisation) if organisation else [],
    }
    return render(request, "pairs/leave.html", {**pair_context(pair, "leave"), **context})


@require_POST
def pause(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    done = _("Contact is paused. Nobody can write or plan meetings during the pause.")
    run_button(request, actions.pause_pair, circle=pair.circle, done=done)
    return redirect("pairs:leave", key)


@require_POST
def resume(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    done = _("Your pause is over.")
    ran = run_button(request, actions.resume_pair, circle=pair.circle, done=done)
    goes_on = ran and ran.result is not False
    return redirect("pairs:pair" if goes_on else "pairs:leave", key)


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    if request.method == "POST":
        done = _("Contact has ended. You can both still read your messages.")
        run_button(request, actions.end_pair, circle=pair.circle, done=done)
        return redirect("pairs:pair", key)
    context = {
        "title": _("End contact with %(name)s?") % {"name": pair.other.name},
        "lines": [
            _("It ends now, for both of you. No reason is asked, and none is given."),
            _("Nobody can write here any more. Meetings to come are cancelled."),
            _("You can both still read your messages."),
            _("%(name)s sees that it has ended.") % {"name": pair.other.name},
        ],
        "yes": _("End contact"),
        "back": reverse("pairs:leave", args=[key]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)

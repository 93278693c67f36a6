"""My wish to meet someone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.models import Audience
from entrepairs.ledger.run import run_button, run_form
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.forms import WishForm
from entrepairs.pairs.models import Wish
from entrepairs.pairs.round_opt_in import opt_ins_of
from entrepairs.pairs.wish_hints import hints_for
from entrepairs.people.audiences import usual_audience
from entrepairs.people.models import Person
from entrepairs.people.queries import affiliations_of
from entrepairs.ui.forms import page, page_or_form


@page_or_form
def wish(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    standing = wishes.standing_wish(me)
    mine = [one.organisation for one in affiliations_of(me)]
    initial = {"audience": first_audience_of_wish(request.person, bool(mine))}
    initial |= initial_values(standing, me if mine else None)
    form = WishForm(request.POST or None, organisations=mine, initial=initial)
    if form.is_valid():
        action = wishes.change_wish if standing else wishes.open_wish
        values = form.values | ({"wish": standing} if standing else {})
        if run_form(request, form, action, done=_("You are now looking for a peer."), **values):
            return redirect("pairs:possible")
    context = {"wish": standing, "hints": hints_for(me) if standing else []}
    return page(request, "pairs/wish.html", context, form=form)


def first_audience_of_wish(person: Person, in_one: bool) -> int:
    """As what the person tells, so that nobody is shown who says nothing to those who see them."""
    wide = usual_audience(person) >= Audience.NETWORK
    return Audience.NETWORK if wide or not in_one else Audience.ORGANISATIONS


def initial_values(standing: Wish | None, me: int | None) -> dict[str, Any]:
    """What the form shows first. `me`: None for someone of no organisation, asked no rounds."""
    values = {"rounds": [one.organisation_id for one in opt_ins_of(person=me)]} if me else {}
    if standing is None:
        return values
    return values | {
        "audience": standing.audience,
        "words": standing.words,
        "room_for": standing.room_for,
    }


@require_POST
def close(request: SignedInRequest) -> HttpResponse:
    done = _("You are no longer looking for a peer. You no longer appear in suggestions.")
    run_button(request, wishes.close_wish, done=done)
    return redirect("pairs:list")

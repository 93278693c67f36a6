"""My wish to meet someone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import Ran, run_button, run_form
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.forms import WishForm
from entrepairs.pairs.models import Wish
from entrepairs.pairs.round_opt_in import opt_ins_of
from entrepairs.pairs.wish_hints import hints_for
from entrepairs.people.queries import affiliations_of
from entrepairs.ui.forms import page


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    standing = wishes.standing(me)
    mine = [one.organisation for one in affiliations_of(me)]
    form = WishForm(
        request.POST or None, organisations=mine, initial=as_initial(standing, me if mine else None)
    )
    if form.is_valid() and save(request, form, standing):
        return redirect("pairs:possible")
    return page(
        request,
        "pairs/wish.html",
        {"wish": standing, "hints": hints_for(me) if standing else []},
        form=form,
    )


def as_initial(standing: Wish | None, me: int | None) -> dict[str, Any]:
    values = {"rounds": [one.organisation_id for one in opt_ins_of(person=me)]} if me else {}
    if standing is None:
        return values
    return values | {
        "audience": standing.audience,
        "words": standing.words,
        "room_for": standing.room_for,
    }


def save(request: SignedInRequest, form: WishForm, standing: Wish | None) -> Ran[Wish]:
    values = {name: value for name, value in form.cleaned_data.items() if name != "once"}
    done = _("Your wish stands.")
    if standing is None:
        return run_form(request, form, wishes.open_wish, done=done, **values)
    return run_form(request, form, wishes.change_wish, done=done, wish=standing, **values)


@require_POST
def close(request: SignedInRequest) -> HttpResponse:
    done = _("Your wish is closed: you are not among the possible peers any more.")
    run_button(request, wishes.close_wish, done=done)
    return redirect("pairs:list")

"""My wish to meet someone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.ledger.action_views import at_once, in_form
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.forms import WishForm
from entrepairs.pairs.models import Wish
from entrepairs.pairs.round_opt_in import opt_ins_of
from entrepairs.pairs.wish_hints import hints_for
from entrepairs.people.queries import affiliations_of
from entrepairs.ui.forms import once_of, page


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: Any) -> HttpResponse:
    me = request.person_id
    standing = wishes.standing(me)
    mine = [one.organisation for one in affiliations_of(me)]
    form = WishForm(
        request.POST or None, organisations=mine, initial=as_initial(standing, me if mine else None)
    )
    if form.is_valid() and in_form(form, lambda: save(standing, form.cleaned_data, me)):
        messages.success(request, _("Your wish stands."))
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


def save(standing: Wish | None, values: dict[str, Any], me: int) -> Wish:
    if standing is None:
        return wishes.open_wish(by=me, **values)
    return wishes.change_wish(wish=standing, by=me, **values)


@require_POST
def close(request: Any) -> HttpResponse:
    at_once(
        request,
        lambda: wishes.close_wish(once=once_of(request), by=request.person_id),
        _("Your wish is closed: you are not among the possible peers any more."),
    )
    return redirect("pairs:list")

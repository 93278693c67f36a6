"""My wish to meet someone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.base.forms import once_of, page
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.forms import WishForm
from entrepairs.pairs.models import Wish
from entrepairs.pairs.views.steps import at_once, in_form


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: Any) -> HttpResponse:
    standing = wishes.standing(request.person_id)
    form = WishForm(request.POST or None, initial=as_initial(standing))
    if form.is_valid() and in_form(form, lambda: save(standing, form.cleaned_data, request.person_id)):
        messages.success(request, _("Your wish stands."))
        return redirect("pairs:possible")
    return page(request, "pairs/wish.html", {"wish": standing}, form=form)


def as_initial(standing: Wish | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {"audience": standing.audience, "words": standing.words, "room_for": standing.room_for}


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

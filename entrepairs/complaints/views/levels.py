"""The level of participation, claimed and felt, on the page of a mandate."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.complaints.actions.levels import say_level
from entrepairs.complaints.forms import LevelForm
from entrepairs.complaints.levels import gaps_of, read_levels
from entrepairs.complaints.models import LevelAnswer
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.mandates.views.shared import around, my_mandate_now
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form


@page_or_form
def level(request: SignedInRequest, key: str) -> HttpResponse:
    mandate = my_mandate_now(request, key)
    body, year = mandate.body, today().year
    mine = LevelAnswer.objects.filter(body=body, person=request.person_id, year=year).first()
    initial = {"claimed": mine.claimed, "felt": mine.felt} if mine else None
    form = LevelForm(request.POST or None, initial=initial)
    if form.is_valid():
        said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("claimed", "felt")}
        if run_form(request, form, say_level, done=_("Saved."), body=body, **said):
            return redirect("complaints:level", key)
    context = around(mandate, "level", year=year, mine=mine, gaps=gaps_of(body), told=read_levels())
    return forms.page(request, "complaints/level.html", context, form=form)

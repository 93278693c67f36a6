"""What somebody asks me to confirm: read, then a yes or a silent no."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.learning import queries
from entrepairs.learning.actions.confirming import confirm_step, decline_step
from entrepairs.learning.forms import ConfirmForm
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Person
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def asked(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.asked_of(request.person_id), key=key)
    me = Person.objects.get(pk=request.person_id)
    form = ConfirmForm(request.POST or None, step=found, initial={"confirmed_as": me.name})
    if form.is_valid():
        told = form.cleaned_data
        same = found.asked_at is not None and told["asked"] == found.asked_at.isoformat()
        values: dict[str, Any] = {"step": found, "asked_at": found.asked_at if same else None}
        values["confirmed_as"] = told["confirmed_as"]
        values["asked_again"] = told.get("asked_again", False)
        done = _("Confirmed. Thank you: this is now theirs to show.")
        if run_form(request, form, confirm_step, done=done, **values):
            return redirect("learning:mine")
    return forms.page(request, "learning/asked.html", {"step": found}, form=form)


@require_POST
def decline(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.asked_of(request.person_id), key=key)
    done = _("You said no. This person is not told.")
    run_button(request, decline_step, step=found, done=done)
    return redirect("learning:mine")

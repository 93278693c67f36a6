"""Asking not to be counted, and being counted again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.observatory import queries
from entrepairs.observatory.actions import counting as actions
from entrepairs.ui import forms
from entrepairs.ui.forms import Form, page_or_form


@page_or_form
def counting(request: SignedInRequest) -> HttpResponse:
    """One page with one button, which does the other of both."""
    form = Form(request.POST or None)
    out = queries.is_uncounted(request.person_id)
    if form.is_valid():
        act = actions.be_counted_again if out else actions.stop_being_counted
        done = (
            _("You are counted.")
            if out
            else _("From the next publication on, you are not counted.")
        )
        if run_form(request, form, act, done=done):
            return redirect("observatory:counting")
    return forms.page(request, "observatory/counting.html", {"out": out}, form=form)

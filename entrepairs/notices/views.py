"""What I want by mail; and stopping all mails from the foot of one of them."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.notices import actions, queries
from entrepairs.notices.forms import MailsForm
from entrepairs.notices.mails import QUIET_FROM, QUIET_UNTIL
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def preferences(request: SignedInRequest) -> HttpResponse:
    form = MailsForm(request.POST or None, initial={"kinds": queries.find_kinds_by_mail()})
    if form.is_valid():
        kinds = form.cleaned_data["kinds"]
        if run_form(request, form, actions.choose_mails, done=_("Saved."), kinds=kinds):
            return redirect("notices:preferences")
    context = {
        "address": queries.find_my_address(),
        "quiet_from": QUIET_FROM,
        "quiet_until": QUIET_UNTIL,
    }
    return forms.page(request, "notices/preferences.html", context, form=form)


@require_POST
def stop(request: SignedInRequest) -> HttpResponse:
    done = _("These emails are stopped. What waits for you is on Today.")
    run_button(request, actions.stop_mails, done=done)
    return redirect("notices:preferences")


@csrf_exempt  # mail programs send this one themselves; the token is the proof
@login_not_required
@page_or_form
def stop_by_link(request: Request, token: str) -> HttpResponse:
    """Opening the link changes nothing: mail filters open links. One press on the page does."""
    if request.method == "POST":
        if not actions.stop_mails_by_link(token=token):
            raise Http404
        return render(request, "notices/stopped.html")
    try:
        actions.read_stop_token(token)
    except BadSignature:
        raise Http404 from None
    return render(request, "notices/stop.html")

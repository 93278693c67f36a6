"""What I want by mail; and stopping all mails from the foot of one of them."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.ledger.actions import AlreadyDone
from entrepairs.notices import actions, queries
from entrepairs.notices.forms import MailsForm
from entrepairs.notices.mails import QUIET_FROM, QUIET_UNTIL
from entrepairs.ui import forms


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Any) -> HttpResponse:
    form = MailsForm(request.POST or None, initial={"kinds": queries.kinds_by_mail()})
    if form.is_valid():
        try:
            kinds = form.cleaned_data["kinds"]
            actions.choose_mails(kinds=kinds, by=request.person_id, once=form.cleaned_data["once"])
        except AlreadyDone:
            pass
        messages.success(request, _("Saved."))
        return redirect("notices:preferences")
    page = {"address": queries.my_address(), "quiet_from": QUIET_FROM, "quiet_until": QUIET_UNTIL}
    return forms.page(request, "notices/preferences.html", page, form=form)


@require_POST
def stop(request: Any) -> HttpResponse:
    with suppress(AlreadyDone):
        actions.stop_mails(by=request.person_id, once=forms.once_of(request))
    messages.success(
        request, _("No more mails will be sent to you. What waits for you is on Today.")
    )
    return redirect("notices:preferences")


@csrf_exempt  # mail programs send this one themselves; the token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing: mail filters open links. One press on the page does."""
    if request.method == "POST":
        if not actions.stop_mails_by_link(token=token):
            raise Http404
        return render(request, "notices/stopped.html")
    try:
        actions.person_of(token)
    except BadSignature:
        raise Http404 from None
    return render(request, "notices/stop.html")

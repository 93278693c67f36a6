"""Erasing everything: at the gate, which asks again who it is; and the certificate afterwards."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.accounts import queries as accounts
from entrepairs.accounts.models import Account
from entrepairs.core import hats
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.core.secret_links import through_secret
from entrepairs.ledger.run import run_form
from entrepairs.rights import certificates, erasing
from entrepairs.rights.actions.departures import ask_erasure
from entrepairs.ui import forms
from entrepairs.ui.forms import Form
from entrepairs.ui.offline import forget_what_is_kept


def erase(request: SignedInRequest, *, account: Account) -> HttpResponse:
    """With a way to show who they are, at once; without one, in three days."""
    at_once, me = accounts.ways_of(account).provable, account.person_id
    form = Form(request.POST or None)
    if form.is_valid():
        if at_once:
            secret = erasing.erase_person(me)
            request.session.flush()
            return forget_what_is_kept(redirect("rights:certificate", secret))
        with hats.person(me):
            done = _("Everything about you will be erased in 3 days.")
            if run_form(request, form, ask_erasure, by=me, done=done):
                return redirect("rights:data")
    context = {"at_once": at_once, "person": accounts.person_of(account), "signed_in": True}
    return forms.page(request, "rights/erase.html", context, form=form)


@login_not_required
@require_safe
def certificate(request: Request, secret: str) -> HttpResponse:
    """What was erased and what stays: for those who hold the address, without an account."""
    with through_secret(secret):
        told = certificates.read(secret)
    if told is None:
        raise Http404
    answer = render(request, "rights/certificate.html", {"told": told})
    add_never_cache_headers(answer)
    return answer

"""Passkeys: the lock of the phone opens the account.

All of it needs JavaScript; without, these ways are not shown.
"""

import json
from typing import Any

from allauth.account.models import Login
from allauth.mfa.webauthn import views as allauth_views
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.accounts import queries, throttling
from entrepairs.accounts.actions import sign_in as actions
from entrepairs.accounts.adapter import tell_ways_changed
from entrepairs.accounts.forms import PasskeyForm
from entrepairs.accounts.login import go_onward, mark_proved, next_of
from entrepairs.accounts.models import Account
from entrepairs.accounts.views.account import after_new_way
from entrepairs.accounts.views.email import GatePage, confirm_removal
from entrepairs.accounts.views.sign_in import entrance_context, gate_context
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ui import forms


class LoginView(allauth_views.LoginWebAuthnView):  # type: ignore[misc]
    """GET gives the browser what to sign, POST takes what it signed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":
            throttling.count_try("begin", request)
            return JsonResponse(auth.begin_authentication(user=None))
        return HttpResponseRedirect(reverse("enter"))

    def form_invalid(self, form: Any) -> HttpResponse:
        return render(
            self.request,
            "accounts/enter.html",
            entrance_context(self.request, refused=form.errors),
            status=422,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        login = Login(
            user=authenticator.user,
            redirect_url=next_of(self.request) or None,
            email_verification="none",
        )
        response: HttpResponse = flows.perform_passwordless_login(
            self.request, authenticator, login
        )
        return response


class SignupView(GatePage, allauth_views.SignupWebAuthnView):  # type: ignore[misc]
    """The last step of a sign-up by passkey, once the address is confirmed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "options": json.dumps(context["js_data"]["creation_options"])}


def add_passkey(request: SignedInRequest, *, account: Account) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(auth.begin_registration(account, True))
    form = PasskeyForm(request.POST or None, user=account)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "credential")}
        if run_form(request, form, actions.add_passkey, account=account, **said):
            return after_new_way(request, account)
    return forms.page(request, "accounts/passkey.html", gate_context(request), form=form)


def remove_passkey(request: SignedInRequest, key: str, *, account: Account) -> HttpResponse:
    ways = queries.ways_of(account)
    passkey = next((one for one in ways.passkeys if one.key == key), None)
    if passkey is None:
        raise Http404
    if request.method == "POST":
        done = _("The passkey is removed. Other devices are signed out.")
        said = {"passkey": passkey, "keep": request.session.session_key}
        ran = run_button(request, actions.remove_passkey, account=account, done=done, **said)
        if ran and not ran.earlier:
            tell_ways_changed(account)
        return redirect("accounts:account")
    line = _("You will no longer be able to sign in with “%(name)s”.") % {"name": passkey.name}
    return confirm_removal(request, _("Remove this passkey?"), line, ways)


def prove_by_passkey(request: SignedInRequest, *, account: Account) -> HttpResponse:
    """Is it still you? By passkey."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(auth.begin_authentication(account))
    form = ReauthenticateWebAuthnForm(request.POST or None, user=account)
    if form.is_valid():
        mark_proved(request)
        return go_onward(request, account)
    messages.error(request, _("The passkey did not work. Try again, or sign in another way."))
    return redirect("account_reauthenticate")


login = LoginView.as_view()
signup = SignupView.as_view()

"""My ways in: how I come back, on which devices I am signed in."""

import secrets
import time
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.accounts import actions, passphrases, queries, throttling
from entrepairs.accounts.adapter import AccountAdapter, ways_changed
from entrepairs.accounts.forms import (
    MailedForm,
    PasswordForm,
    ProofForm,
    RecoveryForm,
    WordsForm,
    digest_of,
)
from entrepairs.accounts.login import home_for, home_of, next_of, onward, prove, with_next
from entrepairs.accounts.models import Account
from entrepairs.accounts.views.sign_in import frame
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ui import forms as base_forms

MAILED = "mailed_proof"  # in the session: the digest of the code that was sent
MAIL_LASTS = 15 * 60


@require_safe
def index(request: Any, *, account: Account) -> HttpResponse:
    who = queries.person_of(account)
    context = {
        "ways": queries.ways_of(account),
        "sessions": queries.sessions_of(account),
        "here": request.session.session_key,
        "person": who,
        "signed_in": True,
        "home": home_for(who),
        "waiting": queries.waiting_codes(account).order_by("opens_at").first(),
    }
    return render(request, "accounts/account.html", frame(request, **context))


@require_safe
def come_back(request: HttpRequest, *, account: Account) -> HttpResponse:
    """Just in with a code on paper: how will you come back?"""
    who = queries.person_of(account)
    later_to = next_of(request) or home_for(who)
    context = {"ways": queries.ways_of(account), "who": who, "later": later_to}
    return render(request, "accounts/return.html", frame(request, **context))


def later(request: HttpRequest, account: Account) -> str:
    return next_of(request) or home_of(account)


def chosen(request: HttpRequest, account: Account) -> HttpResponse:
    """One way more. Without codes to print yet, they come next."""
    ways_changed(account)
    if queries.ways_of(account).codes_left:
        return onward(request, account)
    return redirect(with_next(reverse("accounts:codes"), next_of(request)))


def four_words(request: Any, *, account: Account) -> HttpResponse:
    """Words are drawn at each showing; those on the page come back signed, and only then are they kept."""
    form = WordsForm(request.POST or None, account=account)
    if form.is_valid() and keep_words(request, account, form):
        return chosen(request, account)
    drawn = passphrases.draw(get_language() or "fr")
    name = account.username or queries.free_name(queries.person_of(account).name)
    context = {
        "name": name,
        "words": drawn,
        "drawn": WordsForm.sign(account, name, drawn),
        "has_words": bool(queries.ways_of(account).name),
        "later": later(request, account),
    }
    return base_forms.page(request, "accounts/words.html", frame(request, **context), form=form)


def keep_words(request: Any, account: Account, form: WordsForm) -> bool:
    name, drawn = form.cleaned_data["drawn"]
    here, once = request.session.session_key, form.cleaned_data["once"]
    try:
        actions.choose_words(account=account, name=name, words=drawn, keep=here, once=once)
        update_session_auth_hash(request, account)
    except AlreadyDone:
        pass
    except actions.Refused:
        account.refresh_from_db()
        form.add_error(
            None, _("Somebody has just taken that name. Here is another, with other words.")
        )
    return not form.errors


def password(request: Any, *, account: Account) -> HttpResponse:
    ways = queries.ways_of(account)
    if not ways.email:
        return redirect("accounts:account")
    form = PasswordForm(request.POST or None, account=account)
    if form.is_valid():
        try:
            actions.choose_password(
                account=account,
                password=form.cleaned_data["password"],
                keep=request.session.session_key,
                once=form.cleaned_data["once"],
            )
            update_session_auth_hash(request, account)
            ways_changed(account)
            messages.success(request, _("Your password is saved. Other devices are signed out."))
        except AlreadyDone:
            pass
        return redirect("accounts:account")
    return base_forms.page(request, "accounts/password.html", frame(request, ways=ways), form=form)


def recovery_codes(request: HttpRequest, *, account: Account) -> HttpResponse:
    """Ten codes to print, shown this once."""
    left = queries.ways_of(account).codes_left
    onward_to = next_of(request) or (reverse("accounts:account") if left else home_of(account))
    form = RecoveryForm(request.POST or None, initial={"seed": secrets.token_urlsafe(24)})
    if form.is_valid():
        printed = actions.print_recovery_codes(
            account=account, seed=form.cleaned_data["seed"], once=form.cleaned_data["once"]
        )
        context = {"printed": printed, "who": queries.person_of(account), "onward_to": onward_to}
        return render(request, "accounts/codes_printed.html", frame(request, **context))
    return base_forms.page(
        request, "accounts/codes.html", frame(request, left=left, onward_to=onward_to), form=form
    )


@require_POST
def cancel_codes(request: Any, *, account: Account) -> HttpResponse:
    with suppress(AlreadyDone):
        actions.cancel_codes(account=account, once=base_forms.once_of(request))
        messages.success(request, _("That code opens nothing any more."))
    return redirect("accounts:account")


@require_POST
def everywhere(request: Any) -> HttpResponse:
    """Pressed once more when it is done already, it is still done."""
    if request.user.is_authenticated:
        with suppress(AlreadyDone):
            actions.sign_out_everywhere(account=request.user, once=base_forms.once_of(request))
        request.session.flush()
        messages.success(request, _("You are signed out on every device."))
    return redirect("enter")


def again(request: Any, *, account: Account) -> HttpResponse:
    """Before the ways in change: is it still you? By the secret, or by a code by mail (passkeys: passkey_views)."""
    ways = queries.ways_of(account)
    if "send" in request.POST and ways.email:
        throttling.spend("mail", request, ways.email)
        send_proof(request, ways.email)
        return redirect(with_next(reverse("account_reauthenticate"), next_of(request)))
    by_mail = "mailed" in request.POST
    form = (
        ProofForm(None if by_mail else request.POST or None, account=account)
        if account.has_usable_password()
        else None
    )
    sent = ways.email if request.session.get(MAILED) else ""
    mailed = (
        MailedForm(request.POST if by_mail else None, expected=request.session.get(MAILED))
        if sent
        else None
    )
    for proof in (form, mailed):
        if proof is not None and proof.is_valid():
            request.session.pop(MAILED, None)
            prove(request)
            return onward(request, account)
    context = frame(request, ways=ways, secret_form=form, mailed=mailed)
    return base_forms.page(
        request, "accounts/again.html", context, form=mailed if by_mail else form
    )


def send_proof(request: Any, email: str) -> None:
    adapter = AccountAdapter(request)
    code = adapter.generate_login_code()
    request.session[MAILED] = {"digest": digest_of(code), "until": int(time.time()) + MAIL_LASTS}
    adapter.send_mail("account/email/login_code", email, {"code": code})


def name_of_account(request: Any) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""

"""My ways in: how I come back, on which devices I am signed in."""

import secrets
import time

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.accounts import hooks, passphrases, queries, throttling
from entrepairs.accounts.actions import sign_in as actions
from entrepairs.accounts.adapter import AccountAdapter, tell_ways_changed
from entrepairs.accounts.forms import (
    MailedForm,
    PasswordForm,
    ProofForm,
    RecoveryForm,
    WordsForm,
    mailed_digest,
)
from entrepairs.accounts.login import (
    go_onward,
    home_for,
    home_of,
    mark_proved,
    next_of,
    with_next,
)
from entrepairs.accounts.models import Account
from entrepairs.accounts.views.sign_in import gate_context
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ui import forms
from entrepairs.ui.offline import forget_what_is_kept

MAILED = "mailed_proof"  # in the session: the digest of the code that was sent
MAIL_LASTS = 15 * 60


@require_safe
def ways_in(request: SignedInRequest, *, account: Account) -> HttpResponse:
    who = queries.person_of(account)
    made_by_others = queries.codes_by_others(account).order_by("opens_at").first()
    context = {
        "ways": queries.ways_of(account),
        "sessions": queries.sessions_of(account),
        "here": request.session.session_key,
        "device_actions": [hook() for hook in hooks.device_actions],
        "person": who,
        "signed_in": True,
        "home": home_for(who),
        "waiting": made_by_others,
        "maker": queries.maker_of(made_by_others),
    }
    return render(request, "accounts/account.html", gate_context(request, **context))


@require_safe
def come_back(request: SignedInRequest, *, account: Account) -> HttpResponse:
    """Just in with a code on paper: how will you come back?"""
    who = queries.person_of(account)
    later_to = next_of(request) or home_for(who)
    context = {"ways": queries.ways_of(account), "who": who, "later": later_to}
    return render(request, "accounts/return.html", gate_context(request, **context))


def after_new_way(request: SignedInRequest, account: Account) -> HttpResponse:
    """One way more. Without codes to print yet, they come next."""
    tell_ways_changed(account)
    if queries.ways_of(account).codes_left:
        return go_onward(request, account)
    return redirect(with_next(reverse("accounts:codes"), next_of(request)))


def four_words(request: SignedInRequest, *, account: Account) -> HttpResponse:
    """Words are drawn at each showing; those shown come back signed, and are kept only then."""
    form = WordsForm(request.POST or None, account=account)
    if form.is_valid() and _keep_words(request, account, form):
        return after_new_way(request, account)
    drawn = passphrases.draw_words(get_language() or "fr")
    name = account.username or queries.free_name(queries.person_of(account).name)
    context = gate_context(
        request,
        name=name,
        words=drawn,
        drawn=WordsForm.sign_words(account, name, drawn),
        has_words=bool(queries.ways_of(account).name),
        later=next_of(request) or home_of(account),
    )
    return forms.page(request, "accounts/words.html", context, form=form)


def _keep_words(request: SignedInRequest, account: Account, form: WordsForm) -> bool:
    name, drawn = form.cleaned_data["drawn"]
    said = {"name": name, "words": drawn, "keep": request.session.session_key}
    ran = run_form(request, form, actions.choose_words, account=account, **said)
    if not ran:
        account.refresh_from_db()  # it still has the name that is taken
    elif not ran.earlier:
        update_session_auth_hash(request, account)
    return ran.done


def password(request: SignedInRequest, *, account: Account) -> HttpResponse:
    ways = queries.ways_of(account)
    if not ways.email:
        return redirect("accounts:account")
    form = PasswordForm(request.POST or None, account=account)
    if form.is_valid():
        said = {"password": form.cleaned_data["password"], "keep": request.session.session_key}
        done = _("Your password is saved. Other devices are signed out.")
        ran = run_form(request, form, actions.choose_password, account=account, done=done, **said)
        if ran and not ran.earlier:
            update_session_auth_hash(request, account)
            tell_ways_changed(account)
        if ran:
            return redirect("accounts:account")
    context = gate_context(request, ways=ways)
    return forms.page(request, "accounts/password.html", context, form=form)


def recovery_codes(request: SignedInRequest, *, account: Account) -> HttpResponse:
    """Ten codes to print, shown this once."""
    left = queries.ways_of(account).codes_left
    onward_to = next_of(request) or (reverse("accounts:account") if left else home_of(account))
    form = RecoveryForm(request.POST or None, initial={"seed": secrets.token_urlsafe(24)})
    if form.is_valid():
        seed, action = form.cleaned_data["seed"], actions.print_recovery_codes
        keep = request.session.session_key
        ran = run_form(request, form, action, account=account, seed=seed, keep=keep)
        context = {"printed": ran.result, "who": queries.person_of(account)}
        shown = gate_context(request, onward_to=onward_to, **context)
        return render(request, "accounts/codes_printed.html", shown)
    context = gate_context(request, left=left, onward_to=onward_to)
    return forms.page(request, "accounts/codes.html", context, form=form)


@require_POST
def cancel_codes(request: SignedInRequest, *, account: Account) -> HttpResponse:
    done = _("This code does not work any more.")
    run_button(request, actions.cancel_codes, account=account, done=done)
    return redirect("accounts:account")


@require_POST
def everywhere(request: Request) -> HttpResponse:
    """Pressed once more when it is done already, it is still done."""
    if request.user.is_authenticated:
        run_button(request, actions.sign_out_everywhere, account=request.user)
        request.session.flush()
        messages.success(request, _("You are signed out on all devices."))
    return forget_what_is_kept(redirect("enter"))


def again(request: SignedInRequest, *, account: Account) -> HttpResponse:
    """Before the ways in change: is it still you?

    By the secret, or by a code by mail (by passkey: passkeys.again).
    """
    ways = queries.ways_of(account)
    if "send" in request.POST and ways.email:
        throttling.count_try("mail", request, ways.email)
        _send_proof(request, ways.email)
        return redirect(with_next(reverse("account_reauthenticate"), next_of(request)))
    secret_form, mailed = _proof_forms(request, account, ways.email)
    for proof in (secret_form, mailed):
        if proof is not None and proof.is_valid():
            request.session.pop(MAILED, None)
            mark_proved(request)
            return go_onward(request, account)
    context = gate_context(request, ways=ways, secret_form=secret_form, mailed=mailed)
    form = mailed if "mailed" in request.POST else secret_form
    return forms.page(request, "accounts/again.html", context, form=form)


def _proof_forms(
    request: SignedInRequest, account: Account, email: str
) -> tuple[ProofForm | None, MailedForm | None]:
    """That of the secret, if they have one; that of the mail, if one was sent.

    One of them is filled.
    """
    by_mail, sent = "mailed" in request.POST, request.session.get(MAILED) if email else None
    secret_form = mailed = None
    if account.has_usable_password():
        secret_form = ProofForm(None if by_mail else request.POST or None, account=account)
    if sent:
        mailed = MailedForm(request.POST if by_mail else None, expected=sent)
    return secret_form, mailed


def _send_proof(request: SignedInRequest, email: str) -> None:
    adapter = AccountAdapter(request)
    code = adapter.generate_login_code()
    until = int(time.time()) + MAIL_LASTS
    request.session[MAILED] = {"digest": mailed_digest(code), "until": until}
    adapter.send_mail("account/email/login_code", email, {"code": code})


def account_number(request: Request) -> str:
    """For whom proofs are counted."""
    return str(request.user.pk) if request.user.is_authenticated else ""

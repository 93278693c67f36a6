"""The door: with a code on paper, with a name and four words, with an address, with a passkey."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from entrepairs.accounts import queries, throttling
from entrepairs.accounts.actions import sign_in as actions
from entrepairs.accounts.forms import CodeForm, SecretForm
from entrepairs.accounts.login import go_onward, next_of, sign_in, with_next
from entrepairs.accounts.models import Account
from entrepairs.core.next_address import safe_path
from entrepairs.core.requests import Request
from entrepairs.ledger.transactions import NotPossible
from entrepairs.ui import forms, nav
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.offline import forget_what_is_kept

SIX = ("amel", "bruno", "claire", "david", "eve", "farid")


def gate_context(request: Request, **context: Any) -> dict[str, Any]:
    """What each page of the door knows."""
    return {"next": next_of(request), "no_sign_in": True, **context}


def entrance_context(request: Request, **context: Any) -> dict[str, Any]:
    return gate_context(request, demo_url=nav.address("demo") if settings.DEMO else "", **context)


@require_safe
def enter(request: Request) -> HttpResponse:
    if request.htmx:
        # A part of a page, asked for after the session ended: the whole page goes there, then comes
        # back.
        whole = urlsplit(request.htmx.current_url or "")
        here = safe_path(f"{whole.path}?{whole.query}" if whole.query else whole.path)
        return HttpResponseClientRedirect(with_next(reverse("enter"), here))
    if request.user.is_authenticated:
        return go_onward(request, request.user)
    return render(request, "accounts/enter.html", entrance_context(request))


@page_or_form
def enter_code(request: Request) -> HttpResponse:
    """A look at the paper first: whose name it bears. It is used only when that person says yes."""
    if request.method != "POST":
        form = CodeForm(initial={"code": request.GET.get("code", "")[:40]})
        return forms.page(request, "accounts/code.html", gate_context(request), form=form)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            return (
                _use_code(request, form) if "yes" in request.POST else _name_on_code(request, form)
            )
        except NotPossible as refusal:
            form.add_error("code", str(refusal))
    return forms.page(request, "accounts/code.html", gate_context(request), form=form)


def _name_on_code(request: Request, form: CodeForm) -> HttpResponse:
    code = form.cleaned_data["code"]
    found = queries.code_like(code)
    if found is None:
        raise NotPossible(actions.OPENS_NOTHING)
    throttling.mark_no_guess(request)
    who = queries.person_shown(found.person_id)
    context = gate_context(request, who=who, code=code, purpose=found.purpose)
    return render(request, "accounts/code_who.html", context)


def _use_code(request: Request, form: CodeForm) -> HttpResponse:
    account = actions.use_code(code=form.cleaned_data["code"])
    sign_in(request, account)
    return HttpResponseRedirect(with_next(reverse("accounts:return"), next_of(request)))


def opened_by(login: str, secret: str) -> Account | None:
    """The account that a login and a secret open. The same work when there is no such login."""
    account = queries.account_named(login)
    if account is None:
        make_password(secret)
        return None
    return account if account.check_password(secret) else None


@page_or_form
def enter_secret(request: Request, *, by_mail: bool) -> HttpResponse:
    if request.user.is_authenticated and request.method != "POST":
        return go_onward(request, request.user)
    visible = "visible" in request.GET
    form = SecretForm(request.POST or None, by_mail=by_mail, visible=visible)
    if form.is_valid():
        account = opened_by(form.cleaned_data["login"], form.cleaned_data["secret"])
        if account is not None:
            sign_in(request, account)
            return go_onward(request, account)
        wrong = (
            _("This address and this password do not match.")
            if by_mail
            else _(
                "This name and these words do not go together. Look at your paper: the order of "
                "the words matters."
            )
        )
        form.add_error(None, wrong)
    context = gate_context(request, by_mail=by_mail, visible=visible)
    return forms.page(request, "accounts/secret.html", context, form=form)


def login_name_of(request: Request) -> str:
    return request.POST.get("login", "").strip()[:254]


@page_or_form
def sign_out(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/sign_out.html", gate_context(request))
    request.session.flush()
    return forget_what_is_kept(HttpResponseRedirect("/"))


@page_or_form
def demo(request: Request) -> HttpResponse:
    """The sample network's six people; one press signs in as them.

    Not there when the site runs for real.
    """
    if not settings.DEMO:
        raise Http404
    accounts = {a.username: a for a in Account.objects.filter(username__in=SIX, is_active=True)}
    chosen = accounts.get(request.POST.get("who", "")) if request.method == "POST" else None
    if chosen is not None:
        sign_in(request, chosen)
        return go_onward(request, chosen)
    people = queries.people_shown(a.person_id for a in accounts.values())
    six = [(name, people[accounts[name].person_id]) for name in SIX if name in accounts]
    return render(request, "accounts/demo.html", gate_context(request, six=six))

"""The door: with a code on paper, with a name and four words, with an address, with a passkey."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from entrepairs.accounts import actions, queries
from entrepairs.accounts.forms import CodeForm, SecretForm
from entrepairs.accounts.login import next_of, onward, safe_path, sign_in, with_next
from entrepairs.accounts.models import Account
from entrepairs.ui import forms as base_forms
from entrepairs.ui import nav

SIX = ("amel", "bruno", "claire", "david", "eve", "farid")


def frame(request: HttpRequest, **context: Any) -> dict[str, Any]:
    """What each page of the door knows."""
    return {"next": next_of(request), "no_sign_in": True, **context}


def ways_in(request: HttpRequest, **context: Any) -> dict[str, Any]:
    return frame(request, demo_url=nav.address("demo") if settings.DEMO else "", **context)


@require_safe
def enter(request: Any) -> HttpResponse:
    if request.htmx:  # a part of a page, asked for after the session ended: the whole page goes to the door, then comes back
        whole = urlsplit(request.htmx.current_url or "")
        here = safe_path(f"{whole.path}?{whole.query}" if whole.query else whole.path)
        return HttpResponseClientRedirect(with_next(reverse("enter"), here))
    if request.user.is_authenticated:
        return onward(request, request.user)
    return render(request, "accounts/enter.html", ways_in(request))


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Any) -> HttpResponse:
    """A look at the paper first: whose name it bears. It is used only when that person says yes."""
    if request.method != "POST":
        form = CodeForm(initial={"code": request.GET.get("code", "")[:40]})
        return base_forms.page(request, "accounts/code.html", frame(request), form=form)
    form = CodeForm(request.POST)
    if form.is_valid():
        response = use_code(request, form) if "yes" in request.POST else look_at_code(request, form)
        if response is not None:
            return response
        form.add_error(
            "code", _("This code opens nothing: it is mistyped, already used, or past its day.")
        )
    return base_forms.page(request, "accounts/code.html", frame(request), form=form)


def look_at_code(request: Any, form: CodeForm) -> HttpResponse | None:
    found = queries.code_like(form.cleaned_data["code"])
    if found is None:
        return None
    request.opened = True
    person = queries.person_shown(found.person_id)
    return render(
        request,
        "accounts/code_who.html",
        frame(request, who=person, code=form.cleaned_data["code"], purpose=found.purpose),
    )


def use_code(request: HttpRequest, form: CodeForm) -> HttpResponse | None:
    try:
        account = actions.use_code(code=form.cleaned_data["code"])
    except actions.Refused:
        return None
    sign_in(request, account)
    return HttpResponseRedirect(with_next(reverse("accounts:return"), next_of(request)))


def opened_by(login: str, secret: str) -> Account | None:
    """Whose these are. The same work whether somebody has that name or not."""
    account = queries.account_named(login)
    if account is None:
        make_password(secret)
        return None
    return account if account.check_password(secret) else None


@require_http_methods(["GET", "HEAD", "POST"])
def secret(request: Any, *, by_mail: bool) -> HttpResponse:
    if request.user.is_authenticated and request.method != "POST":
        return onward(request, request.user)
    visible = "visible" in request.GET
    form = SecretForm(request.POST or None, by_mail=by_mail, visible=visible)
    if form.is_valid():
        account = opened_by(form.cleaned_data["login"], form.cleaned_data["secret"])
        if account is not None:
            sign_in(request, account)
            return onward(request, account)
        wrong = (
            _("This address and this password do not go together.")
            if by_mail
            else _(
                "This name and these words do not go together. Look at your paper: the order of the words matters."
            )
        )
        form.add_error(None, wrong)
    context = frame(request, by_mail=by_mail, visible=visible)
    return base_forms.page(request, "accounts/secret.html", context, form=form)


def login_name_of(request: HttpRequest) -> str:
    return request.POST.get("login", "").strip()[:254]


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: Any) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/sign_out.html", frame(request))
    request.session.flush()
    return HttpResponseRedirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """The sample network's six people; one press signs in as them. Not there when the site runs for real."""
    if not settings.DEMO:
        raise Http404
    accounts = {a.username: a for a in Account.objects.filter(username__in=SIX, is_active=True)}
    chosen = accounts.get(request.POST.get("who", "")) if request.method == "POST" else None
    if chosen is not None:
        sign_in(request, chosen)
        return onward(request, chosen)
    people = queries.people_shown(a.person_id for a in accounts.values())
    six = [(name, people[accounts[name].person_id]) for name in SIX if name in accounts]
    return render(request, "accounts/demo.html", frame(request, six=six))

"""View decorators of the gate: not kept by the browser, safe to send twice, counted."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from entrepairs.accounts import idempotency, login, queries, throttling

ON_THE_WAY = 30 * 60
View = Callable[..., HttpResponse]
NameOf = Callable[[HttpRequest], str]


def gate_page(
    view: View, *, action: str = "", name: NameOf = lambda request: "", keep: bool = False
) -> View:
    """A page of the gate. With `action`, its POST is a try of that kind (see throttling.py).

    A form that comes back with errors has status 422.
    """
    inner = idempotency.answered_once(
        throttling.counted(action, name, keep=keep)(view) if action else view
    )

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = inner(request, *args, **kwargs)
        except throttling.TooMany as trouble:
            response = throttling.too_many(request, trouble)
        if request.method == "POST" and _came_back(response):
            response.status_code = 422
        keep_short(request)
        add_never_cache_headers(response)
        return response

    return answer


def _came_back(response: HttpResponse) -> bool:
    """A form with errors, as allauth answers it: with status 200."""
    if not isinstance(response, TemplateResponse) or response.status_code != 200:
        return False
    form = (response.context_data or {}).get("form")
    return bool(form is not None and form.errors)


def keep_short(request: HttpRequest) -> None:
    """A short expiry for a session in which nobody is signed in: the minutes of coming in."""
    if request.session.modified and SESSION_KEY not in request.session:
        request.session.set_expiry(ON_THE_WAY)


def public_page(view: View, **options: Any) -> View:
    return login_not_required(gate_page(view, **options))


def mailed(view: View) -> View:
    """A door that sends a code by mail: without a mail server there is none, and it says so."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.MAILS_LEAVE:
            return render(request, "accounts/no_mail_here.html", status=404)
        return view(request, *args, **kwargs)

    return door


def own_page(view: View, **options: Any) -> View:
    """A page about one's own account: the view is given it."""

    @wraps(view)
    def signed_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(login.with_next(reverse("enter"), request.get_full_path()))
        return view(request, *args, account=request.user, **kwargs)

    return gate_page(signed_in, **options)


def proven_page(view: View) -> View:
    """An own page that changes ways in: asks who it is, unless they showed it lately or cannot."""

    @wraps(view)
    def proved_lately(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not login.is_proved(request) and queries.ways_of(kwargs["account"]).provable:
            return HttpResponseRedirect(
                login.with_next(reverse("account_reauthenticate"), request.get_full_path())
            )
        return view(request, *args, **kwargs)

    return own_page(proved_lately)

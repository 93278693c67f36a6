"""What all pages of the gate share: not kept by the browser, safe to send twice, counted, clear when something is wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from entrepairs.accounts import idempotency, login, queries, throttling

ON_THE_WAY = 30 * 60
View = Callable[..., HttpResponse]
NameOf = Callable[[HttpRequest], str]


def page(
    view: View, *, action: str = "", name: NameOf = lambda request: "", keep: bool = False
) -> View:
    """A page of the gate. With `action`, its POST is a try of that kind (see tries.py)."""
    inner = idempotency.once(throttling.counted(action, name, keep=keep)(view) if action else view)

    @wraps(view)
    def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = inner(request, *args, **kwargs)
        except throttling.TooMany as trouble:
            response = throttling.too_many(request, trouble)
        if (
            request.method == "POST"
            and isinstance(response, TemplateResponse)
            and response.status_code == 200
        ):
            form = (response.context_data or {}).get("form")
            if form is not None and form.errors:
                response.status_code = 422
        keep_short(request)
        add_never_cache_headers(response)
        return response

    return outer


def keep_short(request: Any) -> None:
    """A session that is not yet anybody's is for the few minutes of coming in."""
    if request.session.modified and SESSION_KEY not in request.session:
        request.session.set_expiry(ON_THE_WAY)


def public(view: View, **options: Any) -> View:
    return login_not_required(page(view, **options))


def mine(view: View, **options: Any) -> View:
    """A page about one's own account: the view is given it."""

    @wraps(view)
    def signed_in(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(login.with_next(reverse("enter"), request.get_full_path()))
        return view(request, *args, account=request.user, **kwargs)

    return page(signed_in, **options)


def proven(view: View) -> View:
    """The same, for changes: who they are was shown lately, or cannot be shown."""

    @wraps(view)
    def sure(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not login.proved(request) and queries.ways_of(kwargs["account"]).provable:
            return HttpResponseRedirect(
                login.with_next(reverse("account_reauthenticate"), request.get_full_path())
            )
        return view(request, *args, **kwargs)

    return mine(sure)

"""The same form, sent twice, gets the same answer twice.

A phone presses twice, or loses the connection before the answer comes. The second time, the code on paper is used and
the session has another key: whoever sent it would stay outside. So for a few minutes the answer is remembered under a
digest of the whole form, its `once` and its secret included: who can send that again may have that answer again.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from entrepairs.accounts.sessions import SessionStore
from entrepairs.ui.forms import once_of

MEMORY = 10 * 60


def name_of(request: HttpRequest) -> str:
    """The name under which this very form is remembered; nothing when it has no key."""
    if request.method != "POST" or once_of(request) is None:
        return ""
    sent = sorted(
        (key, values) for key, values in request.POST.lists() if key != "csrfmiddlewaretoken"
    )
    text = json.dumps([request.get_full_path(), sent])
    return "again:" + hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hex()


def one_at_a_time(name: str) -> None:
    """The second sending waits until the first is saved."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number])


def remember_answer(request: HttpRequest, name: str, response: HttpResponse) -> None:
    """Where it led, and the session it led into, which is saved now rather than after the answer."""
    if isinstance(response, HttpResponseRedirect):
        if request.session.modified and not request.session.is_empty():
            request.session.save()
        cache.set(name, {"to": response.url, "session": request.session.session_key}, MEMORY)


def first_answer(request: HttpRequest, name: str) -> HttpResponse | None:
    """The first answer, if there was one and its session still is."""
    found = cache.get(name)
    if not found:
        return None
    key = found["session"]
    if key and key != request.session.session_key:
        session = SessionStore(key)
        if not session.keys():  # signed out since
            return None
        session.modified = True
        request.session = session
    return HttpResponseRedirect(found["to"])


def answered_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose POST may come twice."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = name_of(request)
        if not name:
            return view(request, *args, **kwargs)
        one_at_a_time(name)
        if (same := first_answer(request, name)) is not None:
            return same
        response = view(request, *args, **kwargs)
        remember_answer(request, name, response)
        return response

    return page

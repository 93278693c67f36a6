"""One transaction a request, under the hat of the person who asks."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from entrepairs.core import hats
from entrepairs.core.compiled_queries import prepared
from entrepairs.core.requests import SAFE_METHODS
from entrepairs.core.timezones import zone_named
from entrepairs.ui.errors import not_a_page

# Written at sign-in by the gate: who, among persons, this session is.
SESSION_PERSON = "person"


@prepared
def persons(number: int) -> QuerySet[Any]:
    found: QuerySet[Any] = apps.get_model("people", "Person").objects.filter(pk=number)
    return found


def load_person(person_id: int | None) -> Any:
    return None if person_id is None else next(iter(persons(number=person_id)), None)


def zone_of(request: Any) -> ZoneInfo | None:
    """Where the clocks are of the person who asks: hours are said as they read them."""
    name = getattr(request.session, "time_zone", None)
    return zone_named(name) if name else None


class HatMiddleware:
    """Opens the transaction, finds out under the gate hat who asks, puts on that person's hat.

    A GET runs read-only: the database refuses a page that writes. Pages of the gate keep the gate
    hat and may write, because signing in is a conversation that changes the session at each step.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        at_gate = request.path.startswith(settings.GATE_PATHS)
        read_only = request.method in SAFE_METHODS and not at_gate
        request.failed = False
        with hats.kept():
            has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
            if has_session or at_gate:
                hats.put_on(hats.Hat("gate"), read_only=read_only)
            if has_session and not at_gate:
                # puts on the person's hat as well, for the person who is signed in
                request.session.open()
            request.person_id = request.session.get(SESSION_PERSON) if has_session else None
            request.person = None
            if not at_gate:
                if request.person_id is not None:
                    request.person = SimpleLazyObject(lambda: load_person(request.person_id))
                if hats.worn() != (hat := hats.Hat("person", request.person_id)):
                    hats.put_on(hat, read_only=read_only)
            with timezone.override(zone_of(request)):
                response = self.get_response(request)
                if response.status_code == 405 and request.method in SAFE_METHODS:
                    response = not_a_page(request, response)
            if request.failed or response.status_code >= 500:
                transaction.set_rollback(True)
        for task in getattr(request, "after_answer", ()):
            response._resource_closers.append(task)  # type: ignore[attr-defined]  # what Django itself runs when an answer is over
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Signed in is the rule; a public view says so with Django's login_not_required."""
        if request.person_id is None and getattr(view, "login_required", True):
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(page_of(request))}")
        return None

    def process_exception(self, request: Any, exception: Exception) -> None:
        request.failed = True


def page_of(request: Any) -> str:
    """Where to come back to after signing in: a form answers to no GET, so the page that it was
    on."""
    if request.method in SAFE_METHODS:
        return str(request.get_full_path())
    there = urlsplit(request.headers.get("Referer", ""))
    if there.netloc != request.get_host():
        return "/"
    return f"{there.path}?{there.query}" if there.query else there.path


def after_answer(request: Any, task: Callable[[], None]) -> None:
    """Run `task` once the answer has been sent, outside its transaction: it puts on its own hat.

    Such tasks write down that something was shown (looked at, read, seen): a HEAD shows nothing.
    """
    if request.method != "HEAD":
        request.after_answer = [*getattr(request, "after_answer", ()), task]

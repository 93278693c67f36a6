"""Leaving at once: an ordinary site now, and a closed page behind every press on Back."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SAFE_METHODS

COOKIE = "left"  # the scripts of the pages set it too: they wait for no answer


class LeftMiddleware:
    """Once this browser has left, pages stay closed until somebody presses Continue.

    The history of a tab cannot be emptied, and who presses Back comes from there. Nothing is
    signed out: a person without an address would need a paper code to come back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        left = bool(request.COOKIES.get(COOKIE)) and request.method in SAFE_METHODS
        if not left or request.path == reverse("leave"):
            return self.get_response(request)
        page = render_to_string(
            "ui/left.html", {"back": reverse("come_back"), "language": get_language()}
        )
        return HttpResponse(page, headers={"Cache-Control": "no-store"})


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Where “Leave this site now” leads without JavaScript: on to the ordinary site."""
    response = HttpResponseRedirect(settings.EXIT_URL)
    response.headers["Clear-Site-Data"] = '"cache"'
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_cookie(COOKIE, "1", samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@csrf_exempt  # it reads and writes nothing; the page has no cookie to prove more by
@login_not_required
@require_POST
def come_back(request: HttpRequest) -> HttpResponse:
    """Continue: pages open again in this browser."""
    response = HttpResponseRedirect("/", status=303)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response

"""The language of a page: what was chosen, else what the browser asks for, else French."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

KNOWN = dict(settings.LANGUAGES)


def known_language(code: str | None) -> str:
    """The language of a mail or a job: the person's when it is one of the site's, else the
    first."""
    return code if code in KNOWN else settings.LANGUAGE_CODE


def find_language(request: HttpRequest) -> str:
    asked = request.GET.get("hl")  # of a page in one language, as search engines link it
    if asked in KNOWN:
        return asked
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in KNOWN else translation.get_language_from_request(request)


class LanguageMiddleware:
    """Django's own also looks for a language in the address, which here never has one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        translation.activate(find_language(request))
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            response.headers.setdefault("Cache-Control", "private, no-store")
        # What is withdrawn is gone at once: no cache on the way answers instead, not for a minute.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

"""Absolute URLs: for mails, feeds, calendars and citations, which are read elsewhere."""

from django.conf import settings
from django.http import HttpRequest

LOCAL = "http://127.0.0.1:8000"


def absolute_url(path: str, request: HttpRequest | None = None) -> str:
    """At the site's own origin when it is known, else as the request was addressed."""
    if settings.ORIGIN:
        return settings.ORIGIN.rstrip("/") + path
    return request.build_absolute_uri(path) if request else LOCAL + path


def origin_of(request: HttpRequest) -> str:
    return absolute_url("/", request).rstrip("/")

"""The door for text: what comes in is plain before any view reads it, by whatever way it comes."""

from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from entrepairs.ui.plain_input import PlainInputMiddleware

SENT = "Zo\u200be\u0301"  # with a sign that nobody sees, and an accent apart


def as_read(request: Any) -> Any:
    """The request as a view is given it."""
    given: list[Any] = []

    def view(one: Any) -> HttpResponse:
        given.append(one)
        return HttpResponse()

    PlainInputMiddleware(view)(request)
    return given[0]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_a_form_or_a_query_sends_is_plain(method: str) -> None:
    request = getattr(RequestFactory(), method.lower())("/", {SENT: [SENT, "a\x00b"]})
    read = getattr(as_read(request), method)
    assert read.getlist("Zoé") == ["Zoé", "a\ufffdb"]
    assert read.zero_bytes == {"Zoé"}


def test_so_are_an_address_and_a_cookie() -> None:
    request = RequestFactory().get(f"/people/{quote(SENT)}/")
    request.COOKIES["name"] = SENT
    read = as_read(request)
    assert (read.path, read.COOKIES["name"]) == ("/people/Zoé/", "Zoé")

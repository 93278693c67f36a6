"""Answers that are sent again only when they have changed, by their ETag."""

import hashlib
from typing import Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from entrepairs.core.requests import Request


def unless_known(request: Request, response: HttpResponse, *, public: bool = False) -> HttpResponse:
    """The response; 304 to a reader who has it already. It is asked for again each time.

    By its words alone: of what is gone from it, no date tells.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{'public' if public else 'private'}, no-cache"
    known: Any = get_conditional_response(request, etag=etag, response=response)
    return known or response


def drawn_picture(request: Request, drawn: bytes) -> HttpResponse:
    """A small picture that was drawn for pages."""
    response = HttpResponse(bytes(drawn), content_type="image/webp")
    return unless_known(request, response, public=request.person_id is None)

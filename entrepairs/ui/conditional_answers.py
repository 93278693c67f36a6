"""Answers that are sent again only when they have changed: ETag, Last-Modified where known."""

import datetime as dt
import hashlib
from typing import Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from entrepairs.core.requests import Request


def unless_known(
    request: Request,
    response: HttpResponse,
    *,
    public: bool = False,
    changed_at: dt.datetime | None = None,
) -> HttpResponse:
    """The response; 304 to a reader who has it already. It is asked for again each time."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{'public' if public else 'private'}, no-cache"
    seconds = int(changed_at.timestamp()) if changed_at else None
    if seconds is not None:
        response.headers["Last-Modified"] = http_date(seconds)
    known: Any = get_conditional_response(
        request, etag=etag, last_modified=seconds, response=response
    )
    return known or response

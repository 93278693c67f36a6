"""Handing over the sound or the picture, by one of the ways: each goes through the database with its own channel."""

from typing import Any

from django.http import HttpResponseBase

from entrepairs.files import responses
from entrepairs.library.models import File


def handed(request: Any, file: File, *, public: bool, download: bool = False) -> HttpResponseBase:
    assert file.ready_at is not None  # noqa: S101 (only what is ready is found)
    told = responses.Served(
        file.place, file.name, file.media_type, file.size, file.sha256, file.ready_at
    )
    return responses.serve(request, told, public=public, download=download)


def for_everyone(answer: HttpResponseBase) -> HttpResponseBase:
    """What listening applications fetch, also those that run in another site's page."""
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer

"""Hands a file to those who may have it. Who may is the caller's to have asked.

A long answer holds a thread of the web server as long as its reader is slow: so many at once
(settings.DOWNLOADS), and no connection to the database meanwhile. A web server in front can do it
instead: settings.FILES_HANDED_ON.
"""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe
from django.utils.translation import gettext as _

from entrepairs.files import byte_ranges, storage
from entrepairs.files.models import CheckedFile
from entrepairs.files.types import by_media_type

logger = logging.getLogger(__name__)

SHORT = 1_000_000  # is handed to the web server at once
SHUT_IN = "default-src 'none'; sandbox"
SHUT_IN_PDF = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; "
    "frame-ancestors 'none'"
)  # readers of PDF do not run in a sandbox
BUSY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Served:
    """What is handed over."""

    place: str
    name: str
    media_type: str
    size: int
    sha256: str
    at: dt.datetime

    @classmethod
    def of(cls, file: CheckedFile) -> Self:
        at = file.ready_at or file.created_at
        return cls(file.place, file.name, file.media_type, file.size, file.sha256, at)


class _Places:
    """Long answers at once, in this process."""

    def __init__(self) -> None:
        self.lock, self.taken = threading.Lock(), 0

    def take(self) -> bool:
        with self.lock:
            if self.taken >= settings.DOWNLOADS:
                return False
            self.taken += 1
            return True

    def give_back(self) -> None:
        with self.lock:
            self.taken -= 1


PLACES = _Places()


class CompressionMiddleware(GZipMiddleware):
    """What is handed over by parts is counted in bytes: it goes as it is."""

    def process_response(self, request: Any, response: Any) -> Any:
        return (
            response
            if response.has_header("Accept-Ranges")
            else super().process_response(request, response)
        )


def serve(request: Any, file: Served, *, public: bool, download: bool = False) -> HttpResponseBase:
    """The whole of it or the part that is asked for; words, when the disk lost it."""
    if not storage.is_kept(file.place):
        return _lost(request, file)
    tag = f'"{file.sha256[:32]}"'
    headers = _headers(file, tag, public=public, download=download)
    if _known(request, tag, file.at):
        return HttpResponse(status=304, headers={k: v for k, v in headers.items() if k in KEPT_304})
    if settings.FILES_HANDED_ON:
        return _handed_on(file, headers)
    try:
        part = (
            byte_ranges.asked(request.headers.get("Range"), file.size)
            if _same(request, tag, file.at)
            else None
        )
    except byte_ranges.Unsatisfiable:
        refused = headers | {"Content-Range": f"bytes */{file.size}", "Content-Length": "0"}
        return HttpResponse(status=416, headers=refused)
    whole = part is None
    part = part or byte_ranges.Part(0, file.size)
    headers["Content-Length"] = str(part.stop - part.start)
    if not whole:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    return _answer(request, file, part, headers, 200 if whole else 206)


def _lost(request: Any, file: Served) -> HttpResponse:
    """Not the site's mistake: its administrator puts it back from a backup, told by the doctor."""
    logger.error("a file is listed and is not there: %s", file.place)
    lines = [
        _("This file is listed here, but the server cannot find it any more."),
        _("The administrators of this site can put it back from a backup. Please tell them."),
    ]
    context = {"title": _("This file is missing"), "lines": lines}
    answer = render(request, "ui/error.html", context, status=404)
    answer.headers["Cache-Control"] = "no-store"
    return answer


KEPT_304 = {"ETag", "Last-Modified", "Cache-Control", "Vary"}


def _headers(file: Served, tag: str, *, public: bool, download: bool) -> dict[str, str]:
    kind = by_media_type().get(file.media_type)
    shown = kind is not None and kind.shown and not download
    words = file.media_type.startswith("text/") or file.media_type == "application/json"
    return {
        "Content-Type": file.media_type + ("; charset=utf-8" if words else ""),
        "Content-Disposition": content_disposition_header(not shown, file.name) or "attachment",
        "Content-Security-Policy": SHUT_IN_PDF
        if file.media_type == "application/pdf" and shown
        else SHUT_IN,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Last-Modified": http_date(file.at.timestamp()),
        # Kept nowhere without asking again: what is withdrawn is gone at once.
        "Cache-Control": "public, no-cache" if public else "private, no-store",
    }


def _known(request: Any, tag: str, at: dt.datetime) -> bool:
    """Whether the browser has it already."""
    if (tags := request.headers.get("If-None-Match")) is not None:
        return tags.strip() == "*" or tag in (
            one.strip().removeprefix("W/") for one in tags.split(",")
        )
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(at.timestamp()) <= since


def _same(request: Any, tag: str, at: dt.datetime) -> bool:
    """If-Range: whether the part asked for would be of the same file as the parts they have."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return bool(condition == tag)
    return parse_http_date_safe(condition) == int(at.timestamp())


def _answer(
    request: Any, file: Served, part: byte_ranges.Part, headers: dict[str, str], status: int
) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    if part.stop - part.start <= SHORT:
        return HttpResponse(
            b"".join(storage.pieces(file.place, part.start, part.stop)),
            status=status,
            headers=headers,
        )
    if not PLACES.take():
        words = _("Many people are downloading at this moment. Please try again in half a minute.")
        headers = {"Retry-After": str(BUSY_SECONDS), "Cache-Control": "no-store"}
        return HttpResponse(
            words, status=503, content_type="text/plain; charset=utf-8", headers=headers
        )
    answer = StreamingHttpResponse(_long(file.place, part), status=status, headers=headers)
    answer._resource_closers.append(PLACES.give_back)  # type: ignore[attr-defined]  # however the answer ends
    return answer


def _long(place: str, part: byte_ranges.Part) -> Iterator[bytes]:
    """By now the page's transaction is over: its connection is for others while this one is
    read."""
    if not connection.in_atomic_block:
        connection.close()
    yield from storage.pieces(place, part.start, part.stop)


def _handed_on(file: Served, headers: dict[str, str]) -> HttpResponse:
    """The web server in front sends it from the disk: "X-Accel-Redirect:/kept/" (nginx) or
    "X-Sendfile:" (Apache)."""
    name, _colon, before = settings.FILES_HANDED_ON.partition(":")
    where = before + quote(file.place) if before else storage.storage().path(file.place)
    return HttpResponse(headers={**headers, name: where})

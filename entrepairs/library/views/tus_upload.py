"""Files that come in pieces and go on after a lost connection: the tus protocol, version 1.0.0 (https://tus.io).

Its core, and its extensions creation, termination, checksum and expiration.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from entrepairs.files import partial_uploads
from entrepairs.files.types import Refused
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import file_actions, file_processing
from entrepairs.library.file_forms import words_of
from entrepairs.library.forms import languages
from entrepairs.library.models import File, Resource
from entrepairs.library.views.manage import one

VERSION = "1.0.0"
SUMS: dict[str, Callable[..., Any]] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
TOO_MUCH = {"too_large": 413, "no_room": 413, "no_disk": 507}
View = Callable[..., HttpResponse]


def told(status: int, words: str = "", **headers: str) -> HttpResponse:
    """An answer of the protocol; its words are for people."""
    answer = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    answer.headers["Tus-Resumable"] = VERSION
    answer.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        answer.headers[name.replace("_", "-")] = value
    return answer


def tus(view: View) -> View:
    """What the protocol asks of every address."""

    @wraps(view)
    def answer(request: Any, *args: Any, **named: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return told(
                204,
                Tus_Version=VERSION,
                Tus_Extension="creation,termination,checksum,expiration",
                Tus_Max_Size=str(settings.FILES_LARGEST),
                Tus_Checksum_Algorithm=",".join(SUMS),
            )
        if request.headers.get("Tus-Resumable") != VERSION:
            return told(412, Tus_Version=VERSION)
        return view(request, *args, **named)

    return answer


@require_http_methods(["POST", "OPTIONS"])
@tus
def announced(request: Any, key: str) -> HttpResponse:
    """A file is about to come: its size and name, and the address to which it comes."""
    resource = one(key)
    size, words = (
        _number(request.headers.get("Upload-Length")),
        _words(request.headers.get("Upload-Metadata", "")),
    )
    if size is None or words is None:
        return told(400)
    try:
        file = _announce(request, resource, size, words)
        of = file.key
    except AlreadyDone as before:
        of = before.deed.object_key
        file = get_object_or_404(resource.files.all(), key=of)
    except Refused as refused:
        return told(TOO_MUCH.get(refused.reason, 400), words_of(refused))
    where = request.build_absolute_uri(reverse("library:file_part", args=[resource.key, of]))
    return told(201, Location=where, Upload_Expires=_expires(file))


def _announce(request: Any, resource: Resource, size: int, words: dict[str, str]) -> File:
    replaces = (
        get_object_or_404(resource.files.all(), key=words["replaces"])
        if words.get("replaces")
        else None
    )
    use, language = words.get("use", ""), words.get("language", "")
    if replaces:
        use, language = replaces.use, replaces.language
    return file_actions.announce(
        resource=resource,
        name=words.get("filename") or words.get("name", ""),
        size=size,
        use=use if use in File.Use.values else File.Use.ORIGINAL,
        language=language if language in dict(languages(language[:8])) else "",
        replaces=replaces,
        once=_once(words.get("once", "")),
        by=request.person_id,
    )


@require_http_methods(["HEAD", "PATCH", "DELETE", "OPTIONS"])
@tus
def part(request: Any, key: str, of: str) -> HttpResponse:
    """How much of it is here; the next piece; that it will not come."""
    resource = one(key)
    file = get_object_or_404(resource.files.all(), key=of)
    if request.method == "HEAD":
        return _how_much(file)
    if request.method == "DELETE":
        file_actions.remove(file=file, once=None, by=request.person_id)
        return told(204)
    return _next(request, file)


def _how_much(file: File) -> HttpResponse:
    """Whole, for one that is checked or kept already: whoever lost the last answer learns that it arrived."""
    here = file_actions.here(file)
    length = file.size if file.state == File.State.COMING else file.received
    return told(
        200, Upload_Offset=str(here), Upload_Length=str(length), Upload_Expires=_expires(file)
    )


def _next(request: Any, file: File) -> HttpResponse:
    if request.content_type != "application/offset+octet-stream":
        return told(415)
    at = _number(request.headers.get("Upload-Offset"))
    try:
        data = request.body
    except RequestDataTooBig:
        return told(413)
    if at is None or len(data) > partial_uploads.PIECE:
        return told(400 if at is None else 413)
    if (status := _sum_status(request.headers.get("Upload-Checksum"), data)) is not None:
        return told(status)
    try:
        row = file_actions.receive(file=file, at=at, data=data)
    except (file_actions.OtherOffset, File.DoesNotExist):
        return told(409)
    return told(204, Upload_Offset=str(row.received), Upload_Expires=_expires(file))


def _sum_status(header: str | None, data: bytes) -> int | None:
    """None when the piece is what its sum says, or comes without a sum."""
    if not header:
        return None
    name, _space, given = header.partition(" ")
    if name not in SUMS:
        return 400
    try:
        same = SUMS[name](data).digest() == base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        return 400
    return None if same else 460


def _expires(file: File) -> str:
    return http_date((file.created_at + file_processing.ABANDONED).timestamp())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None


def _words(header: str) -> dict[str, str] | None:
    """What is told of the file: names, each with its words in base64."""
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _space, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            return None
    return found


def _once(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

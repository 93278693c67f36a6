"""Resumable uploads: files in pieces that go on after a lost connection.

The tus protocol, version 1.0.0 (https://tus.io): its core, and its extensions creation,
termination, checksum and expiration. Not creation-with-upload: what comes with an announcement is
not read, and its answer says that nothing of it is here.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.files import partial_uploads, processing, receiving
from entrepairs.files.jobs import check_or_queue
from entrepairs.files.models import CheckedFile
from entrepairs.files.refusal_messages import refusal_text
from entrepairs.files.types import Refused

VERSION = "1.0.0"
SUMS: dict[str, Callable[..., Any]] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
TOO_MUCH = {"too_large": 413, "no_room": 413, "no_room_in_group": 413, "no_disk": 507}
View = Callable[..., HttpResponse]


class OtherOffset(Exception):
    """What is sent does not begin where what is here ends."""


def tus_response(status: int, text: str = "", **headers: str) -> HttpResponse:
    """A response of the protocol; its text is for people."""
    answer = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    answer.headers["Tus-Resumable"] = VERSION
    answer.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        answer.headers[name.replace("_", "-")] = value
    return answer


def speaks_tus(*methods: str) -> Callable[[View], View]:
    """Does what the protocol asks of every address."""

    def wrap(view: View) -> View:
        return require_http_methods([*methods, "OPTIONS"])(_in_tus(view))

    return wrap


def _in_tus(view: View) -> View:

    @wraps(view)
    def answer_in_tus(request: SignedInRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return tus_response(
                204,
                Tus_Version=VERSION,
                Tus_Extension="creation,termination,checksum,expiration",
                Tus_Max_Size=str(settings.FILES_LARGEST),
                Tus_Checksum_Algorithm=",".join(SUMS),
            )
        if request.headers.get("Tus-Resumable") != VERSION:
            return tus_response(412, Tus_Version=VERSION)
        return view(request, *args, **named)

    return answer_in_tus


def announce(
    request: SignedInRequest,
    take: Callable[[int, dict[str, str]], CheckedFile],
    path_of: Callable[[CheckedFile], str],
) -> HttpResponse:
    """A file is about to come: its size and name, and the address to which it comes. The room
    takes it."""
    size = whole_number(request.headers.get("Upload-Length"), digits=15)
    metadata = read_metadata(request.headers.get("Upload-Metadata", ""))
    if size is None or metadata is None:
        return tus_response(400)
    try:
        file = take(size, metadata)
    except Refused as refused:
        return tus_response(TOO_MUCH.get(refused.reason, 400), refusal_text(refused))
    where = request.build_absolute_uri(path_of(file))
    here = str(receiving.bytes_here(file))
    return tus_response(201, Location=where, Upload_Offset=here, Upload_Expires=expiry_of(file))


def receive_part(
    request: SignedInRequest,
    file: CheckedFile,
    receive: Callable[[int, bytes], CheckedFile],
    remove: Callable[[], None],
) -> HttpResponse:
    """How much of it is here; the next piece; that it will not come."""
    if request.method == "HEAD":
        return tell_offset(file)
    if request.method == "DELETE":
        remove()
        return tus_response(204)
    return receive_next(request, file, receive)


def tell_offset(file: CheckedFile) -> HttpResponse:
    """The whole length, for one that is being checked or ready: a client that lost the last answer
    learns that everything arrived."""
    here = receiving.bytes_here(file)
    length = file.size if file.state == CheckedFile.State.COMING else file.received
    return tus_response(
        200, Upload_Offset=str(here), Upload_Length=str(length), Upload_Expires=expiry_of(file)
    )


def receive_next(
    request: SignedInRequest, file: CheckedFile, receive: Callable[[int, bytes], CheckedFile]
) -> HttpResponse:
    if request.content_type != "application/offset+octet-stream":
        return tus_response(415)
    at = whole_number(request.headers.get("Upload-Offset"), digits=15)
    if at is None:
        return tus_response(400)
    sent = iter(lambda: request.read(partial_uploads.PIECE), b"")
    data = next(sent, b"")
    if header := request.headers.get("Upload-Checksum"):
        # Nothing of a piece is kept before it is compared: such a piece is one that memory holds.
        if next(sent, b""):
            return tus_response(413)
        if (status := checksum_status(header, data)) is not None:
            return tus_response(status)
    try:
        row = receive(at, data)
        for data in sent:
            row = receive(row.received, data)
    except OtherOffset:
        return tus_response(409)
    if row.is_whole:
        check_or_queue(row)
    return tus_response(204, Upload_Offset=str(row.received), Upload_Expires=expiry_of(file))


def checksum_status(header: str, data: bytes) -> int | None:
    """None when the piece is what its checksum says."""
    name, _space, given = header.partition(" ")
    if name not in SUMS:
        return 400
    try:
        same = SUMS[name](data).digest() == base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        return 400
    return None if same else 460


def expiry_of(file: CheckedFile) -> str:
    return http_date((file.created_at + processing.ABANDONED).timestamp())


def read_metadata(header: str) -> dict[str, str] | None:
    """What is told of the file: names, each with a value in base64. None when unreadable."""
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _space, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            return None
    return found


def read_once(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

"""What people do with the files of a thing: announce one, send it, name it, order it, delete it."""

import shutil
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from entrepairs.core.fields import new_key
from entrepairs.files import filenames, partial_uploads
from entrepairs.files.types import Refused, by_media_type
from entrepairs.ledger.actions import note_deed
from entrepairs.library import file_processing
from entrepairs.library.models import File, Resource

State = File.State


class OtherOffset(Exception):
    """What is sent does not begin where what is here ends."""


@transaction.atomic
def announce(
    *,
    resource: Resource,
    name: str,
    size: int,
    use: str = File.Use.ORIGINAL,
    language: str = "",
    replaces: File | None = None,
    once: UUID | None,
    by: int,
) -> File:
    """A file is about to come in pieces. What can be refused is refused now, before anybody waits for it."""
    key = new_key()
    note_deed(verb="send_file", room="library", by=by, object_key=key, once=once)
    return _announced(resource, key, name, size, use, language, replaces)


@transaction.atomic
def send(
    *,
    resource: Resource,
    uploads: Sequence[Any],
    use: str = File.Use.ORIGINAL,
    language: str = "",
    replaces: File | None = None,
    once: UUID | None,
    by: int,
) -> list[File]:
    """Files that came whole, with a form."""
    note_deed(verb="send_file", room="library", by=by, object_key=resource.key, once=once)
    found = []
    for upload in uploads:
        if upload.size > settings.FILES_LARGEST_BY_FORM:
            raise Refused("too_large_for_form")
        file = _announced(resource, new_key(), upload.name, upload.size, use, language, replaces)
        file.received = partial_uploads.take(file.key, upload.chunks())
        file.save(update_fields=["received"])
        file_processing.arrived(file)
        found.append(file)
    return found


def _announced(
    resource: Resource,
    key: str,
    name: str,
    size: int,
    use: str,
    language: str,
    replaces: File | None,
) -> File:
    name = filenames.clean(name)
    if size <= 0:
        raise Refused("empty")
    _room_for(resource, size)
    order = replaces.order if replaces else _next_order(resource)
    return File.objects.create(
        key=key,
        resource=resource,
        name=name,
        size=size,
        use=use,
        language=language,
        order=order,
        replaces=replaces,
    )


def _next_order(resource: Resource) -> int:
    last = resource.files.aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(last + 1, 32767)


def _room_for(resource: Resource, size: int) -> None:
    if size > settings.FILES_LARGEST:
        raise Refused("too_large")
    with connection.cursor() as cursor:
        cursor.execute("select kept_bytes_with(%s)", [resource.pk])
        kept = int(cursor.fetchone()[0])
    if kept + size > settings.FILES_OF_ORGANISATION:
        raise Refused("no_room")
    # It is here twice for a moment, and a third time where something is taken out of it.
    if shutil.disk_usage(partial_uploads.folder()).free - 3 * size < settings.FILES_LEAVE_FREE:
        raise Refused("no_disk")


@transaction.atomic
def receive(*, file: File, at: int, data: bytes) -> File:
    """The next piece of it. With the last one it is whole, and is checked."""
    row = File.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if (
        row.state != State.COMING
        or at != partial_uploads.here(row.key, row.received)
        or at + len(data) > row.size
    ):
        raise OtherOffset
    row.received = partial_uploads.add(row.key, at, data)
    row.save(update_fields=["received"])
    if row.received == row.size:
        file_processing.arrived(row)
    return row


@transaction.atomic
def rename(*, file: File, name: str, use: str, language: str, once: UUID | None, by: int) -> File:
    """Other words beside it; the end of its name stays that of its type."""
    note_deed(verb="name_file", room="library", by=by, object_key=file.key, once=once)
    row = File.objects.select_for_update(of=("self",)).get(pk=file.pk)
    kind = by_media_type().get(row.media_type)
    cleaned = filenames.clean(name)
    row.name = filenames.with_end_of(kind, cleaned) if kind else cleaned
    row.use, row.language = use, language
    row.save(update_fields=["name", "use", "language"])
    return row


@transaction.atomic
def move(*, file: File, up: bool, once: UUID | None, by: int) -> None:
    """One place up or down among those of its thing."""
    note_deed(verb="order_files", room="library", by=by, object_key=file.key, once=once)
    rows = list(File.objects.select_for_update(of=("self",)).filter(resource=file.resource_id))
    here = [row.pk for row in rows].index(file.pk)
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows):
        row.order = order
    File.objects.bulk_update(rows, ["order"])


@transaction.atomic
def remove(*, file: File, once: UUID | None, by: int) -> None:
    """Gone at once; so are its bytes, as soon as that is certain."""
    note_deed(verb="remove_file", room="library", by=by, object_key=file.key, once=once)
    row = File.objects.select_for_update(of=("self",)).get(pk=file.pk)
    place, key = row.place, row.key
    row.delete()
    file_processing.forget_after(key, place)


def here(file: File) -> int:
    """How much of it is here."""
    return (
        partial_uploads.here(file.key, file.received)
        if file.state == State.COMING
        else file.received
    )

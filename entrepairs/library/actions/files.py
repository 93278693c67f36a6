"""Actions on the files of a resource: announced, sent, named, ordered, deleted by its owners."""

import shutil
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import new_key
from entrepairs.core.sql_functions import call_function
from entrepairs.files import filenames, partial_uploads
from entrepairs.files.types import Refused, by_media_type
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.file_processing import forget_bytes
from entrepairs.library.models import File, Resource
from entrepairs.library.ordering import move_one_place

State = File.State
LAST_ORDER = 32767  # what the column holds


class OtherOffset(NotPossible):
    """What is sent does not begin where what is here ends."""


SEND_FILE = Verb("library", "send_file", _("You sent a file to the library"), NOT_TOLD)


@action
def announce_file(
    *,
    resource: Resource,
    name: str,
    size: int,
    use: str = File.Use.ORIGINAL,
    language: str = "",
    replaces: File | None = None,
    by: int,
    once: UUID | None = None,
) -> File:
    """A file that will come in pieces. Raises Refused now, before anybody waits for it."""
    key = new_key()
    note_deed(SEND_FILE, by=by, object_key=key, once=once)
    about = {"use": use, "language": language, "replaces": replaces}
    return _create_row(resource, name, size, key=key, **about)


@action
def send_files(
    *,
    resource: Resource,
    uploads: Sequence["UploadedFile[Any]"],
    use: str = File.Use.ORIGINAL,
    language: str = "",
    replaces: File | None = None,
    by: int,
    once: UUID | None = None,
) -> list[File]:
    """Files that came whole, with a form; they wait for their check. Raises Refused."""
    note_deed(SEND_FILE, by=by, object_key=resource.key, once=once)
    about = {"use": use, "language": language, "replaces": replaces}
    found = []
    for upload in uploads:
        size = upload.size or 0
        if size > settings.FILES_LARGEST_BY_FORM:
            raise Refused("too_large_for_form")
        file = _create_row(resource, upload.name or "", size, key=new_key(), **about)
        file.received = partial_uploads.take(file.key, upload.chunks())
        file.save(update_fields=["received"])
        found.append(file)
    return found


def _create_row(resource: Resource, name: str, size: int, **values: Any) -> File:
    name = filenames.clean(name)
    if size <= 0:
        raise Refused("empty")
    _check_room(resource, size)
    replaces: File | None = values["replaces"]
    order = replaces.order if replaces else _next_order(resource)
    return File.objects.create(resource=resource, name=name, size=size, order=order, **values)


def _next_order(resource: Resource) -> int:
    last = resource.files.aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(last + 1, LAST_ORDER)


def _check_room(resource: Resource, size: int) -> None:
    if size > settings.FILES_LARGEST:
        raise Refused("too_large")
    if call_function("kept_bytes_with", resource.pk) + size > settings.FILES_OF_ORGANISATION:
        raise Refused("no_room")
    # It is here twice for a moment, and a third time where something is taken out of it.
    if shutil.disk_usage(partial_uploads.folder()).free - 3 * size < settings.FILES_LEAVE_FREE:
        raise Refused("no_disk")


@action
def receive_piece(*, file: File, at: int, data: bytes) -> File:
    """The next piece of it; its announcement wrote the deed. Once whole, it waits for its check."""
    row = lock_row(File.objects.filter(pk=file.pk))
    here = partial_uploads.here(row.key, row.received)
    if row.state != State.COMING or at != here or at + len(data) > row.size:
        raise OtherOffset
    row.received = partial_uploads.add(row.key, at, data)
    row.save(update_fields=["received"])
    return row


NAME_FILE = Verb("library", "name_file", _("You named a file of the library"), NOT_TOLD)


@action
def rename_file(
    *, file: File, name: str, use: str, language: str, by: int, once: UUID | None = None
) -> File:
    """What is said of it; the end of its name stays that of its type."""
    note_deed(NAME_FILE, by=by, object_key=file.key, once=once)
    row = lock_row(File.objects.filter(pk=file.pk))
    kind = by_media_type().get(row.media_type)
    cleaned = filenames.clean(name)
    row.name = filenames.with_end_of(kind, cleaned) if kind else cleaned
    row.use, row.language = use, language
    row.save(update_fields=["name", "use", "language"])
    return row


ORDER_FILES = Verb(
    "library", "order_files", _("You changed the order of the files of an item"), NOT_TOLD
)


@action
def move_file(*, file: File, up: bool, by: int, once: UUID | None = None) -> None:
    """One place up or down among those of its resource."""
    note_deed(ORDER_FILES, by=by, object_key=file.key, once=once)
    rows = File.objects.select_for_update(of=("self",)).filter(resource=file.resource_id)
    File.objects.bulk_update(move_one_place(rows, file, up=up), ["order"])


REMOVE_FILE = Verb("library", "remove_file", _("You deleted a file from the library"), NOT_TOLD)


@action
def remove_file(*, file: File, by: int, once: UUID | None = None) -> None:
    """Gone at once; so are its bytes, as soon as that is certain."""
    note_deed(REMOVE_FILE, by=by, object_key=file.key, once=once)
    row = lock_row(File.objects.filter(pk=file.pk))
    place, key = row.place, row.key
    row.delete()
    forget_bytes(key, place)


def bytes_here(file: File) -> int:
    """How much of it is here."""
    if file.state == State.COMING:
        return partial_uploads.here(file.key, file.received)
    return file.received

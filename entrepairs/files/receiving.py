"""Files on their way in: announced, taken whole or in pieces. Who may send is the room's to have
asked."""

import shutil
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from entrepairs.core.fields import new_key
from entrepairs.files import filenames, partial_uploads
from entrepairs.files.models import CheckedFile
from entrepairs.files.types import Refused

State = CheckedFile.State


def clean_announcement(
    name: str, size: int, *, kept: Callable[[], int], room: int, full: str = "no_room"
) -> str:
    """Its name, as it will be kept; `kept` is how much is there, of the `room` there is, and `full`
    the reason when that is too little. Raises Refused now, before anybody waits for it."""
    name = filenames.clean(name)
    if size <= 0:
        raise Refused("empty")
    if size > settings.FILES_LARGEST:
        raise Refused("too_large")
    if kept() + size > room:
        raise Refused(full)
    # It is here twice for a moment, and a third time where something is taken out of it.
    if shutil.disk_usage(partial_uploads.folder()).free - 3 * size < settings.FILES_LEAVE_FREE:
        raise Refused("no_disk")
    return name


def take_uploads[File: CheckedFile](
    uploads: Sequence["UploadedFile[Any]"], create: Callable[[str, str, int], File]
) -> list[File]:
    """Files that came whole, with a form; they wait for their check. `create` makes the row of a
    key, a name and a size. Raises Refused."""
    found = []
    for upload in uploads:
        size = upload.size or 0
        if size > settings.FILES_LARGEST_BY_FORM:
            raise Refused("too_large_for_form")
        file = create(new_key(), upload.name or "", size)
        file.received = partial_uploads.take(file.key, upload.chunks())
        file.save(update_fields=["received"])
        found.append(file)
    return found


def add_piece(row: CheckedFile, at: int, data: bytes) -> bool:
    """The next piece of a row that is held. False when it does not begin where what is here
    ends."""
    here = partial_uploads.here(row.key, row.received)
    if row.state != State.COMING or at != here or at + len(data) > row.size:
        return False
    row.received = partial_uploads.add(row.key, at, data)
    row.save(update_fields=["received"])
    return True


def bytes_here(file: CheckedFile) -> int:
    """How much of it is here."""
    if file.state == State.COMING:
        return partial_uploads.here(file.key, file.received)
    return file.received

"""Files of a sitting: sent with a form, deleted with their bytes."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.files import receiving
from entrepairs.files.processing import forget_bytes
from entrepairs.files.types import Refused
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.minutes.models import SittingFile
from entrepairs.people.models import Person
from entrepairs.sittings.models import Sitting

SEND = Verb("minutes", "send_files", gettext_lazy("You added files to a sitting"), NOT_TOLD)


@action
def send_files(
    *,
    sitting: Sitting,
    kind: str,
    uploads: Sequence["UploadedFile[Any]"],
    once: UUID | None,
    by: Person | int,
) -> list[SittingFile]:
    """They wait for their check; then the delegation reads them. Raises Refused."""
    note_deed(SEND, by=by, object_key=sitting.key, once=once)
    return receiving.take_uploads(uploads, partial(_create_row, sitting, kind, id_of(by)))


def _create_row(
    sitting: Sitting, kind: str, me: int, key: str, name: str, size: int
) -> SittingFile:
    if size > settings.FILES_LARGEST_OF_SITTING:
        raise Refused("too_large_for_sitting")
    room: dict[str, Any] = {
        "kept": partial(call_function, "kept_bytes_of_body", sitting.body_id),
        "room": settings.FILES_OF_BODY,
        "full": "no_room_for_body",
    }
    return SittingFile.objects.create(
        key=key,
        name=receiving.clean_announcement(name, size, **room),
        size=size,
        sitting=sitting,
        kind=kind,
        sent_by_id=me,
    )


DELETE = Verb("minutes", "delete_file", gettext_lazy("You deleted a file of a sitting"), NOT_TOLD)


@action
def delete_file(*, file: SittingFile, once: UUID | None, by: Person | int) -> None:
    """By anybody of the delegation once it can be read; before, by who sent it."""
    note_deed(DELETE, by=by, object_key=file.key, once=once)
    if not SittingFile.objects.filter(pk=file.pk).delete()[0]:
        raise NotPossible
    forget_bytes(file.key, file.place)

"""Files of a group: shared, described, put aside and brought back."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.files import filenames, receiving
from entrepairs.files.processing import forget_bytes
from entrepairs.files.types import by_media_type
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.models import Meeting
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person
from entrepairs.sharing.models import SharedFile

SHARE = Verb("sharing", "share_file", gettext_lazy("You shared a file in a group"), NOT_TOLD)


@action
def announce_shared(
    *,
    circle: Circle,
    name: str,
    size: int,
    words: str = "",
    meeting: Meeting | None = None,
    replaces: SharedFile | None = None,
    once: UUID | None,
    by: Person | int,
) -> SharedFile:
    """A file that will come in pieces. Raises Refused now, before anybody waits for it."""
    key = new_key()
    note_deed(SHARE, by=by, object_key=key, once=once)
    _hold(circle)
    return _create_row(circle, id_of(by), words, meeting, replaces, key, name, size)


@action
def share_files(
    *,
    circle: Circle,
    uploads: Sequence["UploadedFile[Any]"],
    words: str = "",
    meeting: Meeting | None = None,
    replaces: SharedFile | None = None,
    once: UUID | None,
    by: Person | int,
) -> list[SharedFile]:
    """Files that came whole, with a form; they wait for their check. Raises Refused."""
    note_deed(SHARE, by=by, object_key=circle.key, once=once)
    _hold(circle)
    create = partial(_create_row, circle, id_of(by), words, meeting, replaces)
    return receiving.take_uploads(uploads, create)


def _hold(circle: Circle) -> None:
    hold_open(circle, _("Your file was not shared. %(why)s"))


def _create_row(
    circle: Circle,
    me: int,
    words: str,
    meeting: Meeting | None,
    replaces: SharedFile | None,
    key: str,
    name: str,
    size: int,
) -> SharedFile:
    """What comes in the place of another is said to be what that one was."""
    if replaces:
        words, meeting = replaces.words, replaces.meeting
    room: dict[str, Any] = {
        "kept": partial(call_function, "kept_bytes_of_circle", circle.pk),
        "room": settings.FILES_OF_GROUP,
        "full": "no_room_in_group",
    }
    return SharedFile.objects.create(
        key=key,
        name=receiving.clean_announcement(name, size, **room),
        size=size,
        circle=circle,
        shared_by_id=me,
        words=words.strip(),
        meeting=meeting,
        replaces=replaces,
    )


@action
def receive_shared_piece(*, file: SharedFile, at: int, data: bytes) -> SharedFile:
    """The next piece of it; its announcement wrote the deed. Once whole, it waits for its check."""
    row = lock_row(SharedFile.objects.filter(pk=file.pk))
    if not receiving.add_piece(row, at, data):
        raise NotPossible
    return row


DESCRIBE = Verb(
    "sharing", "describe_file", gettext_lazy("You changed what is said of a file"), NOT_TOLD
)


@action
def describe_shared(
    *,
    file: SharedFile,
    name: str,
    words: str,
    meeting: Meeting | None,
    once: UUID | None,
    by: Person | int,
) -> None:
    """What its sender says of it; the end of its name stays that of its type."""
    note_deed(DESCRIBE, by=by, object_key=file.key, once=once)
    hold_open(file.circle, _("Your text was not saved. %(why)s"))
    name, kind = filenames.clean(name), by_media_type().get(file.media_type)
    said: dict[str, Any] = {
        "name": filenames.with_end_of(kind, name) if kind else name,
        "words": words.strip(),
        "meeting": meeting,
    }
    if not SharedFile.objects.filter(pk=file.pk, shared_by=id_of(by)).update(**said):
        raise NotPossible


REMOVE = Verb("sharing", "remove_file", gettext_lazy("You removed a file of a group"), NOT_TOLD)


@action
def remove_shared(*, file: SharedFile, once: UUID | None, by: Person | int) -> None:
    """Put aside for a week; at once for good when nobody could read it yet."""
    note_deed(REMOVE, by=by, object_key=file.key, once=once)
    mine = SharedFile.objects.filter(pk=file.pk, shared_by=id_of(by))
    if mine.exclude(state=SharedFile.State.READY).delete()[0]:
        forget_bytes(file.key, "")
    elif not call_function("put_aside", file.pk, True):
        raise NotPossible


BRING_BACK = Verb(
    "sharing", "bring_back_file", gettext_lazy("You brought back a file of a group"), NOT_TOLD
)


@action
def bring_back_shared(*, file: SharedFile, once: UUID | None, by: Person | int) -> None:
    """As it was, within the week."""
    note_deed(BRING_BACK, by=by, object_key=file.key, once=once)
    hold_open(file.circle, _("It was not brought back. %(why)s"))
    if not call_function("put_aside", file.pk, False):
        raise NotPossible

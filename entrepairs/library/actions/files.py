"""Actions on the files of a resource: announced, sent, named, ordered, deleted by its owners."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import new_key
from entrepairs.core.sql_functions import call_function
from entrepairs.files import filenames, receiving
from entrepairs.files.models import CheckedFile
from entrepairs.files.processing import forget_bytes
from entrepairs.files.types import by_media_type
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.covers import keep_covers
from entrepairs.library.models import File, Resource, ResourceOwner
from entrepairs.library.ordering import move_one_place

LAST_ORDER = 32767  # what the column holds


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
    about: dict[str, Any] = {"use": use, "language": language, "replaces": replaces}
    return _create_row(resource, key, name, size, **about)


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
    about: dict[str, Any] = {"use": use, "language": language, "replaces": replaces}
    return receiving.take_uploads(uploads, partial(_create_row, resource, **about))


def _create_row(resource: Resource, key: str, name: str, size: int, **values: Any) -> File:
    kept = partial(call_function, "kept_bytes_with", resource.pk)
    room = settings.FILES_OF_ORGANISATION
    name = receiving.clean_announcement(name, size, kept=kept, room=room)
    replaces: File | None = values["replaces"]
    order = replaces.order if replaces else _next_order(resource)
    return File.objects.create(
        resource=resource, key=key, name=name, size=size, order=order, **values
    )


def _next_order(resource: Resource) -> int:
    last = resource.files.aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(last + 1, LAST_ORDER)


@action
def receive_piece(*, file: File, at: int, data: bytes) -> File:
    """The next piece of it; its announcement wrote the deed. Once whole, it waits for its check."""
    row = lock_row(File.objects.filter(pk=file.pk))
    if not receiving.add_piece(row, at, data):
        raise NotPossible
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


def keep_with_resource(file: CheckedFile, drawn: dict[str, bytes]) -> None:
    """A file of a resource is ready, for who wears the hat of the check."""
    if isinstance(file, File):
        keep_covers(file, drawn)
        # Harvesters ask by it.
        published = Resource.objects.filter(pk=file.resource_id, state="published")
        published.update(changed_at=file.ready_at)


def own_files(person: int) -> QuerySet[File]:
    mine = ResourceOwner.objects.filter(person=person).values("resource")
    return File.objects.filter(resource__in=mine)

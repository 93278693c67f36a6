"""The picture of an event: given, changed and removed by those who prepare it."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.sql_functions import call_function
from entrepairs.drafts.models import Picture
from entrepairs.events.models import Event
from entrepairs.files.covers import draw_upload
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb

WORDS = ("shows_fr", "shows_en")


GIVE = Verb("drafts", "give_picture", gettext_lazy("You gave an event its picture"), NOT_TOLD)


@action
def give_picture(
    *,
    event: Event,
    words: dict[str, str],
    upload: "UploadedFile[bytes] | None",
    once: UUID | None,
    by: int,
) -> None:
    """The first one, another one in its place or, without a file, other words for it. Raises
    Refused."""
    note_deed(GIVE, by=by, object_key=event.key, once=once)
    if not call_function("i_prepare", event.pk):
        raise NotPossible
    values: dict[str, Any] = {name: words[name] for name in WORDS}
    if upload:
        values |= {"key": new_key(), **draw_upload(upload)}
        Picture.objects.update_or_create(event=event, defaults=values)
    elif not Picture.objects.filter(event=event).update(**values):
        raise NotPossible


REMOVE = Verb(
    "drafts", "remove_picture", gettext_lazy("You removed the picture of an event"), NOT_TOLD
)


@action
def remove_picture(*, event: Event, once: UUID | None, by: int) -> None:
    note_deed(REMOVE, by=by, object_key=event.key, once=once)
    if not Picture.objects.filter(event=event).delete()[0]:
        raise NotPossible


def copy_picture(event: Event, made: Event) -> None:
    """Its own from then on: removed from one event, it stays at the other."""
    for row in Picture.objects.filter(event=event):
        row.pk, row.key, row.event = None, new_key(), made
        row.save(force_insert=True)

"""The picture of an event: given by those who prepare it, seen by those who see the event."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.sql_functions import call_function
from entrepairs.drafts.models import Picture
from entrepairs.events.models import Event
from entrepairs.files.covers import ON_PAGE, draw_upload
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb

WORDS = ("shows_fr", "shows_en")
EVENT = "event:"  # how an entry of the calendar says that it is an event


def picture_column() -> Subquery:
    """Of events: the key and the words of their picture, for the pages of everyone."""
    told = JSONObject(key="key", shows_fr="shows_fr", shows_en="shows_en")
    return Subquery(Picture.objects.filter(event=OuterRef("pk")).values(json=told))


def find_small(things: Collection[str]) -> dict[str, str]:
    """Of the events among these entries of the calendar, as many as one page may show: the address
    of each picture. One query."""
    keys = [thing.removeprefix(EVENT) for thing in things if thing.startswith(EVENT)]
    shown = Picture.objects.filter(event__key__in=keys).order_by("event__starts_on", "pk")
    found = shown.values_list("event__key", "key")[:ON_PAGE] if keys else ()
    return {
        f"{EVENT}{event}": reverse("drafts:picture", args=[key, "small"]) for event, key in found
    }


def picture_of(event: Event) -> QuerySet[Picture]:
    """None or one."""
    return Picture.objects.filter(event=event).defer("small", "large")


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

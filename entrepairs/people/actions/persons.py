"""A person: made, named, set up, out of sight for a while."""

import unicodedata
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.ledger.actions import give_consent, note_deed
from entrepairs.ledger.models import Audience, Consent
from entrepairs.people.circles import id_of
from entrepairs.people.models import Person

ROOM = "people"


def clean_name(name: str) -> str:
    """One way to write each letter, no control characters, single spaces."""
    composed = unicodedata.normalize("NFC", name)
    printable = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter
        for letter in composed
    )
    return " ".join(printable.split())


@transaction.atomic
def make_person(
    *, name: str, language: str = "fr", by: Person | int | None = None, once: UUID | None = None
) -> Person:
    """Somebody new. Until they say otherwise, only they and their coordinators see the name they were given."""
    with hats.system("whoever signs up is not yet a person who could write"):
        person = Person.objects.create(
            name=clean_name(name), language=language, audience=Audience.ME
        )
        maker = None if by is None else id_of(by)
        note_deed(
            verb="make_person",
            room=ROOM,
            by=maker,
            about=person.pk,
            object_key=person.key,
            once=once,
        )
    return person


@transaction.atomic
def rename(*, by: Person | int, name: str, audience: int, once: UUID | None = None) -> None:
    """What I want to be called, and who may see it."""
    me = id_of(by)
    note_deed(verb="rename", room=ROOM, by=me, once=once)
    before = Person.objects.select_for_update(no_key=True).get(pk=me)
    Person.objects.filter(pk=me).update(name=clean_name(name), audience=audience)
    if before.audience != audience or not _has_receipt(me):
        give_consent(person=me, what="name", audience=audience)


def _has_receipt(person: int) -> bool:
    return Consent.objects.filter(person=person, what="name", withdrawn_at__isnull=True).exists()


@transaction.atomic
def set_up(*, by: Person | int, language: str, time_zone: str, once: UUID | None = None) -> None:
    """In which language mails and papers come, and by which clock times are shown."""
    me = id_of(by)
    note_deed(verb="set_up", room=ROOM, by=me, once=once)
    Person.objects.filter(pk=me).update(language=language, time_zone=time_zone)


@transaction.atomic
def pause(*, by: Person | int, once: UUID | None = None) -> None:
    """I am not to be found for now. My circles go on."""
    me = id_of(by)
    note_deed(verb="pause", room=ROOM, by=me, once=once)
    Person.objects.filter(pk=me, paused_at__isnull=True).update(paused_at=Now())


@transaction.atomic
def resume(*, by: Person | int, once: UUID | None = None) -> None:
    """I am to be found again."""
    me = id_of(by)
    note_deed(verb="resume", room=ROOM, by=me, once=once)
    Person.objects.filter(pk=me).update(paused_at=None)


def go_on(*, by: Person | int, step: int, last: bool = False) -> None:
    """The first conversation has come past this step. A bookmark: what was told there has its own deed."""
    mine = Person.objects.filter(pk=id_of(by))
    mine.filter(welcome_step__lt=step).update(welcome_step=step)
    if last:
        mine.filter(welcomed_at__isnull=True).update(welcomed_at=Now())

"""What helps me: written by the person it is about, read by those they choose."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.safeguarding.models import HelpsMe, HelpsMeReader

ROOM = "safeguarding"


@dataclass(frozen=True, slots=True)
class HelpingWords:
    """What helps, what does not, whom to call."""

    helps: str = ""
    hinders: str = ""
    calls: str = ""


SAVE = Verb(ROOM, "save_helps_me", gettext_lazy("You wrote what helps you"), NOT_TOLD)


@action
def save_helps_me(
    *, words: HelpingWords, readers: Collection[Person], once: UUID | None, by: Person | int
) -> None:
    """In place of what was there; who is chosen no more reads it no more."""
    me = id_of(by)
    note_deed(SAVE, by=me, once=once)
    told = asdict(words)
    HelpsMe.objects.update_or_create(
        person_id=me, defaults={**told, "changed_at": Now()}, create_defaults=told
    )
    chosen = {one.pk for one in readers}
    mine = HelpsMeReader.objects.filter(owner=me)
    mine.exclude(reader__in=chosen).delete()
    known = set(mine.values_list("reader_id", flat=True))
    HelpsMeReader.objects.bulk_create(
        HelpsMeReader(owner_id=me, reader_id=one) for one in sorted(chosen - known)
    )


REMOVE = Verb(ROOM, "remove_helps_me", gettext_lazy("You deleted what helps you"), NOT_TOLD)


@action
def remove_helps_me(*, once: UUID | None, by: Person | int) -> None:
    me = id_of(by)
    note_deed(REMOVE, by=me, once=once)
    HelpsMeReader.objects.filter(owner=me).delete()
    if not HelpsMe.objects.filter(person=me).delete()[0]:
        raise NotPossible

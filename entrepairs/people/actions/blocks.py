"""Wanting nothing to do with someone."""

from uuid import UUID

from django.db import transaction

from entrepairs.ledger.actions import note_deed
from entrepairs.people import hooks
from entrepairs.people.circles import id_of
from entrepairs.people.models import Block, Person

ROOM = "people"


@transaction.atomic
def block(*, by: Person | int, person: Person, once: UUID | None = None) -> Block:
    """Neither sees the other from now on. The deed is about nobody: the other is never told."""
    me = id_of(by)
    note_deed(verb="block", room=ROOM, by=me, object_key=person.key, once=once)
    for end_what_they_share in hooks.on_block:  # before, while it can still be seen
        end_what_they_share(me, person.pk)
    return Block.objects.get_or_create(person_id=me, blocked=person)[0]


@transaction.atomic
def unblock(*, by: Person | int, block: Block, once: UUID | None = None) -> None:
    """The two may see each other again, as far as each allows. What ended stays ended."""
    note_deed(verb="unblock", room=ROOM, by=id_of(by), object_key=block.key, once=once)
    Block.objects.get(pk=block.pk, person=id_of(by)).delete()

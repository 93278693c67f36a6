"""Blocking someone, and lifting it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people import hooks
from entrepairs.people.models import Block, Person

BLOCK = Verb("people", "block", _("You blocked someone"), NOT_TOLD)


@action
def block_person(*, by: Person | int, person: Person, once: UUID | None = None) -> Block:
    """Neither sees the other from now on. The deed is about nobody: the other is never told."""
    me = id_of(by)
    note_deed(BLOCK, by=me, object_key=person.key, once=once)
    for end_what_they_share in hooks.on_block:  # before, while it can still be seen
        end_what_they_share(me, person.pk)
    return Block.objects.get_or_create(person_id=me, blocked=person)[0]


UNBLOCK = Verb("people", "unblock", _("You unblocked someone"), NOT_TOLD)


@action
def lift_block(*, by: Person | int, block: Block, once: UUID | None = None) -> None:
    """The two may see each other again, as far as each allows. What ended stays ended."""
    note_deed(UNBLOCK, by=by, object_key=block.key, once=once)
    if not Block.objects.filter(pk=block.pk, person=id_of(by)).delete()[0]:
        raise NotPossible

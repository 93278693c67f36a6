"""Leaving somebody out of one's suggestions, and putting them back. Only that person knows."""

from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.pairs.models import LeftOut
from entrepairs.people.models import Person

LEAVE_OUT = Verb(
    "pairs", "leave_out", gettext_lazy("You left someone out of your suggestions"), NOT_TOLD
)


@action
def leave_out_suggestion(*, person: Person, once: UUID | None, by: Person | int) -> None:
    """Not for me: from now on neither my list nor a round suggests the two of us to each other."""
    note_deed(LEAVE_OUT, by=by, once=once)
    LeftOut.objects.get_or_create(person_id=id_of(by), other=person)


PUT_BACK = Verb(
    "pairs", "put_back", gettext_lazy("You put someone back in your suggestions"), NOT_TOLD
)


@action
def put_back_suggestion(*, person: Person, once: UUID | None, by: Person | int) -> None:
    note_deed(PUT_BACK, by=by, once=once)
    LeftOut.objects.filter(person=id_of(by), other=person).delete()

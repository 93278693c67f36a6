"""How much giving is much: a mark that a person sets for themselves, and that nobody else reads."""

from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.pairs.models import GivingMark
from entrepairs.people.models import Person

SET = Verb(
    "pairs", "set_giving_mark", gettext_lazy("You said how much giving is much for you"), NOT_TOLD
)


@action
def set_giving_mark(*, hours: int, once: UUID | None, by: Person | int) -> None:
    """In 30 days. With none, nothing is told any more."""
    me = id_of(by)
    note_deed(SET, by=me, once=once)
    if hours:
        GivingMark.objects.update_or_create(person_id=me, defaults={"hours": hours})
    else:
        GivingMark.objects.filter(person=me).delete()

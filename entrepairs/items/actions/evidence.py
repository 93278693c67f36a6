"""Evidence for the certification: which criteria an item shows, said by the delegation."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.items.models import Evidence, Item
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

CHOOSE = Verb(
    "items", "choose_criteria", gettext_lazy("You chose which criteria an item shows"), NOT_TOLD
)


@action
def choose_criteria(
    *, item: Item, criteria: Collection[str], once: UUID | None, by: Person | int
) -> None:
    """All of them at once: those that are not among them are taken off. Of an item that was on an
    agenda."""
    note_deed(CHOOSE, by=by, object_key=item.key, once=once)
    wanted = set(criteria)
    rows = Evidence.objects.filter(item=item)
    before = set(rows.values_list("criterion", flat=True))
    rows.filter(criterion__in=before - wanted).delete()
    Evidence.objects.bulk_create(
        Evidence(item=item, criterion=one, added_by_id=id_of(by)) for one in sorted(wanted - before)
    )

"""What came of an item, shared so that it may be taken up elsewhere."""

from uuid import UUID

from django.utils.translation import get_language, gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.items.models import Item, Outcome
from entrepairs.items.search_entries import entry_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.search.index import index_entries

SHARE = Verb("items", "share_outcome", gettext_lazy("You shared what came of an item"), NOT_TOLD)


@action
def share_outcome(
    *, item: Item, title: str, words: str, once: UUID | None, by: Person | int
) -> Outcome:
    """By the delegation, once the body has answered. Everyone reads it, and the search finds it."""
    note_deed(SHARE, by=by, object_key=item.key, once=once)
    language = (get_language() or "fr")[:2]
    values = {
        "title": title.strip(),
        "words": words.strip(),
        "answer": item.answer,
        "day": item.stands_on,
        "language": language,
        "shared_by_id": id_of(by),
    }
    rows = Outcome.objects.filter(item=item)
    if not rows.update(**values):
        Outcome.objects.create(item=item, body=item.body, **values)
    shared = rows.select_related("body").get()
    index_entries(entry_of(shared))
    return shared


UNSHARE = Verb(
    "items", "unshare_outcome", gettext_lazy("You stopped sharing what came of an item"), NOT_TOLD
)


@action
def unshare_outcome(*, outcome: Outcome, once: UUID | None, by: Person | int) -> None:
    """By the delegation. It leaves the public page and the search at once."""
    note_deed(UNSHARE, by=by, object_key=outcome.item.key, once=once)
    deleted, _rows = Outcome.objects.filter(pk=outcome.pk).delete()
    if not deleted:
        raise NotPossible

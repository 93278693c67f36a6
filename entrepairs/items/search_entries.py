"""Entries of the search index: what delegations share of items. It is for everyone."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from entrepairs.items.models import Outcome
from entrepairs.search.index import say_kind
from entrepairs.search.models import Entry

KIND = "outcome"
LABEL = _("outcome of an item")
AT_ONCE = 500


def entry_of(outcome: Outcome) -> Entry:
    """In the language in which it is written."""
    entry = Entry(
        kind=KIND,
        key=outcome.key,
        path=outcome.path,
        language=outcome.language,
        dated=outcome.day,
        names=outcome.body.name,
    )
    setattr(entry, f"title_{outcome.language}", outcome.title)
    setattr(entry, f"text_{outcome.language}", outcome.words)
    return say_kind(entry, LABEL)


def all_entries() -> Iterable[list[Entry]]:
    rows = Outcome.objects.select_related("body").order_by("pk")
    last = 0
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield [entry_of(outcome) for outcome in found]
        last = found[-1].pk

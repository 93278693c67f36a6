"""Orders that people choose: of the files of a resource, of the shelf for newcomers."""

from collections.abc import Iterable
from typing import Any

from entrepairs.ledger.transactions import NotPossible


def move_one_place(found: Iterable[Any], moved: Any, *, up: bool) -> list[Any]:
    """These rows in their new order, each with its number; not possible when `moved` is gone."""
    rows = list(found)
    if moved not in rows:
        raise NotPossible
    here = rows.index(moved)
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows):
        row.order = order
    return rows

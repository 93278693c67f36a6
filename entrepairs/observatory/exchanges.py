"""The table of people by what they did and where, as it may be shown."""

from collections.abc import Sequence

import numpy as np

from entrepairs.core.small_counts import LEAST, round_to_tens
from entrepairs.matching.suppression import hide_between_totals
from entrepairs.matching.tables import with_totals
from entrepairs.observatory.records import Given

SIDES = ("gave", "received", "both")  # rows
PLACES = ("pairs", "groups", "both")  # columns


def table_of(given: Sequence[Given]) -> np.ndarray:
    """People int64[3, 3]: each in one cell."""
    sides: dict[int, set[str]] = {}
    places: dict[int, set[str]] = {}
    for one in given:
        for who, side in ((one.giver, "gave"), (one.receiver, "received")):
            sides.setdefault(who, set()).add(side)
            places.setdefault(who, set()).add("pairs" if one.pair else "groups")
    counts = np.zeros((3, 3), int)
    for who, did in sides.items():
        counts[_place(did, SIDES), _place(places[who], PLACES)] += 1
    return counts


def _place(told: set[str], names: tuple[str, ...]) -> int:
    return 2 if len(told) == 2 else names.index(next(iter(told)))


def hide_table(counts: np.ndarray) -> list[list[int | None]] | None:
    """With its totals, by tens; None in a hidden cell; nothing at all where a total is small.

    A total may be told by a figure, so no total is hidden: `hide_between_totals` protects the
    cells for who knows them all.
    """
    table = with_totals(counts)
    totals = [*table[-1], *table[:, -1]]
    if table[-1, -1] < LEAST or any(0 < one < LEAST for one in totals):
        return None
    hidden = hide_between_totals(counts)
    return [
        [None if (i, j) in hidden else round_to_tens(int(table[i, j])) for j in range(4)]
        for i in range(4)
    ]

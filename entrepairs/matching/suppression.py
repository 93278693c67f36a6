"""Tables as they may be shown: no figure of fewer than 11 people, none that gives one away.

A cell of 1 to 10 is hidden, and with it as few others as it takes, so that nobody can work out
from what is shown (totals too) that it is under 11, let alone what it is. Nought tells of nobody,
and is shown. A search finds the fewest cells (fewest_cells.py); those found without one are as
safe.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.problem import Ints
from entrepairs.matching.tables import Cell, Reader, find_small, with_totals

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Hidden:
    """`small`: fewer than 11 people. `others`: from these a small one could be worked out. `least`:
    no fewer cells would do; else fewer might, and none was found in time."""

    small: frozenset[Cell]
    others: frozenset[Cell]
    least: bool = True

    @property
    def cells(self) -> frozenset[Cell]:
        return self.small | self.others


def hide(counts: Ints, k: int = LEAST, seconds: float = SECONDS) -> Hidden:
    """What is hidden of a table of counts int64[rows, columns], in people, and of its totals.

    The fewest cells, and of these those of the fewest people, as far as they are found in so many
    `seconds`. Small ones are protected as they are found open, since most are with the first.
    Raises ValueError for `k` under 11.
    """
    from entrepairs.matching.fewest_cells import find_fewest

    if k < LEAST:
        raise ValueError(f"at least {LEAST}")
    table = with_totals(counts)
    small, every = find_small(table, k), frozenset(np.ndindex(*table.shape))
    usable = show_again(table, small, hide_by_rectangles(table, small, every, k), k)
    protected: list[Cell] = []
    cells, least, until = small, True, monotonic() + seconds
    while opened := list(_open_cells(table, small, cells, k)):
        protected += opened
        if (left := until - monotonic()) <= 0:
            return Hidden(small, usable - small, least=False)
        cells, proven = find_fewest(table, small, protected, k, usable, left / 2)
        least = least and proven
    if not least:
        cells = min(usable, show_again(table, small, cells, k), key=len)
    return Hidden(small, cells - small, least)


def hide_between_totals(counts: Ints) -> frozenset[Cell]:
    """What is hidden of a table of counts int64[rows, columns] whose totals are all shown.

    Found without a search: for a page, and the same for each reading of a table, since two answers
    would tell more than each. Raises ValueError for a total of 1 to 10.
    """
    table = with_totals(counts)
    small, inside = find_small(table), frozenset(np.ndindex(*counts.shape))
    if small - inside:
        raise ValueError("a total is small")
    return show_again(table, small, hide_by_rectangles(table, small, inside, LEAST), LEAST)


def hide_by_rectangles(
    table: Ints, small: frozenset[Cell], free: frozenset[Cell], k: int
) -> frozenset[Cell]:
    """Cells that protect each small one by three others, at the corners of a rectangle with it.

    Not the fewest, found at once: for each small cell in turn the rectangle with the fewest cells
    that are not hidden yet. One corner can always be the total of all. Where only some are `free`
    to be hidden, those inside, there may be none: then all of these are, and each could be as much
    as its row or its column.
    """
    cells = set(small)
    for row, column in sorted(small):
        more = k - int(table[row, column])
        corners = [
            {(row, column), (row, j), (i, column), (i, j)}
            for i, j in np.ndindex(*table.shape)
            if i != row and j != column and _can_turn(table, (row, column), (i, j), more)
        ]
        cells |= min(
            (four for four in corners if four <= free),
            key=lambda four: (len(four - cells), sum(int(table[one]) for one in four - cells)),
            default=free,
        )
    return frozenset(cells)


def _can_turn(table: Ints, cell: Cell, opposite: Cell, more: int) -> bool:
    """Whether the cell can be so many more, by its rectangle, with none of its corners below 0."""
    last = (table.shape[0] - 1, table.shape[1] - 1)
    signs = [
        [1 if at == end else -1 for at in (one, other)]
        for one, other, end in zip(cell, opposite, last, strict=True)
    ]
    across, down = signs[1][0] * signs[1][1], signs[0][0] * signs[0][1]
    turned = {
        (cell[0], opposite[1]): -across,
        (opposite[0], cell[1]): -down,
        opposite: across * down,
    }
    return all(sign > 0 or int(table[corner]) >= more for corner, sign in turned.items())


def show_again(
    table: Ints, small: frozenset[Cell], cells: frozenset[Cell], k: int
) -> frozenset[Cell]:
    """These hidden cells without those that none of the small ones needs, the largest first."""
    for cell in sorted(cells - small, key=lambda one: (-int(table[one]), one)):
        if not any(True for _open in _open_cells(table, small, cells - {cell}, k)):
            cells -= {cell}
    return cells


def _open_cells(
    table: Ints, small: frozenset[Cell], cells: frozenset[Cell], k: int
) -> Iterator[Cell]:
    """The small cells that a reader can tell to be under k."""
    reader = Reader(table, cells)
    return (cell for cell in sorted(small) if reader.most(cell) < k)

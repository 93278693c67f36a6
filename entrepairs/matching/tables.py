"""Tables of counts of people with their totals, and what a reader works out of what is hidden."""

from typing import Any

import numpy as np
from scipy.optimize import linprog

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.problem import Floats, Ints

type Cell = tuple[int, int]  # row and column; the last of each holds the totals


def with_totals(counts: Ints) -> Ints:
    """Counts of people int64[rows, columns], with the totals of each and of all, one more of both.

    Raises ValueError for a count below 0.
    """
    if (counts < 0).any():
        raise ValueError("a count below 0")
    wide = np.hstack([counts, counts.sum(1, keepdims=True)])
    return np.vstack([wide, wide.sum(0, keepdims=True)])


def find_small(table: Ints, k: int = LEAST) -> frozenset[Cell]:
    """The cells of 1 to k - 1 people."""
    return frozenset((int(i), int(j)) for i, j in np.argwhere((table > 0) & (table < k)))


def sums_of(shape: tuple[int, ...]) -> list[tuple[Cell, list[Cell]]]:
    """Each total of a table of this shape, totals included, with the cells that it adds up."""
    last_row, last_column = shape[0] - 1, shape[1] - 1
    across = [((i, last_column), [(i, j) for j in range(last_column)]) for i in range(shape[0])]
    down = [((last_row, j), [(i, j) for i in range(last_row)]) for j in range(shape[1])]
    return across + down


class Reader:
    """What a reader knows of a table int64[rows, columns] with its totals, of which `cells` are
    hidden: that counts are not below 0 and that totals add up. Bounds of such tables are whole
    numbers."""

    def __init__(self, table: Ints, cells: frozenset[Cell]) -> None:
        self.order = {cell: place for place, cell in enumerate(sorted(cells))}
        lines: list[Floats] = []
        sums: list[int] = []
        for total, parts in sums_of(table.shape):
            line, shown = np.zeros(len(self.order)), 0
            for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
                if cell in self.order:
                    line[self.order[cell]] += sign
                else:
                    shown -= sign * int(table[cell])
            if line.any():
                lines.append(line)
                sums.append(shown)
        self.lines = np.array(lines) if lines else None
        self.sums = sums or None

    def least(self, cell: Cell) -> float:
        return round(float(self._solve(cell, 1).fun), 6)

    def most(self, cell: Cell) -> float:
        """Infinity where there is no most."""
        found = self._solve(cell, -1)
        return np.inf if found.status == 3 else round(-float(found.fun), 6)

    def _solve(self, cell: Cell, sign: int) -> Any:
        aim = np.zeros(len(self.order))
        aim[self.order[cell]] = sign
        return linprog(aim, A_eq=self.lines, b_eq=self.sums)

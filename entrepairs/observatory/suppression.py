"""Tables as they may be shown: no figure of fewer than 11 people, none that gives one away.

A cell of 1 to 10 is hidden, and with it as few others as it takes, so that nobody can work out
from what is shown (totals too) that it is under 11, let alone what it is. Nought tells of nobody,
and is shown. The fewest cells are found by whole-number programming (OR-Tools); `ranges` is the
other side, what a reader can work out, solved apart (HiGHS). Model: Fischetti and Salazar,
Journal of the American Statistical Association 95 (2000) 916-928.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linprog

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.problem import Ints

type Cell = tuple[int, int]  # row and column; the last of each holds the totals
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


def hide(counts: Ints, k: int = LEAST, seconds: float = SECONDS) -> Hidden:
    """What is hidden of a table of counts int64[rows, columns], in people, and of its totals.

    The fewest cells, and of these those of the fewest people, as far as they are found in so many
    `seconds`. Small ones are protected as they are found open, since most are with the first.
    Raises ValueError for `k` under 11.
    """
    if k < LEAST:
        raise ValueError(f"at least {LEAST}")
    table = with_totals(counts)
    small = find_small(table, k)
    usable = show_again(table, small, hide_by_rectangles(table, small, k), k)
    protected: list[Cell] = []
    cells, least, until = small, True, monotonic() + seconds
    while opened := _open_cells(table, small, cells, k):
        protected += opened
        if (left := until - monotonic()) <= 0:
            return Hidden(small, usable - small, least=False)
        cells, proven = _fewest(table, small, protected, k, usable, left / 2)
        least = least and proven
    if not least:
        cells = min(usable, show_again(table, small, cells, k), key=len)
    return Hidden(small, cells - small, least)


def hide_by_rectangles(table: Ints, small: frozenset[Cell], k: int) -> frozenset[Cell]:
    """Cells that protect each small one by three others, at the corners of a rectangle with it.

    Not the fewest, found at once: for each small cell in turn the rectangle with the fewest cells
    that are not hidden yet. One corner can always be the total of all.
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
            corners,
            key=lambda four: (len(four - cells), sum(int(table[one]) for one in four - cells)),
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
        if not _open_cells(table, small, cells - {cell}, k):
            cells -= {cell}
    return cells


def _open_cells(table: Ints, small: frozenset[Cell], cells: frozenset[Cell], k: int) -> list[Cell]:
    """The small cells that a reader can tell to be under k."""
    return [cell for cell, (_low, high) in ranges(table, cells, sorted(small)).items() if high < k]


def _fewest(
    table: Ints,
    small: frozenset[Cell],
    protected: Sequence[Cell],
    k: int,
    usable: frozenset[Cell],
    seconds: float,
) -> tuple[frozenset[Cell], bool]:
    """The cells to hide so that each protected one could be k or more, and whether no fewer do.

    `usable` ones would do: where nothing better is found in these `seconds`, they are hidden.
    """
    model = cp_model.CpModel()
    hidden = {cell: model.new_bool_var(f"hidden{cell}") for cell in np.ndindex(*table.shape)}
    for cell in small:
        model.add(hidden[cell] == 1)
    for total, parts in sums_of(table.shape):  # one that is alone in a sum is worked out
        for cell in (total, *parts):
            model.add(hidden[cell] <= sum(hidden[one] for one in (total, *parts) if one != cell))
    for wanted in protected:
        _add_other_table(model, table, hidden, wanted, k)
    number = sum(hidden.values())
    model.minimize(number)
    cells, proven = _solve(model, hidden, usable, seconds)
    model.add(number <= len(cells))
    model.minimize(sum(int(table[cell]) * one for cell, one in hidden.items()))
    return _solve(model, hidden, cells, seconds)[0], proven


def _solve(
    model: cp_model.CpModel,
    hidden: dict[Cell, cp_model.IntVar],
    known: frozenset[Cell],
    seconds: float,
) -> tuple[frozenset[Cell], bool]:
    """The best found in these seconds, else what is known; and whether there is no better."""
    model.clear_hints()
    for cell, one in hidden.items():
        model.add_hint(one, cell in known)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1  # the same answer each time
    found = solver.solve(model)
    if found not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return known, False
    cells = frozenset(cell for cell, one in hidden.items() if solver.boolean_value(one))
    return cells, found == cp_model.OPTIMAL


def _add_other_table(
    model: cp_model.CpModel,
    table: Ints,
    hidden: dict[Cell, cp_model.IntVar],
    wanted: Cell,
    k: int,
) -> None:
    """A table that shows the same and in which this cell is k: it has to exist.

    It is the true one, changed along circles through this cell: no cell changes by more than it.
    """
    more = k - int(table[wanted])
    change = {}
    for cell, is_hidden in hidden.items():
        less = min(more, int(table[cell]))
        change[cell] = model.new_int_var(-less, more, f"{wanted}{cell}")
        model.add(change[cell] <= more * is_hidden)
        model.add(change[cell] >= -less * is_hidden)
    model.add(change[wanted] == more)
    for total, parts in sums_of(table.shape):
        model.add(change[total] == sum(change[part] for part in parts))


def sums_of(shape: tuple[int, ...]) -> list[tuple[Cell, list[Cell]]]:
    """Each total of a table of this shape, totals included, with the cells that it adds up."""
    last_row, last_column = shape[0] - 1, shape[1] - 1
    across = [((i, last_column), [(i, j) for j in range(last_column)]) for i in range(shape[0])]
    down = [((last_row, j), [(i, j) for i in range(last_row)]) for j in range(shape[1])]
    return across + down


def ranges(
    table: Ints, cells: frozenset[Cell], asked: Sequence[Cell] | None = None
) -> dict[Cell, tuple[float, float]]:
    """What a reader can work out of hidden cells: the least and the most that each can be.

    `table` int64[rows, columns] with its totals, of which `cells` are hidden; infinity where there
    is no most. The reader knows that counts are not below 0 and that totals add up. Bounds of such
    tables are whole numbers.
    """
    order = {cell: place for place, cell in enumerate(sorted(cells))}
    lines, sums = [], []
    for total, parts in sums_of(table.shape):
        line, shown = np.zeros(len(order)), 0
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            if cell in order:
                line[order[cell]] += sign
            else:
                shown -= sign * int(table[cell])
        if line.any():
            lines.append(line)
            sums.append(shown)
    found = {}
    for cell in order if asked is None else asked:
        aim = np.zeros(len(order))
        aim[order[cell]] = 1
        least = linprog(aim, A_eq=np.array(lines) if lines else None, b_eq=sums or None)
        most = linprog(-aim, A_eq=np.array(lines) if lines else None, b_eq=sums or None)
        high = np.inf if most.status == 3 else round(float(-most.fun), 6)
        found[cell] = (round(float(least.fun), 6), high)
    return found

"""The fewest cells of a table to hide, by whole-number programming (OR-Tools).

Model: Fischetti and Salazar, Journal of the American Statistical Association 95 (2000) 916-928.
"""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from entrepairs.matching.problem import Ints
from entrepairs.matching.tables import Cell, sums_of


def find_fewest(
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

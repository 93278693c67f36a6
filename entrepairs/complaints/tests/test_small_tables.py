"""A table of two sides tells of nobody: somebody else tries to solve it from what is shown."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from entrepairs.complaints.small_tables import REST, Cell, SafeTable, hide_small_cells
from entrepairs.core.small_counts import LEAST

TABLES = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz")),
    st.integers(0, 9) | st.integers(0, 60),
    max_size=15,
)
# Three rows, three columns, one small cell; four cells are the fewest that hide it.
REFERENCE = {
    ("A", "x"): 40, ("A", "y"): 7, ("A", "z"): 30,
    ("B", "x"): 25, ("B", "y"): 33, ("B", "z"): 12,
    ("C", "x"): 19, ("C", "y"): 22, ("C", "z"): 28,
}  # fmt: skip


def bounds_of(table: SafeTable, cell: Cell) -> tuple[float, float]:
    """Between which numbers a hidden cell lies, for who knows all that is shown."""
    names = list(table.cells)
    lines, sums = [], []
    for side, margin in ((0, table.rows), (1, table.columns)):
        for name, number in margin.items():
            lines.append([float(one[side] == name) for one in names])
            sums.append(float(number))
    sides = [(0, None) if table.cells[one] is None else (table.cells[one],) * 2 for one in names]
    aim = np.array([float(one == cell) for one in names])
    solved = [linprog(sign * aim, A_eq=lines, b_eq=sums, bounds=sides) for sign in (1, -1)]
    assert all(one.success for one in solved)
    return round(solved[0].fun, 6), round(-solved[1].fun, 6)


@settings(max_examples=50)
@given(TABLES)
def test_no_small_figure_is_shown_or_follows_from_what_is_shown(told: dict[Cell, int]) -> None:
    table = hide_small_cells(told)
    if sum(told.values()) < LEAST:
        assert table == SafeTable()
        return
    assert table.total == sum(told.values())
    shown = [number for number in table.cells.values() if number is not None]
    for figure in (*shown, *table.rows.values(), *table.columns.values()):
        assert figure == 0 or figure >= LEAST
    for side, margin in ((0, table.rows), (1, table.columns)):
        assert sum(margin.values()) == table.total
        for name, whole in margin.items():
            line = [value for cell, value in table.cells.items() if cell[side] == name]
            rest = whole - sum(value or 0 for value in line)
            assert rest == 0 or rest >= LEAST
    for cell, number in table.cells.items():
        if number is None:
            low, high = bounds_of(table, cell)
            assert low < high, (cell, table)
            assert high >= LEAST, (cell, table)


@settings(max_examples=20)
@given(TABLES)
def test_what_is_shown_is_true(told: dict[Cell, int]) -> None:
    table = hide_small_cells(told)
    for (row, column), number in table.cells.items():
        if number is not None and REST not in (row, column):
            assert number == told.get((row, column), 0)


@pytest.mark.parametrize("small", [1, 7, 10])
def test_as_few_cells_are_hidden_as_hide_the_small_one(small: int) -> None:
    table = hide_small_cells(REFERENCE | {("A", "y"): small})
    hidden = {cell for cell, number in table.cells.items() if number is None}
    assert ("A", "y") in hidden
    assert len(hidden) == 4
    assert set(table.rows) == set("ABC")


def test_a_table_without_a_small_figure_is_told_whole() -> None:
    told = dict.fromkeys(product("ab", "xy"), 20)
    assert hide_small_cells(told).cells == told

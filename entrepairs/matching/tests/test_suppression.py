"""What is hidden of a table: the published example, what a reader can work out, another program."""

from collections.abc import Iterable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytauargus import protect

from entrepairs.matching.problem import Ints
from entrepairs.matching.suppression import (
    Hidden,
    hide,
    hide_between_totals,
    hide_by_rectangles,
    show_again,
)
from entrepairs.matching.tables import Cell, Reader, find_small, with_totals

EXAMPLE = np.array([[40, 7, 30], [25, 33, 12], [19, 22, 28]])
counts = st.integers(0, 30)
tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    ).map(np.array)
)


def ranges(
    table: Ints, cells: frozenset[Cell], asked: Iterable[Cell] = ()
) -> dict[Cell, tuple[float, float]]:
    """Of the hidden cells, or of those asked for: the least and the most that each can be."""
    reader = Reader(table, cells)
    return {cell: (reader.least(cell), reader.most(cell)) for cell in asked or cells}


def test_the_published_example_hides_four_cells_and_no_total() -> None:
    hidden = hide(EXAMPLE)
    assert hidden == Hidden(frozenset({(0, 1)}), frozenset({(0, 2), (1, 1), (1, 2)}))
    assert ranges(with_totals(EXAMPLE), hidden.cells)[0, 1] == (0, 37)


def test_one_small_cell_hidden_alone_is_given_away_twice() -> None:
    assert ranges(with_totals(EXAMPLE), frozenset({(0, 1)})) == {(0, 1): (7, 7)}


@settings(max_examples=20)
@given(tables)
def test_no_hidden_cell_can_be_told_to_be_small_nor_be_solved(table: Ints) -> None:
    hidden, whole = hide(table), with_totals(table)
    assert hidden.small == {(i, j) for i, j in np.ndindex(*whole.shape) if 0 < whole[i, j] < 11}
    found = ranges(whole, hidden.cells)
    assert all(low < high for low, high in found.values())
    assert all(found[cell][1] >= 11 for cell in hidden.small)
    assert not hidden.small or len(hidden.cells) >= 4


@settings(max_examples=8)
@given(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_fewer_cells_would_do(rows: list[list[int]]) -> None:
    """Every smaller set of cells of a small table gives a small one away."""
    table = np.array(rows)
    hidden, whole = hide(table), with_totals(table)
    cells = sorted(np.ndindex(*whole.shape))
    for chosen in product([False, True], repeat=len(cells)):
        fewer = frozenset(cell for cell, kept in zip(cells, chosen, strict=True) if kept)
        if hidden.small <= fewer and len(fewer) < len(hidden.cells):
            known = ranges(whole, fewer, sorted(hidden.small))
            assert any(high < 11 for _low, high in known.values())


@settings(max_examples=20)
@given(tables)
def test_rectangles_protect_too_and_cells_that_nothing_needs_are_shown(table: Ints) -> None:
    whole = with_totals(table)
    small = find_small(whole)
    cells = hide_by_rectangles(whole, small, frozenset(np.ndindex(*whole.shape)), 11)
    fewer = show_again(whole, small, cells, 11)
    for these in (cells, fewer):
        assert all(high >= 11 for _low, high in ranges(whole, these, sorted(small)).values())
    assert small <= fewer <= cells


@pytest.mark.parametrize(
    "rows", [[[5, 3, 3], [20, 30, 20], [30, 20, 20]], [[5, 2, 5], [2, 6, 20], [11, 4, 0]]]
)
def test_totals_that_are_all_shown_give_no_small_cell_away(rows: list[list[int]]) -> None:
    """Here one cannot be 11 by a rectangle inside: each other one of its row is too few."""
    table = np.array(rows)
    cells, whole = hide_between_totals(table), with_totals(table)
    small = sorted(find_small(whole))
    assert small
    assert cells <= frozenset(np.ndindex(*table.shape))
    assert all(high >= 11 for _low, high in ranges(whole, cells, small).values())
    with pytest.raises(ValueError, match="a total is small"):
        hide_between_totals(np.array([[5, 0], [20, 40]]))


def test_a_search_that_is_out_of_time_hides_enough() -> None:
    table = np.random.default_rng(1).integers(0, 40, (8, 6))
    hidden = hide(table, seconds=0.0)
    known = ranges(with_totals(table), hidden.cells, sorted(hidden.small))
    assert not hidden.least
    assert len(known) > 5
    assert all(high >= 11 for _low, high in known.values())


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other program writes where it is."""
    monkeypatch.chdir(tmp_path)


def hidden_by_another(table: Ints) -> dict[str, set[tuple[int, int]]]:
    """The cells by status, by pytauargus: S are shown."""
    names = [[*map(str, range(size)), "Total"] for size in table.shape]
    rows = [
        {"Group": names[0][i], "Kind": names[1][j], "one": 1}
        for i, j in np.ndindex(*table.shape)
        for _person in range(table[i, j])
    ]
    theirs = protect(rows, ["Group", "Kind"], "one", "FREQ(11,10)", "OPT(1)").tables[0].rows
    found: dict[str, set[tuple[int, int]]] = {}
    for row in theirs:
        cell = names[0].index(row["Group"]), names[1].index(row["Kind"])
        found.setdefault(row["status"], set()).add(cell)
    return found


def test_another_program_hides_the_same_of_the_example() -> None:
    theirs = hidden_by_another(EXAMPLE)
    assert set().union(*(theirs[status] for status in theirs if status != "S")) == {
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
    }


@pytest.mark.parametrize("seed", range(4))
def test_what_is_small_is_small_for_another_program_too(seed: int) -> None:
    """Which others are hidden may differ: theirs are of the fewest people, ours the fewest."""
    table = np.random.default_rng(seed).integers(6, 60, (4, 4))
    ours, theirs = hide(table), hidden_by_another(table)
    unsafe = set().union(*(theirs[status] for status in theirs if status != "S"))
    assert ours.small <= unsafe
    assert ours.least
    assert len(ours.small) > 0


def test_what_is_nobody_is_shown_and_k_only_goes_up() -> None:
    assert hide(np.array([[0, 40], [30, 50]])).cells == frozenset()
    assert hide(EXAMPLE, k=20).small == {(0, 1), (1, 2), (2, 0)}
    with pytest.raises(ValueError, match="at least 11"):
        hide(EXAMPLE, k=10)
    with pytest.raises(ValueError, match="below 0"):
        with_totals(np.array([[-1]]))

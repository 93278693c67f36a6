"""Maps of towns: what stands where, at the grain of a cell, and without a name over another."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.ui.charts import COLUMNS, ROWS
from entrepairs.vocabulary import town_map
from entrepairs.vocabulary.town_map import Pin, Town, draw_towns

RENNES, NANTES = Town("Rennes", 48.11, -1.68, 3), Town("Nantes", 47.22, -1.55)
PARIS, NICE = Town("Paris", 48.85, 2.35, 2), Town("Nice", 43.7, 7.27)
SAINT_DENIS = Town("Saint-Denis", -20.88, 55.45)

towns = st.lists(
    st.builds(
        Town,
        st.text("abcdefghij", min_size=3, max_size=25),
        st.floats(42.5, 51),
        st.floats(-4.5, 8),
        st.integers(1, 40),
    ),
    min_size=2,
    max_size=30,
)


def cells_of(pin: Pin) -> set[tuple[int, int]]:
    """Those that its name takes, in the row of its dot."""
    length = math.ceil(len(pin.name) * town_map.LETTER)
    start = pin.column - length if pin.leftwards else pin.column + 1
    return {(column, pin.row) for column in range(start, start + length)}


@given(towns)
def test_all_is_on_the_map_and_no_name_lies_on_another(found: list[Town]) -> None:
    drawn = draw_towns(found)
    assert drawn is not None
    assert all(0 <= pin.column < COLUMNS and 0 <= pin.row < ROWS for pin in drawn.pins)
    assert sum(pin.number for pin in drawn.pins) == sum(town.number for town in found)
    taken: set[tuple[int, int]] = {(pin.column, pin.row) for pin in drawn.pins}
    assert len(taken) == len(drawn.pins)
    for pin in drawn.pins:
        if pin.name:
            assert not taken & cells_of(pin)
            assert all(0 <= column < COLUMNS for column, _row in cells_of(pin))
            taken |= cells_of(pin)


def test_west_is_left_and_north_is_above() -> None:
    drawn = draw_towns([RENNES, NANTES, PARIS, NICE])
    assert drawn is not None
    at = {pin.name.split(" (")[0]: pin for pin in drawn.pins if pin.number}
    assert at["Rennes"].column < at["Paris"].column < at["Nice"].column
    assert at["Paris"].row < at["Nantes"].row < at["Nice"].row
    assert at["Rennes"].name == "Rennes (3)"
    assert {pin.number for pin in drawn.pins if pin.name == "Lyon"} == {0}  # a landmark
    assert drawn.ground.count("M") > ROWS  # land, and the sea beside it


@pytest.mark.parametrize("alone", [[], [RENNES], [RENNES, SAINT_DENIS]])
def test_a_single_town_is_no_map(alone: list[Town]) -> None:
    assert draw_towns(alone) is None


def test_a_town_across_the_sea_is_told_in_words() -> None:
    drawn = draw_towns([RENNES, NANTES, SAINT_DENIS])
    assert drawn is not None
    assert drawn.elsewhere == ["Saint-Denis"]
    assert drawn.towns == ["Rennes", "Nantes"]


def test_a_map_shows_a_region_and_never_a_street() -> None:
    near = Town("Cesson-Sévigné", 48.12, -1.6)
    frame = town_map.frame_around([RENNES, near])
    assert frame.high * ROWS >= town_map.LEAST_SPAN
    assert frame.high * 111 > 10  # km from a cell to the next

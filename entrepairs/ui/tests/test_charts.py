"""Charts: drawings without words, as long as what they stand for, silent and without a style."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.ui import charts

EVERY = [
    charts.parts([3, 1], ["k0", "k1"]),
    charts.track(40),
    charts.track(None),
    charts.measure(62),
    charts.wing(30, 60, "given", left=True),
    charts.river([60, 0, 30], [0, 45, 15]),
    charts.axis(62, 50, 75, [40]),
    charts.week_strip(0b101),
]


def lengths(drawing: str) -> list[float]:
    return [float(width) for width in re.findall(r' width="([\d.]+)"', drawing)]


@pytest.mark.parametrize("drawing", EVERY, ids=range(len(EVERY)))
def test_a_drawing_bears_no_word_and_no_style_and_is_silent(drawing: str) -> None:
    assert drawing.startswith("<svg")
    assert 'aria-hidden="true"' in drawing
    assert re.sub(r"<[^>]*>", "", drawing) == ""
    assert "style=" not in drawing
    assert "fill=" not in drawing


@given(st.lists(st.floats(0.1, 1000), min_size=1, max_size=6))
def test_parts_lie_end_to_end_and_fill_the_whole(amounts: list[float]) -> None:
    drawing = charts.parts(amounts, [f"k{place}" for place in range(len(amounts))])
    assert sum(lengths(drawing)) == pytest.approx(100, abs=0.05 * len(amounts) + 0.01)


def test_a_part_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        charts.parts([3, -1], ["k0", "k1"])


@given(st.integers(0, 600), st.integers(0, 600))
def test_the_two_wings_grow_from_the_name_between_them(given_: int, received: int) -> None:
    most = max(given_, received, 1)
    left, right = charts.wing(given_, most, "given", left=True), charts.wing(received, most, "r")
    assert sum(lengths(left)) == pytest.approx(100 * given_ / most, abs=0.06)
    assert sum(lengths(right)) == pytest.approx(100 * received / most, abs=0.06)
    if 0 < given_ < most * 0.99:
        start = re.search(r' x="([\d.]+)"', left)
        assert start is not None
        assert float(start[1]) + sum(lengths(left)) == pytest.approx(100, abs=0.15)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=13))
def test_the_river_keeps_given_above_and_received_below(months: list[tuple[int, int]]) -> None:
    given_, received = zip(*months, strict=True)
    above, below = re.findall(r' d="M0 50(V[^"]*V50Z)"', charts.river(given_, received))
    heights = [[float(y) for y in re.findall(r"L[\d.]+ ([\d.]+)", bank)] for bank in (above, below)]
    assert all(0 < y <= 50 for y in heights[0])
    assert all(50 <= y < 100 for y in heights[1])
    scale = max(*given_, *received, 1) / charts.BANK
    assert [(50 - y) * scale for y in heights[0]] == pytest.approx(given_, abs=scale)
    assert [(y - 50) * scale for y in heights[1]] == pytest.approx(received, abs=scale)


@given(st.integers(0, 2**21 - 1))
def test_the_small_week_has_one_square_a_third_of_a_day(free: int) -> None:
    rest, part = re.findall(r' d="([^"]*)"', charts.week_strip(free))
    assert part.count("M") == free.bit_count()
    assert rest.count("M") == 21 - free.bit_count()
    if free & 1:
        assert part.startswith("M1.5 1h")  # Monday morning: first column, first row

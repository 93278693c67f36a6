"""Timetables: what begins when, in the column of its place."""

import datetime as dt

from entrepairs.ui.timetables import Span, lay_out

DAY = dt.datetime(2083, 5, 12, tzinfo=dt.UTC)


def span(what: str, starts: float, ends: float, column: int | None) -> Span:
    return Span(DAY + dt.timedelta(hours=starts), DAY + dt.timedelta(hours=ends), column, what)


def drawn(spans: list[Span], columns: int) -> list[list[tuple[str, int, int]]]:
    """Each row: what its cells say, over how many rows and columns."""
    return [
        [("+".join(cell.what), cell.rows, cell.columns) for cell in row.cells]
        for row in lay_out(spans, columns)
    ]


def test_what_begins_together_stands_in_one_row_each_in_its_column() -> None:
    found = drawn([span("b", 9, 10, 1), span("a", 9, 10, 0), span("c", 10, 11, 1)], 2)
    assert found == [[("a", 1, 1), ("b", 1, 1)], [("", 1, 1), ("c", 1, 1)]]


def test_what_goes_on_reaches_down_to_what_begins_beside_it() -> None:
    long, short, next_one = span("long", 9, 12, 0), span("a", 9, 10, 1), span("b", 10, 12, 1)
    assert drawn([long, short, next_one], 2) == [[("long", 2, 1), ("a", 1, 1)], [("b", 1, 1)]]


def test_what_ends_when_the_next_begins_does_not_reach_into_it() -> None:
    assert drawn([span("a", 9, 10, 0), span("b", 10, 11, 1)], 2) == [
        [("a", 1, 1), ("", 1, 1)],
        [("", 1, 1), ("b", 1, 1)],
    ]


def test_a_break_for_everybody_is_over_all_columns_and_cuts_what_goes_on() -> None:
    found = drawn([span("long", 9, 12, 0), span("break", 10, 11, None), span("a", 10, 12, 1)], 2)
    assert found == [
        [("long", 1, 1), ("", 1, 1)],
        [("break", 1, 2)],
        [("", 1, 1), ("a", 1, 1)],
    ]


def test_two_in_one_place_at_one_time_are_both_there() -> None:
    assert drawn([span("a", 9, 10, 0), span("b", 9, 11, 0), span("c", 9.5, 10, 0)], 1) == [
        [("a+b", 1, 1)],
        [("c", 1, 1)],
    ]


def test_every_row_fills_every_column_once() -> None:
    spans = [span(str(n), n % 5, n % 5 + 1 + n % 3, n % 4 if n % 7 else None) for n in range(40)]
    rows = lay_out(spans, 4)
    filled = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in row.cells:
            for below in range(number, number + cell.rows):
                filled[below] += cell.columns
    assert filled == [4] * len(rows)
    assert sorted(int(w) for row in rows for cell in row.cells for w in cell.what) == [*range(40)]


def test_nothing_is_no_row() -> None:
    assert lay_out([], 3) == []

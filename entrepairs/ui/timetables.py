"""Timetables: what takes place where and when, laid out as a table whose columns are places."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Something at its hours, in the column of its place; without one it is for everybody."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    column: int | None
    what: Any


@dataclass(slots=True)
class Cell:
    """What stands in one cell, and over how many rows and columns."""

    what: list[Any] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Row:
    """What begins at one moment. A cell that is covered by one above is left out."""

    at: dt.datetime
    cells: list[Cell]


@dataclass(slots=True)
class _Line:
    at: dt.datetime
    spans: list[Span]
    whole: bool  # for everybody: one cell over all columns


def lay_out(spans: Sequence[Span], columns: int) -> list[Row]:
    """Rows in the order of time. What goes on while others begin beside it reaches down to them, as
    far as nothing else begins in its column, and no break for everybody cuts it."""
    lines = _cut_in_lines(spans)
    covered: set[tuple[int, int]] = set()
    rows = []
    for number, line in enumerate(lines):
        if line.whole:
            cells = [Cell([span.what for span in line.spans], columns=columns)]
        else:
            cells = [
                _fill_cell(lines, number, column, covered)
                for column in range(columns)
                if (number, column) not in covered
            ]
        rows.append(Row(line.at, cells))
    return rows


def _cut_in_lines(spans: Iterable[Span]) -> list[_Line]:
    """What is for everybody has a line of its own, before what begins beside each other."""
    found: dict[tuple[dt.datetime, bool], _Line] = {}
    for span in sorted(spans, key=lambda span: (span.starts_at, span.column is not None)):
        whole = span.column is None
        key = (span.starts_at, not whole)
        found.setdefault(key, _Line(span.starts_at, [], whole)).spans.append(span)
    return [found[key] for key in sorted(found)]


def _fill_cell(
    lines: Sequence[_Line], number: int, column: int, covered: set[tuple[int, int]]
) -> Cell:
    here = [span for span in lines[number].spans if span.column == column]
    cell = Cell([span.what for span in here])
    if not here:
        return cell
    ends_at = max(span.ends_at for span in here)
    for below in range(number + 1, len(lines)):
        line = lines[below]
        taken = any(span.column == column for span in line.spans)
        if line.whole or line.at >= ends_at or taken:
            break
        covered.add((below, column))
        cell.rows += 1
    return cell


def lay_out_in_rooms(sessions: Iterable[Any], most: int) -> dict[str, Any]:
    """The rooms of what has hours, and its rows; none where there would be one column, or more than
    can be read beside each other."""
    timed = [one for one in sessions if one.starts_at]
    found = {one.room_id: one.room for one in timed if one.room}
    rooms = sorted(found.values(), key=lambda room: (room.order, room.pk))
    if not 1 < len(rooms) <= most:
        return {"rooms": [], "rows": []}
    columns = {room.pk: number for number, room in enumerate(rooms)}
    spans = [Span(one.starts_at, one.ends_at, columns.get(one.room_id), one) for one in timed]
    return {"rooms": rooms, "rows": lay_out(spans, len(rooms))}

"""Lists of acts and tables of counts as somebody has them by hand: CSV files, read and refused in
words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entrepairs.core.spreadsheet import Row, Table, Unreadable, read_table
from entrepairs.matching.problem import Floats, Ints

MOST_LINES = 2_000_000
MOST_CELLS = 2_000
TOTALS = {"total", "totals", "totaux", "all", "ensemble", "tous"}


@dataclass(frozen=True, slots=True)
class Acts:
    """Who gave whom how many minutes, in the order of the file. `names` has one for each person."""

    names: list[str]
    giver: Ints
    receiver: Ints
    minutes: Floats


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of people int64[rows, columns], without totals, and the names of both."""

    rows: list[str]
    columns: list[str]
    counts: Ints


def read_acts(content: bytes) -> Acts:
    """The acts of a file with the columns giver, receiver and minutes (1 where there is none).

    Somebody whose line names nobody else is there, and gave and received nothing. Raises
    Unreadable, with the number of the line.
    """
    table = read_table(
        content, most_lines=MOST_LINES, knows_header={"giver", "receiver", "minutes"}.__contains__
    )
    giver, receiver = (_column(table, name) for name in ("giver", "receiver"))
    minutes = _column(table, "minutes", needed=False)
    numbers: dict[str, int] = {}
    found: list[tuple[int, int, float]] = []
    for row in table.rows:
        two = [row.cell(giver), row.cell(receiver)]
        if not any(two):
            raise Unreadable(f"Line {row.number} names nobody.")
        one, other = (numbers.setdefault(name or two[0] or two[1], len(numbers)) for name in two)
        found.append((one, other, 1.0 if minutes is None else _minutes(row, minutes)))
    told = np.array(found, float).reshape(-1, 3)
    return Acts(list(numbers), told[:, 0].astype(int), told[:, 1].astype(int), told[:, 2])


def _column(table: Table, name: str, *, needed: bool = True) -> int | None:
    headers = [header.strip().casefold() for header in table.headers]
    if name in headers:
        return headers.index(name)
    if needed:
        raise Unreadable(
            f"There is no column {name}. The first line names giver, receiver, minutes."
        )
    return None


def _minutes(row: Row, column: int) -> float:
    text = row.cell(column).strip().replace(",", ".")
    try:
        number = float(text or "0")
    except ValueError:
        number = -1
    if not 0 <= number < 1e9:
        raise Unreadable(f"Line {row.number}: {text} is no number of minutes.")
    return number


def read_counts(content: bytes) -> Counts:
    """The table of a file: names of columns in the first line, of rows in the first column.

    A last row and a last column called total (ensemble, all) are compared with the sums, and left.
    Raises Unreadable, with the number of the line.
    """
    table = read_table(content, most_lines=MOST_CELLS)
    columns, rows = list(table.headers[1:]), [row.cells[0] for row in table.rows]
    if not columns or not rows:
        raise Unreadable(
            "Names of columns stand in the first line of a table, of rows in its first column."
        )
    counts = np.array(
        [[_count(row, place + 1) for place in range(len(columns))] for row in table.rows]
    )
    if len(columns) > 1 and columns[-1].casefold() in TOTALS:
        _compare(counts[:, -1], counts[:, :-1].sum(1), rows)
        columns, counts = columns[:-1], counts[:, :-1]
    if len(rows) > 1 and rows[-1].casefold() in TOTALS:
        _compare(counts[-1], counts[:-1].sum(0), columns)
        rows, counts = rows[:-1], counts[:-1]
    if counts.size > MOST_CELLS:
        raise Unreadable(f"This table is too large: {MOST_CELLS} cells at most.")
    return Counts(rows, columns, counts)


def _count(row: Row, column: int) -> int:
    text = row.cell(column).strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unreadable(f"Line {row.number}: “{text}” is no count of people.")
    return int(text)


def _compare(told: Ints, summed: Ints, names: Sequence[str]) -> None:
    for total, sum_, name in zip(told, summed, names, strict=True):
        if total != sum_:
            raise Unreadable(f"The total of {name} is {total}, and its cells add up to {sum_}.")

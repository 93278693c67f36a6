"""Tables of two sides that tell of nobody: no figure about fewer than 11, nor one from which it
could be worked out.

Rows and columns that are small are told together first, as the parts of a whole are. Then each cell
under 11 is hidden, and as few others as it takes: in every row and column those hidden are 11 at
least together, and no small one follows from what is shown.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from entrepairs.core.small_counts import LEAST, hide_small

REST = ""  # the row, or column, of what is told together
type Cell = tuple[str, str]
type Cells = Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class SafeTable:
    """No total: fewer than 11, or nobody. A cell is None where it is hidden."""

    total: int | None = None
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    cells: dict[Cell, int | None] = field(default_factory=dict)


def hide_small_cells(told: Cells) -> SafeTable:
    """Each person in one cell; both sides, and the total, are told beside the cells."""
    rows, columns = _group(told, 0), _group(told, 1)
    if not rows:
        return SafeTable()
    grid = {(row, column): 0 for row in set(rows.values()) for column in set(columns.values())}
    for (row, column), number in told.items():
        if number:
            grid[rows[row], columns[column]] += number
    hidden = _hide(grid)
    return SafeTable(
        sum(grid.values()),
        _margin(grid, 0),
        _margin(grid, 1),
        {cell: None if cell in hidden else number for cell, number in grid.items()},
    )


def _margin(cells: Cells, side: int) -> dict[str, int]:
    found = Counter[str]()
    for cell, number in cells.items():
        found[cell[side]] += number
    return {name: number for name, number in found.items() if number}


def _group(told: Cells, side: int) -> dict[str, str]:
    """Under which name each row, or column, is told; none when the whole is too small."""
    margin = _margin(told, side)
    safe = hide_small(margin)
    if safe.total is None:
        return {}
    return {name: name if name in safe.parts else REST for name in margin}


def _hide(grid: Cells) -> set[Cell]:
    small = {cell for cell, number in grid.items() if 0 < number < LEAST}
    hidden = set(small)
    while _faults(grid, hidden):
        others = sorted(grid.keys() - hidden)
        hidden.add(min(others, key=lambda one: (_faults(grid, hidden | {one}), grid[one])))
    for cell in sorted(hidden - small, key=lambda one: -grid[one]):
        if not _faults(grid, hidden - {cell}):
            hidden.remove(cell)
    return hidden


def _faults(grid: Cells, hidden: set[Cell]) -> int:
    """In how many places a small figure could be worked out."""
    few = sum(
        0 < number < LEAST
        for side in (0, 1)
        for number in _margin({cell: grid[cell] for cell in hidden}, side).values()
    )
    small = [cell for cell in hidden if 0 < grid[cell] < LEAST]
    return few + sum(not _may_be_other(grid, hidden, cell) for cell in small)


def _may_be_other(grid: Cells, hidden: set[Cell], cell: Cell) -> bool:
    """Another table, none of its cells below zero, has the same shown figures and another number
    there: the cell is on a way round through hidden cells, each changed by one in turn."""
    row, column = cell
    more = _reaches(grid, hidden - {cell}, ("column", column), ("row", row))
    less = _reaches(grid, hidden - {cell}, ("row", row), ("column", column))
    return more or less


def _reaches(grid: Cells, hidden: set[Cell], start: Cell, end: Cell) -> bool:
    """From a row to a column a cell is one more; from a column to a row, one less."""
    seen, waiting = {start}, [start]
    while waiting:
        for step in _steps(grid, hidden, waiting.pop()):
            if step == end:
                return True
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return False


def _steps(grid: Cells, hidden: set[Cell], at: Cell) -> Iterator[Cell]:
    side, name = at
    for row, column in hidden:
        if side == "row" and row == name:
            yield "column", column
        elif side == "column" and column == name and grid[row, column] > 0:
            yield "row", row

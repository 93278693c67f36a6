"""Tables of two sides that tell of nobody: no figure about fewer than 11, nor one from which it
could be worked out.

Rows and columns that are small are told together first, as the parts of a whole are. Then each cell
under 11 is hidden, and as many others as it takes that it could be 11 for all that is shown.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from entrepairs.core.small_counts import hide_small

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
    """Loads scipy: here, not with the room."""
    import numpy as np

    from entrepairs.matching.suppression import hide_between_totals

    rows, columns = sorted({row for row, _ in grid}), sorted({column for _, column in grid})
    counts = np.array([[grid[row, column] for column in columns] for row in rows])
    return {(rows[i], columns[j]) for i, j in hide_between_totals(counts)}

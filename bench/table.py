"""Tables in plain text."""

from collections.abc import Sequence
from typing import Any


def print_title(text: str) -> None:
    print(f"\n{text}\n{'=' * len(text)}", flush=True)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """The first column is words, the others figures; a last column of words stays on the left."""
    lines = [[format_cell(value) for value in row] for row in rows]
    widths = [max(len(line[at]) for line in [list(heads), *lines]) for at in range(len(heads))]
    words = {
        at for at in range(len(heads)) if at == 0 or any(isinstance(row[at], str) for row in rows)
    }
    for number, line in enumerate([list(heads), *lines]):
        cells = (
            text.ljust(width) if at in words else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(cells).rstrip(), flush=True)
        if number == 0:
            print("  ".join("-" * width for width in widths), flush=True)


def format_cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, float):
        return f"{value:,.1f}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def quantile(values: Sequence[float], part: float) -> float:
    """The value under which that part of them lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

"""The list of an organisation's people, and which column is which: recognised, or told and remembered."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from entrepairs.core.spreadsheet import (
    Columns,
    Table,
    check_size_and_kind,
    fold_header,
    names_by_header,
    read_table,
    recognise_columns,
)

FIELDS = ("name", "family_name", "reference", "language", "since")
MOST_LINES = 20_000
MOST_BYTES = 2_000_000


def read_list(content: bytes) -> Table:
    """The table of a list. Raises Unreadable."""
    check_size_and_kind(content, MOST_BYTES)
    return read_table(content, most_lines=MOST_LINES)


@cache
def known_headers() -> dict[str, str]:
    """Folded header -> field."""
    path = Path(__file__).parent / "headers.yaml"
    return names_by_header(yaml.safe_load(path.read_text(encoding="utf-8")))


def recognise_list(headers: Sequence[str]) -> Columns:
    """The fields whose column is sure. A list with a family name only is named by it."""
    found = recognise_columns(headers, known_headers())
    if "name" not in found and "family_name" in found:
        found["name"] = found.pop("family_name")
    return found


def headers_digest(headers: Sequence[str]) -> str:
    """What a remembered answer about these headers is kept under."""
    return hashlib.sha256("\x1f".join(map(fold_header, headers)).encode()).hexdigest()


def are_usable(columns: Columns, count: int) -> bool:
    """Names a column for what we need, none twice, none outside of the list."""
    numbers = list(columns.values())
    apart = len(set(numbers)) == len(numbers)
    return "name" in columns and apart and all(0 <= number < count for number in numbers)

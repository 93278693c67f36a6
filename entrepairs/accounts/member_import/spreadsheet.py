"""What spreadsheets really give, read into a table: any usual separator, any usual encoding, blank lines anywhere."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

SEPARATORS = (";", ",", "\t", "|")
MOST_LINES = 20_000
MOST_BYTES = 2_000_000
LONGEST_CELL = 2_000


class Unreadable(Exception):
    """The file is no list of ours; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """One line that is not blank, with its number in the file as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str


def read(content: bytes) -> Table:
    """The table of a CSV file. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("This file is too large: %(most)s MB at most.") % {"most": MOST_BYTES // 1_000_000}
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(
            _(
                "This is a spreadsheet file, not a list as text. In your spreadsheet, choose “Save as”, then CSV."
            )
        )
    text, encoding = decode(content)
    separator = find_separator(text)
    rows = tuple(lines(text, separator))
    if not rows:
        raise Unreadable(_("This file is empty."))
    if len(rows) > MOST_LINES:
        raise Unreadable(
            _("This list is too long: %(most)s lines at most. Cut it in two.")
            % {"most": MOST_LINES}
        )
    return Table(rows[0].cells, rows[1:], encoding, separator)


def decode(content: bytes) -> tuple[str, str]:
    """UTF-8 or UTF-16 with their marks, UTF-8 without, else Windows-1252, which reads anything a French Excel writes."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                raise Unreadable(
                    _("This file is damaged: it stops in the middle of a character.")
                ) from None
    try:
        return _clean(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _clean(content.decode("cp1252", errors="replace")), "windows-1252"


def _clean(text: str) -> str:
    if "\x00" in text:
        raise Unreadable(
            _("This is not a text file. In your spreadsheet, choose “Save as”, then CSV.")
        )
    return text


def find_separator(text: str) -> str:
    """The one that cuts the first lines into the same number of cells, and into most cells."""
    sample = "\n".join(text.splitlines()[:50])

    def fit(separator: str) -> tuple[int, int]:
        widths = [len(row.cells) for row in lines(sample, separator)]
        common = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(common) if common > 1 else 0, common)

    return max(SEPARATORS, key=fit)


def lines(text: str, separator: str) -> list[Row]:
    """The lines that say something. The number is that of the line in the file where the record begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[Row] = []
    begins = 1
    try:
        for record in reader:
            cells = tuple(
                " ".join(cell.replace("\xa0", " ").split())[:LONGEST_CELL] for cell in record
            )
            if any(cells):
                found.append(Row(begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            _("Line %(line)s can not be read: %(why)s.") % {"line": begins, "why": error}
        ) from error
    return found


def cell(row: Row, column: int | None) -> str:
    """The cell, or nothing where the line is shorter than the headers."""
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)

"""CSV reader for what spreadsheets really give: any usual separator and encoding, blank lines.

Both imports read with it: of an organisation's people, and of an event's programme.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from entrepairs.core.plain_text import plain_text

SEPARATORS = (";", ",", "\t", "|")
LONGEST_CELL = 2_000
SAMPLED = 50  # lines from which the separator is guessed
HEADERS_WITHIN = 20  # lines, among which the one that names the columns is looked for
# Archives (xlsx, ods) and the older binary files: spreadsheets themselves, not lists as text.
BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
type Columns = dict[str, int]  # the name of a field -> the number of its column


class Unreadable(Exception):
    """The file is none that we know; the message says where, and what to do."""


class BrokenLine(Unreadable):
    """One line cannot be cut into cells; `cut_short`: something that was opened is never closed."""

    def __init__(self, line: int, error: csv.Error) -> None:
        words = {"line": line, "why": error}
        super().__init__(_("Line %(line)s cannot be read: %(why)s") % words)
        self.line = line
        self.cut_short = "end of data" in str(error)


@dataclass(frozen=True, slots=True)
class Row:
    """One line that is not blank, with its number in the file as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell, or nothing where the line is shorter than the headers."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    header_line: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str
    first_rows: tuple[Row, ...] = ()  # of the file, to choose the line of headers among

    @property
    def all_headers(self) -> list[str]:
        """One for each column, nothing for those of longer lines that have none."""
        widest = max((len(row.cells) for row in self.rows), default=0)
        return [*self.headers, *[""] * (widest - len(self.headers))]


def check_size_and_kind(content: bytes, most_bytes: int) -> None:
    """Raises Unreadable for a file that is too large, or that is a spreadsheet and not a text."""
    if len(content) > most_bytes:
        words = {"most": most_bytes // 1_000_000}
        raise Unreadable(_("This file is too large: %(most)s MB at most.") % words)
    if content.startswith(BINARY):
        raise Unreadable(
            _(
                "This is a spreadsheet file, not a list as text. In your spreadsheet, choose "
                "“Save as”, then CSV."
            )
        )


def read_table(
    content: bytes,
    *,
    most_lines: int,
    keep_newlines: bool = False,
    strict: bool = False,
    knows_header: Callable[[str], bool] | None = None,
    header_line: int = 0,
) -> Table:
    """The table of a CSV file. What stands above the line that names the columns is left.

    `keep_newlines`: a cell may hold a text of several lines. `strict`: a quotation mark out of
    place is an error. `knows_header`: of the first lines, the one with most headers that are known
    names the columns; else the first that says something. `header_line`: the one that was chosen.
    """
    text, encoding = decode_text(content)
    separator, text = take_named_separator(text)
    separator = separator or find_separator(text)
    rows = split_lines(
        text, separator, keep_newlines=keep_newlines, strict=strict, most_lines=most_lines
    )
    if not rows:
        raise Unreadable(_("This file is empty."))
    first = tuple(rows[:HEADERS_WITHIN])
    at = find_header_row(first, knows_header, header_line)
    headers = rows[at]
    return Table(
        headers.number, headers.cells, tuple(rows[at + 1 :]), encoding, separator, first_rows=first
    )


def take_named_separator(text: str) -> tuple[str, str]:
    """The separator that Excel’s first line “sep=;” names, and the text with that line empty."""
    if named := re.match(r"\ufeff?sep=(.)[ \t]*(?=\r|\n|$)", text, re.IGNORECASE):
        return named[1], text[named.end() :]
    return "", text


def find_header_row(
    rows: Sequence[Row], knows_header: Callable[[str], bool] | None, header_line: int = 0
) -> int:
    """The number, from 0, of the row that names the columns."""
    for number, row in enumerate(rows):
        if row.number == header_line:
            return number
    if knows_header is None:
        return 0
    known = [sum(knows_header(cell) for cell in row.cells if cell) for row in rows]
    return known.index(max(known))


def decode_text(content: bytes) -> tuple[str, str]:
    """The text and its encoding: what its mark says, else UTF-8, else Windows-1252.

    Windows-1252 reads anything that a French Excel writes.
    """
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                raise Unreadable(
                    _("This file is damaged: it stops in the middle of a character.")
                ) from None
    try:
        text, encoding = content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = content.decode("cp1252", errors="replace"), "windows-1252"
    if "\x00" in text:
        raise Unreadable(
            _("This is not a text file. In your spreadsheet, choose “Save as”, then CSV.")
        )
    return text, encoding


def find_separator(text: str) -> str:
    """The one that cuts the first lines into the same number of cells, and into most cells."""
    sample = "\n".join(text.splitlines()[:SAMPLED])

    def measure_fit(separator: str) -> tuple[int, int]:
        widths = [len(row.cells) for row in split_lines(sample, separator)]
        common = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(common) if common > 1 else 0, common)

    return max(SEPARATORS, key=measure_fit)


def split_lines(
    text: str,
    separator: str,
    *,
    keep_newlines: bool = False,
    strict: bool = False,
    most_lines: int | None = None,
) -> list[Row]:
    """The lines that say something, each with its number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    found: list[Row] = []
    begins = 1
    try:
        for record in reader:
            cells = tuple(_clean_cell(cell, keep_newlines) for cell in record)
            if any(cells):
                found.append(Row(begins, cells))
            if most_lines is not None and len(found) > most_lines + 1:
                raise Unreadable(
                    _("This list is too long: %(most)s lines at most. Cut it in two.")
                    % {"most": most_lines}
                )
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BrokenLine(begins, error) from error
    return found


def _clean_cell(text: str, keep_newlines: bool) -> str:
    plain = plain_text(text).replace("\xa0", " ")
    return plain.strip() if keep_newlines else " ".join(plain.split())[:LONGEST_CELL]


def fold_header(text: str) -> str:
    """Lower case, no accents, words apart by one space: "N° Adhérent" is "n adherent"."""
    plain = unicodedata.normalize("NFKD", text.replace("№", "n").replace("°", " ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def names_by_header(headers: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Field -> its headers, turned around: folded header -> field."""
    return {header: field for field, several in headers.items() for header in several}


def recognise_columns(headers: Sequence[str], known: Mapping[str, str]) -> Columns:
    """The fields whose column is sure, the first that fits. `known`: folded header -> field."""
    found: Columns = {}
    for number, header in enumerate(headers):
        field = known.get(fold_header(header))
        if field:
            found.setdefault(field, number)
    return found


def parse_day(text: str, today: date) -> date | None:
    """31/12/2025, 31-12-25, 31.12.2025, 2025-12-31, 31 décembre 2025, 1er mars 2024; else nothing.

    Of two figures, a year not past `today` is of this century.
    """
    plain = fold_header(text.split(" 00:00")[0]).replace("1er ", "1 ")
    if iso := re.fullmatch(r"(\d{4}) (\d{1,2}) (\d{1,2})", plain):
        year, month, day = (int(part) for part in iso.groups())
    elif usual := re.fullmatch(r"(?:[a-z]+ )?(\d{1,2}) (\d{1,2}|[a-z]+) (\d{4}|\d{2})", plain):
        first, second, third = usual.groups()
        day, year = int(first), int(third)
        month = int(second) if second.isdigit() else MONTHS.get(second, 0)
        if len(third) == 2:
            year += 2000 if year <= today.year % 100 else 1900
    else:
        return None
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None

"""The list of an organisation's people: its size, and which column is which."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from entrepairs.core.spreadsheet import (
    Columns,
    Row,
    Table,
    check_size_and_kind,
    fold_header,
    names_by_header,
    read_table,
)

FIELDS = ("name", "called", "family_name", "reference", "language", "since")
# What people may be called by, the best first. A family name only when there is nothing else,
# that of birth last of all.
NAMED_BY = ("first_name", "full_name", "somebody", "usual_family_name", "family_name", "birth_name")
SURE = ("first_name", "full_name")  # the others are guesses: a person is asked
TELLS_APART = ("family_name", "usual_family_name", "birth_name")
# A question of a form, as "Quel est votre prénom ?": a guess too.
ASKS_FIRST_NAME = re.compile(r"\b(prenom|first name)\b")
ANOTHERS = re.compile(
    r"\b(payeur|payer|parent|conjoint|pere|mere|referent|urgence|emergency|responsable|tuteur|nom)\b"
)
# What is no name: an answer, a mark, a number.
ANSWERS = {
    "oui",
    "non",
    "yes",
    "no",
    "vrai",
    "faux",
    "true",
    "false",
    "o",
    "n",
    "y",
    "x",
    "ok",
    "nc",
}
MOST_LINES = 20_000
MOST_BYTES = 2_000_000
NO_HEADERS = -1  # every line is a person


@dataclass(frozen=True)
class Recognised:
    """The columns that were found, and the fields of which one is a guess, to be confirmed."""

    columns: Columns
    guessed: tuple[str, ...] = ()


def read_list(content: bytes, header_line: int = 0) -> Table:
    """The table of a list; `header_line` is the one that somebody chose. Raises Unreadable."""
    check_size_and_kind(content, MOST_BYTES)
    table = read_table(
        content, most_lines=MOST_LINES, knows_header=is_known_header, header_line=header_line
    )
    if header_line == NO_HEADERS:
        lines = (*[row for row in table.first_rows if row.number <= table.header_line], *table.rows)
        widest = max(len(row.cells) for row in lines)
        return replace(table, header_line=NO_HEADERS, headers=("",) * widest, rows=lines)
    return table


@cache
def known_headers() -> dict[str, str]:
    """Folded header -> field."""
    path = Path(__file__).parent / "headers.yaml"
    return names_by_header(yaml.safe_load(path.read_text(encoding="utf-8")))


def is_known_header(text: str) -> bool:
    return fold_header(text) in known_headers()


def is_no_name(text: str) -> bool:
    """An answer or a mark, where a name is expected."""
    folded = fold_header(text)
    return folded in ANSWERS or not any(letter.isalpha() for letter in text)


def recognise_columns(headers: Sequence[str], rows: Sequence[Row] = ()) -> Recognised:
    """Which column is which. One that holds answers, as "Membre" with Oui and Non, names nobody."""
    found: Columns = {}
    for number, header in enumerate(headers):
        field = known_headers().get(fold_header(header))
        if field and not (field in {*NAMED_BY, "called"} and _holds_no_names(rows, number)):
            found.setdefault(field, number)
    guessed = [] if found.keys() & set(SURE) else _guess_first_name(headers, rows, found)
    naming = next((field for field in NAMED_BY if field in found), None)
    columns: Columns = {
        name: found[name] for name in ("called", "reference", "language", "since") if name in found
    }
    if naming:
        columns["name"] = found[naming]
        guessed += ["name"] if naming not in SURE else []
    elif "called" in columns:
        columns["name"] = columns.pop("called")
    apart = next((found[name] for name in TELLS_APART if name in found and name != naming), None)
    if apart is not None:
        columns["family_name"] = apart
    return Recognised(columns, tuple(dict.fromkeys(guessed)))


def _guess_first_name(headers: Sequence[str], rows: Sequence[Row], found: Columns) -> list[str]:
    for number, header in enumerate(headers):
        folded = fold_header(header)
        asks = ASKS_FIRST_NAME.search(folded) and not ANOTHERS.search(folded)
        if asks and number not in found.values() and not _holds_no_names(rows, number):
            found["first_name"] = number
            return ["name"]
    return []


def _holds_no_names(rows: Sequence[Row], number: int) -> bool:
    """Of what stands there, most is an answer, a mark or a number."""
    said = [cell for row in rows if (cell := row.cell(number))]
    return bool(said) and sum(map(is_no_name, said)) * 2 > len(said)


def headers_digest(headers: Sequence[str]) -> str:
    """What a remembered answer about these headers is kept under."""
    return hashlib.sha256("\x1f".join(map(fold_header, headers)).encode()).hexdigest()


def are_usable(columns: Columns, count: int) -> bool:
    """Names a column for what we need, none twice, none outside of the list."""
    numbers = list(columns.values())
    apart = len(set(numbers)) == len(numbers)
    return "name" in columns and apart and all(0 <= number < count for number in numbers)

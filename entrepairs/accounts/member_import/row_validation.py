"""Validation of a list, line by line: understood, doubtful, refused and why, or here already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from entrepairs.accounts.member_import.columns import is_known_header, is_no_name
from entrepairs.core.plain_text import plain_line
from entrepairs.core.spreadsheet import Columns, Row, Table, fold_header, parse_day

LONGEST_NAME = 60
LANGUAGES = {
    "fr": "fr",
    "francais": "fr",
    "french": "fr",
    "en": "en",
    "anglais": "en",
    "english": "en",
}
CLOCK = re.compile(
    r"[ T]+\d{1,2}(?::|h)\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
NOTHING = {"", "-", "–", "—", "?", "/", "."}


@dataclass(frozen=True)
class Line:
    """One person to be. Of the list only this is kept; `digest` tells the line again.

    `reference` becomes a mark where somebody else has the same name, and is kept nowhere else.
    """

    number: int
    name: str
    language: str
    since: date | None
    digest: str
    reference: str = ""


@dataclass(frozen=True)
class LineNote:
    """Something to say about one line."""

    number: int
    reason: str


@dataclass
class Understood:
    lines: list[Line] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)  # perhaps somebody of a line before
    refused: list[LineNote] = field(default_factory=list)
    known: list[Line] = field(default_factory=list)  # already imported once
    unkept: list[str] = field(default_factory=list)  # headers of columns that are not read
    lost: list[LineNote] = field(default_factory=list)  # cells not understood: their line is kept
    collisions: list[LineNote] = field(default_factory=list)  # why a line is doubtful


class Reader:
    """Reads the lines of one list."""

    def __init__(self, columns: Columns, organisation: str, language: str, today: date) -> None:
        self.columns, self.organisation, self.today = columns, organisation, today
        self.language = language or str(settings.LANGUAGE_CODE)
        self.lines: dict[str, list[int]] = {}  # of each identity
        self.lost: list[LineNote] = []

    def cell(self, row: Row, name: str) -> str:
        text = plain_line(row.cell(self.columns.get(name)))
        return "" if text in NOTHING else text

    def read_row(self, row: Row) -> tuple[Line, int | None]:
        """The person of a line, and the number of a line before that may tell of the same.

        Raises ValueError.
        """
        name = self.read_name(row)
        reference, family = self.cell(row, "reference"), self.cell(row, "family_name")
        identity = identity_of(reference, name, family)
        # Told apart by nothing: the second Marie of a list may be another.
        before = self.lines.setdefault(identity, [])
        before.append(row.number)
        again = len(before)
        line = Line(
            number=row.number,
            name=name,
            language=self.read_language(row),
            since=self.read_since(row),
            digest=line_digest(self.organisation, identity + (f" {again}" if again > 1 else "")),
            reference=reference,
        )
        return line, before[0] if again > 1 else None

    def read_name(self, row: Row) -> str:
        name = self.cell(row, "called") or self.cell(row, "name")
        if not any(character.isalpha() for character in name):
            raise ValueError(_("no name"))
        if is_known_header(name) or is_no_name(name):
            raise ValueError(_("“%(text)s” is not the name of a person") % {"text": name[:40]})
        if len(name) > LONGEST_NAME:
            raise ValueError(_("the name is longer than %(most)s letters") % {"most": LONGEST_NAME})
        return name

    def read_language(self, row: Row) -> str:
        """Of several, the first. A person who reads neither is written to in that of the place."""
        text = self.cell(row, "language")
        if not text:
            return self.language
        first = fold_header(re.split(r"[,;/]| et | and ", text)[0])
        found = LANGUAGES.get(first, LANGUAGES.get(first[:2], ""))
        if not found:
            said = _("language “%(text)s”: we write in French or English") % {"text": text[:40]}
            self.lost.append(LineNote(row.number, said))
        return found or self.language

    def read_since(self, row: Row) -> date | None:
        """A day; one that is not understood costs no more than itself."""
        if not (text := self.cell(row, "since")):
            return None
        found = parse_day(CLOCK.sub("", text), self.today)
        if found is None:
            said = _("the date “%(text)s” is not understood; write it as 31/12/2025")
        elif found > self.today:
            said = _("the date “%(text)s” is in the future")
        else:
            return found
        self.lost.append(LineNote(row.number, said % {"text": text[:40]}))
        return None


def understand_list(
    table: Table,
    columns: Columns,
    *,
    organisation: str,
    already: Iterable[str] = (),
    today: date,
    language: str = "",
) -> Understood:
    """Every line, with its fate. `already` has the digests of lines imported before."""
    reader, before = Reader(columns, organisation, language, today), set(already)
    result = Understood(
        unkept=[h for i, h in enumerate(table.headers) if h and i not in columns.values()],
        lost=reader.lost,
    )
    for row in table.rows:
        try:
            line, first = reader.read_row(row)
        except ValueError as error:
            result.refused.append(LineNote(row.number, str(error)))
            continue
        if line.digest in before:
            result.known.append(line)
        elif first is not None:
            result.doubtful.append(line)
            result.collisions.append(LineNote(row.number, _twice(first)))
        else:
            result.lines.append(line)
    return result


def _twice(first: int) -> str:
    reason = _(
        "perhaps the same person as line %(line)s; a number in a “reference” column would "
        "distinguish two people"
    )
    return reason % {"line": first}


def identity_of(reference: str, name: str, family: str) -> str:
    """What tells a person of a list again: a reference, else the names."""
    if told := fold_header(reference):
        return f"reference {told}"
    return " ".join(f"names {name.casefold()} {family.casefold()}".split())


def line_digest(organisation: str, identity: str) -> str:
    """A keyed digest of what tells a line again: nothing can be read back from it."""
    return salted_hmac(f"import {organisation}", identity, algorithm="sha256").hexdigest()

"""From the lines of a list to persons: what is understood, what is refused and why, what is already here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Line:
    """One person to be. Of the list only this is kept; `digest` tells the line again without keeping it."""

    number: int
    name: str
    language: str
    since: date | None
    digest: str


@dataclass(frozen=True)
class Refused:
    number: int
    reason: str


@dataclass
class Understood:
    lines: list[Line] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    known: list[Line] = field(default_factory=list)  # already imported once
    unkept: list[str] = field(default_factory=list)  # headers of columns that are not read


def understand_list(
    table: Table, columns: Columns, *, organisation: str, already: Iterable[str] = (), today: date
) -> Understood:
    """Every line, with its fate. `already` has the digests of lines imported before."""
    result = Understood(
        unkept=[h for i, h in enumerate(table.headers) if h and i not in columns.values()]
    )
    before = set(already)
    here: dict[str, int] = {}
    for row in table.rows:
        try:
            line = _understand_row(row, columns, organisation, today)
        except ValueError as error:
            result.refused.append(Refused(row.number, str(error)))
            continue
        if line.digest in here:
            first = here[line.digest]
            reason = _(
                "the same person as line %(line)s; a number in a “reference” column would tell two people apart"
            )
            result.refused.append(Refused(row.number, reason % {"line": first}))
        elif line.digest in before:
            result.known.append(line)
        else:
            result.lines.append(line)
        here.setdefault(line.digest, row.number)
    return result


def _understand_row(row: Row, columns: Columns, organisation: str, today: date) -> Line:
    name = row.cell(columns.get("name"))
    if not any(character.isalpha() for character in name):
        raise ValueError(_("no name"))
    if len(name) > LONGEST_NAME:
        raise ValueError(_("the name is longer than %(most)s letters") % {"most": LONGEST_NAME})
    reference, family = row.cell(columns.get("reference")), row.cell(columns.get("family_name"))
    return Line(
        number=row.number,
        name=name,
        language=_understand_language(row.cell(columns.get("language"))),
        since=_understand_since(row.cell(columns.get("since")), today),
        digest=line_digest(organisation, reference, name, family),
    )


def line_digest(organisation: str, reference: str, name: str, family: str) -> str:
    """What tells a line again: its reference when it has one, else its names. Nothing can be read back from it."""
    identity = (
        f"reference {fold_header(reference)}"
        if fold_header(reference)
        else f"names {name.casefold()} {family.casefold()}"
    )
    return salted_hmac(
        f"import {organisation}", " ".join(identity.split()), algorithm="sha256"
    ).hexdigest()


def _understand_language(text: str) -> str:
    if not text:
        return str(settings.LANGUAGE_CODE)
    first = fold_header(re.split(r"[,;/]| et | and ", text)[0])
    # Somebody who reads neither is written to in the language of the place.
    return LANGUAGES.get(first, LANGUAGES.get(first[:2], str(settings.LANGUAGE_CODE)))


def _understand_since(text: str, today: date) -> date | None:
    if not text:
        return None
    found = parse_day(text, today)
    if found is None:
        raise ValueError(
            _("the date “%(text)s” is not understood; write it as 31/12/2025") % {"text": text[:40]}
        )
    if found > today:
        raise ValueError(_("the date “%(text)s” has not come yet") % {"text": text[:40]})
    return found

"""A programme as a spreadsheet has it: one line a talk, headers in French or English, any usual separator and encoding."""

import csv
import io
import re
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.accounts.member_import import spreadsheet
from entrepairs.accounts.member_import.columns import folded
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_frab import line
from entrepairs.schedules.formats.read_model import FileRead, Frame, ProgrammeRead, Unreadable
from entrepairs.schedules.formats.read_words import Reader
from entrepairs.schedules.formats.read_xml import at

HEADERS = {
    "guid": ("guid", "uuid", "identifiant"),
    "date": ("date", "day", "jour"),
    "start": ("start", "begin", "begins", "from", "debut", "de", "heure", "heure de debut"),
    "end": ("end", "ends", "to", "fin", "a", "heure de fin"),
    "duration": ("duration", "duree", "minutes"),
    "room": ("room", "salle", "lieu"),
    "track": ("track", "parcours", "theme", "fil"),
    "session": ("session", "seance"),
    "kind": ("kind", "type", "genre"),
    "language": ("language", "langue"),
    "title": ("title", "titre", "intitule"),
    "title_fr": ("title fr", "titre fr", "title in french", "titre en francais"),
    "title_en": ("title en", "titre en", "title in english", "titre en anglais"),
    "abstract": ("abstract", "resume", "about", "description", "summary"),
    "about_fr": ("about fr", "abstract fr", "resume fr", "resume en francais"),
    "about_en": ("about en", "abstract en", "resume en", "resume en anglais"),
    "persons": (
        "speakers",
        "speaker",
        "persons",
        "intervenants",
        "intervenantes",
        "intervenant",
        "orateurs",
        "qui parle",
    ),
    "chairs": ("chairs", "chair", "moderation", "presidence", "qui preside"),
}
KNOWN = {header: name for name, headers in HEADERS.items() for header in headers}
MOST_LINES = 10_000


def read_csv(content: bytes, frame: Frame) -> FileRead:
    try:
        text, _encoding = spreadsheet.decode(content)
        separator = spreadsheet.find_separator(text)
    except spreadsheet.Unreadable as error:
        raise Unreadable(str(error)) from error
    lines = rows(text, separator)
    if not lines:
        raise Unreadable(_("This file is empty."))
    headers = [KNOWN.get(folded(cell), "") for cell in lines[0][1]]
    if not {"title", "title_fr", "title_en"} & set(headers):
        raise Unreadable(
            at(lines[0][0], _("no column is called “title”: the first line names the columns."))
        )
    twice = next((name for name in headers if name and headers.count(name) > 1), "")
    if twice:
        raise Unreadable(
            at(
                lines[0][0],
                _("two columns tell the same thing: %(name)s.") % {"name": HEADERS[twice][0]},
            )
        )
    reader, programme = Reader(), ProgrammeRead(where=line(1))
    entries = Entries(reader, programme, frame.time_zone or "Europe/Paris", frame.language or "fr")
    for number, cells in lines[1:]:
        entries.add(entry_of(number, dict(zip(headers, cells, strict=False))))
    reader.read.programmes.append(programme)
    return reader.read


def rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Those that say something, with the line where each begins. Texts of several lines stay as they are."""
    found, begins = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for record in reader:
            cells = [cell.replace("\xa0", " ").strip() for cell in record]
            if any(cells):
                found.append((begins, cells))
            begins = reader.line_num + 1
            if len(found) > MOST_LINES:
                raise Unreadable(
                    _("This list is too long: %(most)s lines at most. Cut it in two.")
                    % {"most": MOST_LINES}
                )
    except csv.Error as error:
        cut = _("the file is cut short: something that was opened is not closed.")
        raise Unreadable(
            at(
                begins,
                cut
                if "end of data" in str(error)
                else _("quotation marks or separators are missing."),
            )
        ) from error
    return found


def entry_of(number: int, cells: dict[str, str]) -> Entry:
    said: dict[str, Any] = {name: value for name, value in cells.items() if name and value}
    persons = [{"name": name} for name in names(said.pop("persons", ""))]
    said["chairs"] = names(said.get("chairs", ""))
    return Entry(lambda name: line(number), said, persons)


def names(cell: str) -> list[str]:
    """Several people are apart by ; or |, by a line, or by commas when there is none of these."""
    separator = r"[;|\n]" if re.search(r"[;|\n]", cell) else ","
    return [name.strip() for name in re.split(separator, cell) if name.strip()]

"""CSV: one line for each talk, headers in French or English, any usual separator and encoding."""

import re
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.core.spreadsheet import BrokenLine, Table, fold_header, names_by_header, read_table
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_frab import name_line
from entrepairs.schedules.formats.read_model import FileRead, Frame, ProgrammeRead, Unreadable
from entrepairs.schedules.formats.read_words import Reader
from entrepairs.schedules.formats.read_xml import at_line

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
KNOWN = names_by_header(HEADERS)
MOST_LINES = 10_000


def read_csv(content: bytes, frame: Frame) -> FileRead:
    try:
        table = read_table(content, most_lines=MOST_LINES, keep_newlines=True, strict=True)
    except BrokenLine as error:
        cut = _("the file is cut short: something that was opened is not closed.")
        wrong = _("quotation marks or separators are missing.")
        raise Unreadable(at_line(error.line, cut if error.cut_short else wrong)) from error
    headers = recognise_headers(table)
    reader, programme = Reader(), ProgrammeRead(where=name_line(1))
    entries = Entries(reader, programme, frame.time_zone or "Europe/Paris", frame.language or "fr")
    for row in table.rows:
        entries.add_entry(make_entry(row.number, dict(zip(headers, row.cells, strict=False))))
    reader.read.programmes.append(programme)
    return reader.read


def recognise_headers(table: Table) -> list[str]:
    """What each column tells, or nothing. One of them has titles, and none tells the same."""
    headers = [KNOWN.get(fold_header(cell), "") for cell in table.headers]
    if not {"title", "title_fr", "title_en"} & set(headers):
        words = _("no column is called “title”: the first line names the columns.")
        raise Unreadable(at_line(table.header_line, words))
    twice = next((name for name in headers if name and headers.count(name) > 1), "")
    if twice:
        words = _("two columns tell the same thing: %(name)s.") % {"name": HEADERS[twice][0]}
        raise Unreadable(at_line(table.header_line, words))
    return headers


def make_entry(number: int, cells: dict[str, str]) -> Entry:
    said: dict[str, Any] = {name: value for name, value in cells.items() if name and value}
    persons = [{"name": name} for name in split_names(said.pop("persons", ""))]
    said["chairs"] = split_names(said.get("chairs", ""))
    return Entry(lambda name: name_line(number), said, persons)


def split_names(cell: str) -> list[str]:
    """Several people are apart by ; or |, by a line, or by commas when there is none of these."""
    separator = r"[;|\n]" if re.search(r"[;|\n]", cell) else ","
    return [name.strip() for name in re.split(separator, cell) if name.strip()]

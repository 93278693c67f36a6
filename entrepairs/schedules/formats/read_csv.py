"""CSV: one line for each talk, headers of many names, any usual separator and encoding."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from entrepairs.core.spreadsheet import (
    BrokenLine,
    Row,
    Table,
    fold_header,
    names_by_header,
    read_table,
)
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_frab import name_line
from entrepairs.schedules.formats.read_frame import settle_language, settle_zone
from entrepairs.schedules.formats.read_hours import HoursReader
from entrepairs.schedules.formats.read_model import (
    ColumnsRead,
    FileRead,
    Frame,
    ProgrammeRead,
    Unreadable,
)
from entrepairs.schedules.formats.read_people import split_people
from entrepairs.schedules.formats.read_words import Reader
from entrepairs.schedules.formats.read_xml import at_line

MOST_LINES = 10_000
TITLES = {"title", "title_fr", "title_en"}
# Endings of a French word that says women and men, and of an English one that says one or more.
ENDINGS = {
    "e",
    "s",
    "es",
    "x",
    "se",
    "ses",
    "rice",
    "rices",
    "trice",
    "trices",
    "euse",
    "euses",
    "ne",
    "nes",
}
APART = re.compile(r"<br\s*/?>|[;|\n]")  # of what one cell says of several people
YES = {"1", "true", "yes", "y", "oui", "o", "x", "vrai"}


@cache
def headers_of_fields() -> dict[str, list[str]]:
    path = Path(__file__).parent / "headers.yaml"
    found: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def known_headers() -> dict[str, str]:
    """Folded header -> field, endings left aside too."""
    exact = names_by_header(headers_of_fields())
    return {bare(header): field for header, field in exact.items()} | exact


def bare(folded: str) -> str:
    """“intervenant e s” and “speaker s”: intervenant, speaker."""
    words = folded.split()
    while len(words) > 1 and words[-1] in ENDINGS:
        words.pop()
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in words)


def field_of(header: str) -> str:
    """What a column of that name tells, or nothing."""
    folded = fold_header(header)
    return known_headers().get(folded) or known_headers().get(bare(folded)) or ""


def read_csv(content: bytes, frame: Frame) -> FileRead:
    answers = frame.answers
    try:
        table = read_table(
            content,
            most_lines=MOST_LINES,
            keep_newlines=True,
            strict=True,
            knows_header=lambda cell: bool(field_of(cell)),
            header_line=answers.header_line,
        )
    except BrokenLine as error:
        cut = _("the file is cut short: something that was opened is not closed.")
        wrong = _("quotation marks or separators are missing.")
        raise Unreadable(at_line(error.line, cut if error.cut_short else wrong)) from error
    reader = Reader()
    fields = choose_fields(reader, table, answers.columns)
    reader.read.columns = describe_columns(table, fields)
    if not TITLES & set(fields):
        reader.read.asked.add("columns")
        words = _(
            "no column was recognised as the title: choose the column, or the line that "
            "names the columns"
        )
        reader.doubt(name_line(table.header_line), words)
        return reader.read
    add_lines(reader, table, fields, frame)
    return reader.read


def choose_fields(reader: Reader, table: Table, chosen: Sequence[str] | None) -> list[str]:
    """What each column tells: as was said, else by its header; the first of two that say the same.

    What is not kept is told.
    """
    headers = table.all_headers
    fields = list(chosen or map(field_of, headers))[: len(headers)]
    fields += [""] * (len(headers) - len(fields))
    for number, name in enumerate(fields):
        if name and name in fields[:number]:
            fields[number] = ""
        filled = any(row.cell(number) for row in table.rows)
        if not fields[number] and filled:
            reader.leave(headers[number] or _("column %(n)s") % {"n": number + 1})
    return fields


def describe_columns(table: Table, fields: list[str]) -> ColumnsRead:
    headers = table.all_headers
    examples = [
        ", ".join(dict.fromkeys(row.cell(n)[:40] for row in table.rows[:3] if row.cell(n)))
        for n in range(len(headers))
    ]
    lines = [(row.number, line_of(row)) for row in table.first_rows]
    return ColumnsRead(table.header_line, lines, headers, examples, fields)


def line_of(row: Row) -> str:
    return " · ".join(" ".join(cell.split()) for cell in row.cells if cell)[:80]


def add_lines(reader: Reader, table: Table, fields: list[str], frame: Frame) -> None:
    where = name_line(table.header_line)
    programme = ProgrammeRead(where=where)
    guessed: list[str] = []
    found = [make_entry(reader, row, fields, guessed) for row in table.rows]
    zone = settle_zone(reader, "", where, frame, found)
    language = settle_language(reader, where, frame, found)
    entries = Entries(reader, programme, HoursReader(reader, zone), language)
    if frame.starts_on and frame.starts_on == frame.ends_on:
        entries.hours.only_day = frame.starts_on
    for entry in found:
        entries.add_entry(entry)
    if guessed:
        words = _("people and their affiliations were separated at the commas, as in: %(names)s")
        reader.guess(where, words % {"names": "; ".join(guessed[:3])})
    reader.tell_what_is_left()
    reader.read.programmes.append(programme)


def make_entry(reader: Reader, row: Row, fields: list[str], guessed: list[str]) -> Entry:
    cells = dict(zip(fields, row.cells, strict=False))
    said: dict[str, Any] = {name: value for name, value in cells.items() if name and value}
    persons, unsure = split_people(said.pop("persons", ""))
    if unsure:
        guessed += [f"{p['name']} ({p['affiliation']})" for p in persons if "affiliation" in p]
    for name in ("family", "given"):
        if not persons and (words := said.get(name)):
            persons = [{} for _one in APART.split(words)]
        if words := said.pop(name, ""):
            spread(persons, name, words)
    for name in ("affiliation", "biography"):
        if words := said.pop(name, ""):
            spread(persons, name, words)
    said["chairs"] = split_people(said.get("chairs", ""))[0]
    said["do_not_record"] = fold_header(said.get("do_not_record", "")) in YES
    where = name_line(row.number)
    urls = re.split(r"[\s;|]+", said.pop("link", ""))
    links = [reader.read_link(url, "", where) for url in urls if url]
    return Entry(lambda name: where, said, persons, links)


def spread(persons: list[dict[str, str]], name: str, words: str) -> None:
    """One for each person when they are as many, else the same for all."""
    parts = [part.strip() for part in APART.split(words)]
    for number, person in enumerate(persons):
        person.setdefault(name, parts[number] if len(parts) == len(persons) else words)

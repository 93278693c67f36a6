"""`entrepairs import-members`: the same import, at the administrator's terminal."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from tqdm import tqdm

from entrepairs.accounts.member_import import code_cards
from entrepairs.accounts.member_import.actions import cards, lists
from entrepairs.accounts.member_import.columns import (
    FIELDS,
    Recognised,
    are_usable,
    read_list,
    recognise_columns,
)
from entrepairs.accounts.member_import.row_validation import LineNote, Understood, understand_list
from entrepairs.core import hats
from entrepairs.core.spreadsheet import Columns, Table, Unreadable, fold_header
from entrepairs.people.import_command import coordinator_of
from entrepairs.people.models import Affiliation, Organisation, Person

TOLD = 40  # refused lines on a screen


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for."""

    file: Path
    organisation: str
    sheet: Path | None
    origin: str
    good_only: bool
    sure: bool
    columns: tuple[str, ...] = ()  # as "name=Prénom" or "name=2"
    header_line: int = 0
    language: str = ""
    with_collisions: bool = False


def import_list(wanted: Wanted) -> None:
    """Read, show, ask, write. Raises click.ClickException with what to do."""
    try:
        table = read_list(wanted.file.read_bytes(), wanted.header_line)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    coordinator = coordinator_of(wanted.organisation)
    with hats.person(coordinator.person_id):
        columns = _find_columns(coordinator.organisation, table, wanted)
        found = understand_list(
            table,
            columns,
            organisation=coordinator.organisation.key,
            already=lists.already_imported(coordinator.organisation),
            today=timezone.localdate(),
            language=wanted.language,
        )
        _show_understood(found, table, columns)
        people = _save_understood(wanted, coordinator, found)
    click.echo(f"{len(people)} people added to {coordinator.organisation.name}.")
    if wanted.sheet:
        _print_sheets(wanted, coordinator)


def _save_understood(wanted: Wanted, coordinator: Affiliation, found: Understood) -> list[Person]:
    organisation = coordinator.organisation
    if found.refused and not wanted.good_only:
        raise click.ClickException(
            "Nothing was written. Mend these lines, or add --keep-good to import the others "
            "without them."
        )
    lines = found.lines + (found.doubtful if wanted.with_collisions else [])
    if not lines:
        return []
    if not wanted.sure:
        click.confirm(f"Add {len(lines)} people to {organisation.name}?", abort=True)
    return lists.import_members(organisation=organisation, lines=lines, by=coordinator.person_id)


def _find_columns(organisation: Organisation, table: Table, wanted: Wanted) -> Columns:
    """Told on the command line, remembered, recognised; a guess and the rest are asked for."""
    headers = table.all_headers
    found = recognise_columns(table.headers, table.rows)
    if wanted.columns:
        found = Recognised(found.columns | _told_columns(wanted.columns, headers))
    elif before := lists.remembered_columns(organisation, table.headers):
        found = Recognised(before)
    if are_usable(found.columns, len(headers)) and not found.guessed:
        return found.columns
    if wanted.sure:
        raise click.ClickException(
            "Which column people are called by is not sure. Say it: --column name=HEADER."
        )
    columns = _ask_columns(table, headers, found.columns)
    if not are_usable(columns, len(headers)):
        raise click.ClickException("The same column is used for two things. Start again.")
    lists.remember_columns(organisation=organisation, headers=table.headers, columns=columns)
    return columns


def _told_columns(told: tuple[str, ...], headers: list[str]) -> Columns:
    """Of "name=Prénom" or "name=2", the number of the column."""
    folded, columns = [fold_header(header) for header in headers], {}
    for one in told:
        name, _, header = one.partition("=")
        if name not in FIELDS:
            raise click.ClickException(f"--column {one}: not one of {', '.join(FIELDS)}.")
        if header.isdecimal() and 0 < int(header) <= len(headers):
            columns[name] = int(header) - 1
        elif fold_header(header) in folded:
            columns[name] = folded.index(fold_header(header))
        else:
            raise click.ClickException(f"--column {one}: the list has no such column.")
    return columns


def _ask_columns(table: Table, headers: list[str], guessed: Columns) -> Columns:
    click.echo("Which column is which is not sure. Say it. (0: not in this list)")
    for number, header in enumerate(headers, 1):
        examples = ", ".join(row.cell(number - 1) for row in table.rows[:3])
        click.echo(f"  {number}. {header or '(no header)'}   e.g. {examples}")
    columns = {}
    for name in FIELDS:
        least = 1 if name == "name" else 0
        answer = click.prompt(
            name.replace("_", " "),
            type=click.IntRange(least, len(headers)),
            default=guessed[name] + 1 if name in guessed else (None if least else 0),
        )
        if answer:
            columns[name] = answer - 1
    return columns


def _show_understood(found: Understood, table: Table, columns: Columns) -> None:
    click.echo(f"Read as {table.encoding}, separated by {table.separator!r}.")
    if table.header_line > table.first_rows[0].number:
        click.echo(f"Line {table.header_line} names the columns; what stands above it is left out.")
    for name, index in columns.items():
        click.echo(
            f"  {name.replace('_', ' ')}: "
            f"{table.headers[index] if index < len(table.headers) else index + 1}"
        )
    if found.unkept:
        click.echo(f"Columns that are not kept: {', '.join(found.unkept)}.")
    click.echo(
        f"{len(found.lines)} new people, {len(found.known)} already imported, "
        f"{len(found.doubtful)} perhaps here twice, {len(found.refused)} lines refused."
    )
    _show_notes("Refused", found.refused)
    _show_notes("Cells left out, of people who are added", found.lost)
    _show_notes("Perhaps here twice (--with-collisions adds them)", found.collisions)


def _show_notes(title: str, notes: list[LineNote]) -> None:
    if notes:
        click.echo(f"{title}:")
    for line in notes[:TOLD]:
        click.echo(f"  line {line.number}: {line.reason}")
    if len(notes) > TOLD:
        click.echo(f"  … and {len(notes) - TOLD} more")


def _print_sheets(wanted: Wanted, coordinator: Affiliation) -> None:
    """Sheets of codes for those of the organisation who have no way in and no card."""
    with hats.person(coordinator.person_id):
        everyone = code_cards.people_without_way_in(coordinator.organisation)
    sheets = [people for _number, people in code_cards.sheets_to_print(everyone)]
    count = sum(map(len, sheets))
    with tqdm(total=count, desc="cards", unit=" cards", disable=None) as bar:
        for number, some in enumerate(sheets, 1):
            path = _numbered_path(wanted.sheet, number, len(sheets))
            with hats.person(coordinator.person_id):
                made = cards.print_cards(
                    organisation=coordinator.organisation,
                    people=some,
                    by=coordinator.person_id,
                    origin=wanted.origin,
                )
            path.write_bytes(made)
            bar.update(len(some))
    click.echo(f"{count} cards in {len(sheets)} file(s), the first is {wanted.sheet}.")
    if kept := len(everyone) - count:
        click.echo(f"{kept} others have a card already: its code opens until it is used.")


def _numbered_path(first: Any, number: int, count: int) -> Path:
    path = Path(first)
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")

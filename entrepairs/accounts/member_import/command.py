"""`entrepairs import-members`: the same import, at the administrator's terminal."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from tqdm import tqdm

from entrepairs.accounts.member_import import actions, code_cards
from entrepairs.accounts.member_import.columns import FIELDS, are_usable, read_list, recognise_list
from entrepairs.accounts.member_import.row_validation import Understood, understand_list
from entrepairs.core import hats
from entrepairs.core.spreadsheet import Columns, Table, Unreadable
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


def import_list(wanted: Wanted) -> None:
    """Read, show, ask, write. Raises click.ClickException with what to do."""
    try:
        table = read_list(wanted.file.read_bytes())
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    coordinator = _coordinator_of(wanted.organisation)
    with hats.person(coordinator.person_id):
        columns = _find_columns(coordinator.organisation, table)
        found = understand_list(
            table,
            columns,
            organisation=coordinator.organisation.key,
            already=actions.already_imported(coordinator.organisation),
            today=timezone.localdate(),
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
            "Nothing was written. Mend these lines, or add --keep-good to import the others without them."
        )
    if not found.lines:
        return []
    if not wanted.sure:
        click.confirm(f"Add {len(found.lines)} people to {organisation.name}?", abort=True)
    return actions.import_members(
        organisation=organisation, lines=found.lines, by=coordinator.person_id
    )


def _coordinator_of(name: str) -> Affiliation:
    """A coordinator of that organisation: the import is written in their name."""
    with hats.system("the command line looks for the coordinator whose list it imports"):
        rows = Affiliation.objects.current().select_related("organisation").filter(coordinator=True)
        found = rows.filter(organisation__name__iexact=name).first()
        names = sorted(Organisation.objects.values_list("name", flat=True))
    if found is None:
        known = ", ".join(names) or "none"
        raise click.ClickException(
            f"No organisation “{name}” with a coordinator. Organisations here: {known}."
        )
    return found


def _find_columns(organisation: Organisation, table: Table) -> Columns:
    """Remembered, recognised, or asked for and remembered."""
    headers = table.all_headers
    columns = actions.remembered_columns(organisation, table.headers) or recognise_list(
        table.headers
    )
    if are_usable(columns, len(headers)):
        return columns
    click.echo("The headers are not recognised. Which column is which? (0: not in this list)")
    for number, header in enumerate(headers, 1):
        examples = ", ".join(
            row.cells[number - 1] for row in table.rows[:3] if len(row.cells) >= number
        )
        click.echo(f"  {number}. {header or '(no header)'}   e.g. {examples}")
    columns = {}
    for name in FIELDS:
        least = 1 if name == "name" else 0
        answer = click.prompt(
            name.replace("_", " "),
            type=click.IntRange(least, len(headers)),
            default=0 if not least else None,
        )
        if answer:
            columns[name] = answer - 1
    if not are_usable(columns, len(headers)):
        raise click.ClickException("The same column stands for two things. Start again.")
    actions.remember_columns(organisation=organisation, headers=table.headers, columns=columns)
    return columns


def _show_understood(found: Understood, table: Table, columns: Columns) -> None:
    click.echo(f"Read as {table.encoding}, separated by {table.separator!r}.")
    for name, index in columns.items():
        click.echo(
            f"  {name.replace('_', ' ')}: {table.headers[index] if index < len(table.headers) else index + 1}"
        )
    click.echo(
        f"{len(found.lines)} new people, {len(found.known)} already imported, {len(found.refused)} lines refused."
    )
    for line in found.refused[:TOLD]:
        click.echo(f"  line {line.number}: {line.reason}")
    if len(found.refused) > TOLD:
        click.echo(f"  … and {len(found.refused) - TOLD} more")


def _print_sheets(wanted: Wanted, coordinator: Affiliation) -> None:
    """Sheets of codes for everyone of the organisation who has no way in."""
    people = code_cards.people_without_way_in(coordinator.organisation)
    sheets = [
        people[at : at + code_cards.A_SHEET] for at in range(0, len(people), code_cards.A_SHEET)
    ]
    with tqdm(total=len(people), desc="cards", unit=" cards", disable=None) as bar:
        for number, some in enumerate(sheets, 1):
            path = _numbered_path(wanted.sheet, number, len(sheets))
            with hats.person(coordinator.person_id):
                made = code_cards.print_cards(
                    organisation=coordinator.organisation,
                    people=some,
                    by=coordinator.person_id,
                    origin=wanted.origin,
                )
            path.write_bytes(made)
            bar.update(len(some))
    click.echo(f"{len(people)} cards in {len(sheets)} file(s), the first is {wanted.sheet}.")


def _numbered_path(first: Any, number: int, count: int) -> Path:
    path = Path(first)
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")

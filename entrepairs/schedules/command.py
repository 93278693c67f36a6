"""`entrepairs import-event`: the same import, at the administrator's terminal, in its English."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from django.utils import translation

from entrepairs.core import hats
from entrepairs.core.spreadsheet import Unreadable, fold_header
from entrepairs.events.models import Event
from entrepairs.events.organiser_queries import events_prepared_by
from entrepairs.people.import_command import coordinator_of
from entrepairs.people.models import Organisation
from entrepairs.schedules import actions, import_plan
from entrepairs.schedules.formats.read_csv import headers_of_fields
from entrepairs.schedules.formats.read_hours import known_zone
from entrepairs.schedules.formats.read_model import About, Answers
from entrepairs.schedules.import_plan import Understood

TOLD = 40  # notes of a kind on a screen
TITLES = {
    About.COLLIDES: "Overlaps",
    About.DOUBT: "To be checked",
    About.GUESS: "What was guessed",
    About.NOT_KEPT: "What is not kept",
}


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for."""

    file: Path
    organisation: str
    without_gone: bool
    sure: bool
    zone: str = ""
    language: str = ""
    columns: tuple[str, ...] = ()  # “Header=field”
    header_line: int = 0
    with_collisions: bool = False
    event: str = ""  # the key of one that is there


def run(wanted: Wanted) -> None:
    """Read, show, ask, write. Raises click.ClickException with what to do."""
    coordinator = coordinator_of(wanted.organisation)
    with translation.override("en"), hats.person(coordinator.person_id):
        events = import_file(wanted, coordinator.organisation, coordinator.person_id)
        for event in events:
            click.echo(f"{event.title}: {event.path}prepare/")


def import_file(wanted: Wanted, organisation: Organisation, me: int) -> list[Event]:
    found = read_plan(wanted, organisation, me)
    print_plan(found)
    if not found.is_ready:
        raise click.ClickException(say_why_not(found))
    if found.nothing and not (wanted.without_gone and found.has_gone):
        click.echo("All of this is here already.")
        return []
    if not wanted.sure:
        click.confirm(f"Write this for {organisation.name}?", abort=True)
    return actions.import_programmes(
        comparisons=found.comparisons,
        organisation=organisation,
        without_gone=wanted.without_gone,
        once=None,
        by=me,
    )


def say_why_not(found: Understood) -> str:
    if "zone" in found.read.asked:
        return "Nothing was written. Say the time zone: --zone Europe/Paris"
    if "columns" in found.read.asked:
        return "Nothing was written. Say which column is which: --column 'Header=title'"
    return "Nothing was written. Mend the file where it comes from, then try again."


def read_plan(wanted: Wanted, organisation: Organisation, me: int) -> Understood:
    content = wanted.file.read_bytes()
    answers = answers_of(wanted)

    event = event_named(wanted.event, me) if wanted.event else None

    def plan(said: Answers) -> Understood:
        if event is not None:
            return import_plan.plan_for_event(
                content, event, said, without_gone=wanted.without_gone
            )
        return import_plan.plan_for_organisation(
            content, organisation, me, said, without_gone=wanted.without_gone
        )

    try:
        found = plan(answers)
        if wanted.columns and found.read.columns:
            columns = columns_of(
                wanted.columns, found.read.columns.headers, found.read.columns.fields
            )
            found = plan(answers_of(wanted, columns))
        return found
    except Unreadable as error:
        raise click.ClickException(str(error)) from error


def event_named(said: str, me: int) -> Event:
    """The event of that key or address, among those that the coordinator prepares."""
    key = said.rstrip("/").rpartition("/")[2]
    event = events_prepared_by(me).filter(key=key).first()
    if event is None:
        raise click.ClickException(f"No event “{said}” that this coordinator prepares.")
    return event


def answers_of(wanted: Wanted, columns: list[str] | None = None) -> Answers:
    zone = known_zone(wanted.zone)
    if wanted.zone and not zone:
        raise click.ClickException(f"No time zone is called “{wanted.zone}”.")
    return Answers(
        zone=zone,
        language=wanted.language,
        header_line=wanted.header_line,
        columns=columns,
        with_collisions=wanted.with_collisions,
    )


def columns_of(said: Iterable[str], headers: list[str], fields: list[str]) -> list[str]:
    """What each column tells, with what was said of some; “Header=” keeps one out."""
    found = list(fields)
    folded = [fold_header(header) for header in headers]
    for one in said:
        header, _equal, field = one.rpartition("=")
        if fold_header(header) not in folded:
            raise click.ClickException(f"No column “{header}”. Columns: {', '.join(headers)}.")
        if field and field not in headers_of_fields():
            known = ", ".join(headers_of_fields())
            raise click.ClickException(f"No field “{field}”. A column may tell: {known}.")
        found = ["" if name == field else name for name in found]
        found[folded.index(fold_header(header))] = field
    return found


def print_plan(found: Understood) -> None:
    for one in found.comparisons:
        click.echo(
            f"{one.event or one.programme.title}: {len(one.new)} new, {len(one.changed)} changed, "
            f"{one.unchanged} as they are, {len(one.gone)} here and not in the file."
        )
    for note in found.refusals:
        click.echo(f"  {note.where}: {note.what}")
    for about, title in TITLES.items():
        notes = found.read.notes_about(about)
        if notes:
            click.echo(f"{title} ({len(notes)}):")
        for note in notes[:TOLD]:
            click.echo(f"  {note.where}: {note.what}")
        if len(notes) > TOLD:
            click.echo(f"  … and {len(notes) - TOLD} more")

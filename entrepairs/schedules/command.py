"""`entrepairs import-event`: the same import, at the administrator's terminal."""

from dataclasses import dataclass
from pathlib import Path

import click

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Affiliation, Organisation
from entrepairs.schedules import actions, import_plan
from entrepairs.schedules.formats.read_model import Unreadable
from entrepairs.schedules.import_plan import Understood

TOLD = 40  # mistakes on a screen


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for."""

    file: Path
    organisation: str
    without_gone: bool
    sure: bool


def run(wanted: Wanted) -> None:
    """Read, show, ask, write. Raises click.ClickException with what to do."""
    coordinator = coordinator_of(wanted.organisation)
    with hats.person(coordinator.person_id):
        events = import_file(wanted, coordinator.organisation, coordinator.person_id)
    for event in events:
        click.echo(f"{event.title}: {event.path}prepare/")


def import_file(wanted: Wanted, organisation: Organisation, me: int) -> list[Event]:
    found = read_plan(wanted, organisation, me)
    print_plan(found)
    if found.mistakes:
        raise click.ClickException(
            "Nothing was written. Mend the file where it comes from, then try again."
        )
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


def read_plan(wanted: Wanted, organisation: Organisation, me: int) -> Understood:
    try:
        return import_plan.plan_for_organisation(
            wanted.file.read_bytes(), organisation, me, without_gone=wanted.without_gone
        )
    except Unreadable as error:
        raise click.ClickException(str(error)) from error


def print_plan(found: Understood) -> None:
    for one in found.comparisons:
        name = one.event or one.programme.told.get("title_fr") or one.programme.told.get("title_en")
        click.echo(
            f"{name}: {len(one.new)} new, {len(one.changed)} changed, {one.unchanged} as they are, "
            f"{len(one.gone)} here and not in the file."
        )
    for mistake in found.mistakes[:TOLD]:
        click.echo(f"  {mistake.where}: {mistake.what}")
    if len(found.mistakes) > TOLD:
        click.echo(f"  … and {len(found.mistakes) - TOLD} more")


def coordinator_of(name: str) -> Affiliation:
    """One who coordinates that organisation: the import is written in their name."""
    with hats.system("the command line looks for the coordinator in whose name it imports"):
        rows = Affiliation.objects.current().select_related("organisation")
        rows = rows.filter(coordinator=True)
        found = rows.filter(organisation__name__iexact=name).order_by("pk").first()
        names = sorted(Organisation.objects.values_list("name", flat=True))
    if found is None:
        known = ", ".join(names) or "none"
        raise click.ClickException(
            f"No organisation “{name}” with a coordinator. Organisations here: {known}."
        )
    return found

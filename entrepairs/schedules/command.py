"""`entrepairs import-event`: the same import, at the administrator's terminal."""

from dataclasses import dataclass
from pathlib import Path

import click

from entrepairs.core import hats
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
    me, organisation = coordinator.person_id, coordinator.organisation
    with hats.person(me):
        try:
            found = import_plan.plan_for_organisation(
                wanted.file.read_bytes(), organisation, me, without_gone=wanted.without_gone
            )
        except Unreadable as error:
            raise click.ClickException(str(error)) from error
        print_plan(found)
        if found.mistakes:
            raise click.ClickException(
                "Nothing was written. Mend the file where it comes from, then try again."
            )
        if found.nothing and not (wanted.without_gone and found.has_gone):
            click.echo("All of this is here already.")
            return
        if not wanted.sure:
            click.confirm(f"Write this for {organisation.name}?", abort=True)
        events = actions.import_programmes(
            comparisons=found.comparisons,
            organisation=organisation,
            without_gone=wanted.without_gone,
            once=None,
            by=me,
        )
    for event in events:
        click.echo(f"{event.title}: {event.path}prepare/")


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
    """Whoever coordinates that organisation: the import is theirs, and is written in their name."""
    with hats.system("the command line looks for the coordinator in whose name it imports"):
        rows = Affiliation.objects.select_related("organisation").filter(
            coordinator=True, until__isnull=True
        )
        found = rows.filter(organisation__name__iexact=name).order_by("pk").first()
        names = sorted(Organisation.objects.values_list("name", flat=True))
    if found is None:
        known = ", ".join(names) or "none"
        raise click.ClickException(
            f"No organisation “{name}” with a coordinator. Organisations here: {known}."
        )
    return found

"""The command line of what is in a network: people and programmes read from lists, figures."""

from pathlib import Path
from typing import Any

import click

from entrepairs.cli_options import data


@click.command("import-members")
@data
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="Whose list it is: the name as it is here.")
@click.option(
    "--sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write cards with codes to this PDF.",
)
@click.option(
    "--origin",
    envvar="ENTREPAIRS_ORIGIN",
    default="http://127.0.0.1:8000",
    help="The site's address, on the cards.",
)
@click.option(
    "--keep-good",
    is_flag=True,
    help="Import the lines that are understood, without those that are refused.",
)
@click.option(
    "--column",
    multiple=True,
    help="Which column is which, as name=HEADER or name=2. "
    "Names: name, called, family_name, reference, language, since.",
)
@click.option("--header-line", default=0, help="The line that names the columns; -1 for none.")
@click.option("--language", default="", help="Of those whose line does not say: fr or en.")
@click.option("--with-collisions", is_flag=True, help="Add also who is perhaps in the list twice.")
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
def import_members(
    data: str,
    file: Path,
    organisation: str,
    sheet: Path | None,
    origin: str,
    keep_good: bool,
    column: tuple[str, ...],
    header_line: int,
    language: str,
    with_collisions: bool,
    yes: bool,
) -> None:
    """Make people without login out of a coordinator's list (CSV), and cards with a code for
    each."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.accounts.member_import.command import Wanted, import_list

        import_list(
            Wanted(
                *(file, organisation, sheet, origin, keep_good, yes),
                columns=column,
                header_line=header_line,
                language=language,
                with_collisions=with_collisions,
            )
        )


@click.command("import-event")
@data
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="Who organises it: the name as it is here.")
@click.option("--event", default="", help="Into this event: its address. A list (CSV) needs it.")
@click.option("--remove-gone", is_flag=True, help="Also remove what is here and not in the file.")
@click.option("--zone", default="", help="On whose clocks its hours are told: Europe/Paris.")
@click.option("--language", default="", help="Of its words, when it names none: fr, en, de.")
@click.option("--column", "columns", multiple=True, help="“Header=field”: what a column tells.")
@click.option("--header-line", default=0, help="The line that names the columns of a list.")
@click.option("--with-collisions", is_flag=True, help="Keep rooms and hours that collide, marked.")
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
def import_event(data: str, file: Path, organisation: str, **said: Any) -> None:
    """Read an event and its programme (schedule.xml, schedule.json, CSV). The same file again
    changes nothing."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.schedules.command import Wanted, run

        sure, without_gone = said.pop("yes"), said.pop("remove_gone")
        run(Wanted(file, organisation, without_gone, sure, **said))


@click.command()
@data
@click.option("--organisation", default="", help="Of this one only: the name as it is here.")
def rounds(data: str, organisation: str) -> None:
    """Say for whom rounds work, and whether better scores bring more yeses: figures that name
    nobody."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.rounds.command import print_figures

        print_figures(organisation)


@click.command("ask-to-decide")
@data
@click.argument("key")
def ask_to_decide(data: str, key: str) -> None:
    """Ask a person, by the key of their profile, to decide on reports of the whole network: they
    say yes or no on their page of reports."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.people.models import Person
        from entrepairs.safeguarding.actions.rota import ask_for_network

        try:
            ask_for_network(key)
        except Person.DoesNotExist:
            raise click.ClickException(f"Nobody here has the key {key}.") from None
        click.echo("Asked. They answer on their page of reports.")


@click.command("publish-figures")
@data
@click.argument("period")
def publish_figures(data: str, period: str) -> None:
    """Publish the figures of a quarter or a year that is over (2026-Q3, 2026), as the job does
    each night. A publication that is there stays as it is."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.observatory.periods import Period
        from entrepairs.observatory.publishing import publish_period

        try:
            made = publish_period(Period.read(period))
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"Made: /observatory/{period}/" if made else "It was made before, and stays.")


COMMANDS = (import_members, import_event, rounds, ask_to_decide, publish_figures)

"""The command line of figures by hand: from a file, without any network."""

import json
from collections.abc import Callable
from pathlib import Path

import click

file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
as_json = click.option("--json", "as_json", is_flag=True, help="For programs.")


@click.command()
@file
@as_json
@click.option(
    "--seed",
    default=1,
    show_default=True,
    help="Of the random numbers: the same, the same intervals.",
)
def measure(file: Path, as_json: bool, seed: int) -> None:
    """Reciprocity of who gave whom how much (CSV: giver, receiver, minutes), with its doubt."""
    from entrepairs.observatory import by_hand, lists

    found = by_hand.measure_acts(_read(lists.read_acts, file), seed)
    click.echo(json.dumps(found, indent=2) if as_json else "\n".join(by_hand.print_figures(found)))


@click.command()
@file
@as_json
@click.option(
    "--k",
    default=11,
    show_default=True,
    type=click.IntRange(min=11),
    help="The least number of people that is shown.",
)
def suppress(file: Path, as_json: bool, k: int) -> None:
    """A table of counts (CSV) as it may be shown: nobody can work out a number under k."""
    from entrepairs.observatory import by_hand, lists

    found = by_hand.suppress_counts(_read(lists.read_counts, file), k)
    click.echo(
        json.dumps(found, indent=2, ensure_ascii=False)
        if as_json
        else "\n".join(by_hand.print_table(found))
    )


def _read[Told](reader: Callable[[bytes], Told], file: Path) -> Told:
    """What the file says, or in words why it cannot be read."""
    import django
    from django.utils import translation

    from entrepairs.core.spreadsheet import Unreadable
    from entrepairs.engine.errors import Trouble

    django.setup()
    with translation.override("en"):
        try:
            return reader(file.read_bytes())
        except Unreadable as error:
            raise Trouble(str(error), "Mend the file, then run it again.") from error


COMMANDS = (measure, suppress)

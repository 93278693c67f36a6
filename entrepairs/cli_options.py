"""Options that every command of the command line shares."""

from pathlib import Path

import click

CHECKOUT = Path(__file__).resolve().parent.parent

data = click.option(
    "--data",
    envvar="ENTREPAIRS_DATA",
    default=str(CHECKOUT / "data"),
    show_default="data/ beside the program",
    help="The data folder: keys, and the embedded PostgreSQL.",
)

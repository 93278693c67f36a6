"""What commands of the command line share."""

import os

import click

from entrepairs.core.places import usual_data_folder
from entrepairs.engine.errors import Trouble

data = click.option(
    "--data",
    envvar="ENTREPAIRS_DATA",
    default=lambda: str(usual_data_folder()),
    show_default="data/ of the sources, or ~/.local/state/entrepairs",
    help="The data folder: keys, and the embedded PostgreSQL.",
)


def need_owner() -> None:
    if "DATABASE_OWNER_URL" not in os.environ:
        raise Trouble("DATABASE_OWNER_URL is missing.", "Set it to the role that owns the tables.")

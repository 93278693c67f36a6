"""Options that every command of the command line shares."""

import click

from entrepairs.core.places import usual_data_folder

data = click.option(
    "--data",
    envvar="ENTREPAIRS_DATA",
    default=lambda: str(usual_data_folder()),
    show_default="data/ of the sources, or ~/.local/state/entrepairs",
    help="The data folder: keys, and the embedded PostgreSQL.",
)

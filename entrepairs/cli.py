"""The command line. Everything is imported where it is used, so that help is instant."""

import os
import signal
import sys
from typing import Any

import click

from entrepairs import cli_backup, cli_figures, cli_network, cli_rights, cli_setup
from entrepairs.cli_options import data, need_owner
from entrepairs.engine.errors import Trouble, say


class Group(click.Group):
    """Troubles are told in words, without a traceback; being told to stop runs what has to be
    tidied."""

    def invoke(self, context: click.Context) -> Any:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrepairs.settings")
        from entrepairs.engine.settings_file import read_settings

        for order in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(order) == signal.SIG_DFL:
                signal.signal(order, lambda number, frame: sys.exit(128 + number))
        try:
            if context.invoked_subcommand != "init":
                read_settings(
                    context.params.get("settings") or os.environ.get("ENTREPAIRS_SETTINGS")
                )
            return super().invoke(context)
        except Trouble as trouble:
            say(f"\n{trouble}")
            context.exit(1)


host = click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on."
)
port = click.option("--port", default=8000, show_default=True, help="The port to listen on.")


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--settings", help="The settings file; else /etc/entrepairs/entrepairs.env.")
def main(settings: str | None) -> None:
    """Entrepairs: peer support and patient participation, on a server of your own."""


@main.command()
@data
@host
@port
@click.option(
    "--only",
    type=click.Choice(["web", "jobs"]),
    help="One of the two alone, where each has a service of its own: needs DATABASE_URL.",
)
@click.option(
    "--metrics",
    envvar="ENTREPAIRS_METRICS",
    default="",
    help="An address for Prometheus, such as 127.0.0.1:9188; none without.",
)
def serve(data: str, host: str, port: int, only: str | None, metrics: str) -> None:
    """Run for real people. Refuses unsafe settings, and says how to mend them.

    With DATABASE_URL (and DATABASE_OWNER_URL for `migrate`) on your PostgreSQL, without on one in
    the data folder.
    """
    from entrepairs.engine.supervise import run

    os.environ["ENTREPAIRS_METRICS"] = metrics
    run(data, host, port, demo=False, only=only or "")


@main.command()
@data
@host
@port
def demo(data: str, host: str, port: int) -> None:
    """Run the sample network, to look around: /demo signs in as any of its people."""
    from entrepairs.engine.supervise import run

    run(data, host, port, demo=True)


@main.command()
@data
def migrate(data: str) -> None:
    """Bring the database to what this version wants: roles, tables, policies, vocabulary."""
    from entrepairs.engine.attach import connected
    from entrepairs.engine.prepare import prepare

    with connected(data) as cluster_url:
        need_owner()
        prepare(cluster_url, rewrite=True)
        say("The database is as this version wants it.")


@main.command()
@data
@click.option("--people", default=300, show_default=True, help="How many people.")
@click.option("--months", default=12, show_default=True, help="How long they have been here.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same network.")
def simulate(data: str, people: int, months: int, seed: int) -> None:
    """Build a believable network in an empty database, to look around or to measure. Never beside
    real people."""
    from entrepairs.engine.attach import connected
    from entrepairs.engine.prepare import Sample, prepare

    os.environ["ENTREPAIRS_MODE"] = "demo"
    with connected(data) as cluster_url:
        need_owner()
        prepare(cluster_url, Sample(people, months, seed))
        say("The sample network is there. Next: entrepairs demo")


@main.command()
@data
def doctor(data: str) -> None:
    """Look at everything; say what is wrong and how to mend it. Exit code 1 when something is."""
    from entrepairs.engine.attach import connected
    from entrepairs.engine.doctor import report
    from entrepairs.engine.folder import DataFolder

    with connected(data):
        well = report(DataFolder.at(data))
    sys.exit(0 if well else 1)


@main.command()
@data
@click.option("--retry", is_flag=True, help="Do them again, from the first try.")
def jobs(data: str, retry: bool) -> None:
    """Say which jobs were given up, how often, and about which rows."""
    import psycopg

    from entrepairs.core import dead_letters
    from entrepairs.engine.attach import connected

    with connected(data):
        need_owner()
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as link:
            for letter in dead_letters.read(link):
                say(f"{letter.times} × {letter.job} ({letter.about}), {letter.last:%Y-%m-%d %H:%M}")
            if retry:
                begun, forgotten = dead_letters.retry(link)
                say(
                    f"Tried again: {begun}. "
                    f"Forgotten, for they come back by themselves: {forgotten}."
                )


@main.command()
@data
def snapshot(data: str) -> None:
    """Write down what the database of this version holds, for the repository:
    core/sql/snapshot.txt. For developers."""
    import psycopg

    from entrepairs.core import snapshot as rights
    from entrepairs.engine.attach import connected

    with connected(data), psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as link:
        rights.write(link)
        say(f"Written: {rights.FILE}")


for command in (
    *cli_setup.COMMANDS,
    *cli_network.COMMANDS,
    *cli_rights.COMMANDS,
    *cli_backup.COMMANDS,
    *cli_figures.COMMANDS,
):
    main.add_command(command)

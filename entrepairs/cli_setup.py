"""The command line of setting a network up: its settings, its organisations."""

from pathlib import Path
from typing import Any

import click

from entrepairs.cli_options import data
from entrepairs.engine.errors import Trouble, say

mail = click.option("--mail", default="", help="Send their way in there; else a code is shown.")
language = click.option("--language", type=click.Choice(["fr", "en"]), default="fr")


def _run(data: str, function: str, *arguments: Any, **options: Any) -> None:
    """One of the functions of accounts/organisation_command.py, with the database."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.accounts import organisation_command
        from entrepairs.ledger.transactions import NotPossible

        try:
            lines = getattr(organisation_command, function)(*arguments, **options)
        except (organisation_command.Refused, NotPossible) as refusal:
            raise Trouble(str(refusal), "Nothing was written.") from None
        for line in lines:
            say(line)


@click.group()
def organisation() -> None:
    """Organisations: the first one is made here, with the person who coordinates it."""


@organisation.command("add")
@data
@click.argument("name")
@click.option("--coordinator", required=True, help="The name they go by.")
@mail
@language
def add_organisation(data: str, name: str, coordinator: str, mail: str, language: str) -> None:
    """Make an organisation with its first coordinator, and their way in."""
    _run(data, "add_organisation", name, coordinator, mail, language)


@organisation.command("list")
@data
def list_organisations(data: str) -> None:
    """Each organisation, how many people, and who coordinates it."""
    _run(data, "list_organisations")


@click.group()
def coordinator() -> None:
    """Coordinators of an organisation: added, or taken away."""


@coordinator.command("add")
@data
@click.argument("organisation")
@click.argument("name")
@mail
@language
def add_coordinator(data: str, organisation: str, name: str, mail: str, language: str) -> None:
    """Ask somebody of the organisation to coordinate it, or let somebody new in who does."""
    _run(data, "add_coordinator", organisation, name, mail, language)


@coordinator.command("remove")
@data
@click.argument("organisation")
@click.argument("name")
@click.option("--even-last", is_flag=True, help="Though nobody coordinates it then.")
def remove_coordinator(data: str, organisation: str, name: str, even_last: bool) -> None:
    """End that somebody coordinates it; they stay in the organisation."""
    _run(data, "remove_coordinator", organisation, name, even_last=even_last)


@click.command()
@click.option(
    "--settings",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("entrepairs.env"),
    show_default=True,
    help="The settings file to write.",
)
def init(file: Path) -> None:
    """Ask five questions and write the settings file, which every other command reads."""
    from entrepairs.engine.settings_file import Answers, write_settings

    if file.exists():
        raise Trouble(f"{file} is there already.", "Change it, or name another: --settings.")
    say("1. Where is what people write and send kept? A folder that only this user can open.")
    folder = click.prompt("   Data folder", default="/var/lib/entrepairs")
    say("2. At which address do people open it? A reverse proxy speaks https there.")
    origin = click.prompt("   Address", default="https://entrepairs.example.org")
    say("3. Which server sends mails? Empty: none, and people come in by codes on paper only.")
    mails = _ask_mails(click.prompt("   Mail server", default=""))
    say("4. Who answers for this site? The law wants a name and an address on its legal page.")
    publisher = click.prompt("   Publisher (association, address, telephone)")
    contact = click.prompt("   Mail address for people’s questions and rights")
    say("5. Who hosts the machine? Name, address and telephone of the host.")
    hosted = click.prompt("   Host")
    answers = Answers(folder, origin, *mails, publisher, contact, hosted)
    write_settings(file, answers)
    say(f"Written: {file}. Keep it to yourself. Next: entrepairs --settings {file} migrate")


def _ask_mails(host: str) -> tuple[str, str, str, str, str]:
    if not host:
        return "", "", "", "", ""
    return (
        host,
        click.prompt("   Port (465: TLS, 587: STARTTLS)", default="587"),
        click.prompt("   User", default=""),
        click.prompt("   Password", default="", hide_input=True, show_default=False),
        click.prompt("   From (Name <address>)"),
    )


COMMANDS = (init, organisation, coordinator)

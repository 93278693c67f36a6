"""The command line of what people can demand: how long things are stored, requests, breaches."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from entrepairs.cli_options import data
from entrepairs.engine.errors import Trouble, say


@contextmanager
def ready(folder: str) -> Iterator[None]:
    """What was not possible is said as a trouble."""
    from entrepairs.engine.attach import connected

    with connected(folder):
        import django

        django.setup()
        from entrepairs.ledger.transactions import NotPossible

        try:
            yield
        except NotPossible as refused:
            raise Trouble(str(refused)) from refused


@click.command()
@data
@click.argument("rule", default="")
@click.argument("months", default=0, type=click.IntRange(0, 240))
@click.option("--reason", default="", help="Why; everyone can read it.")
def retention(data: str, rule: str, months: int, reason: str) -> None:
    """Say how long things are stored, or store those of RULE for so many MONTHS from now on."""
    with ready(data):
        from entrepairs.rights import retention as rules

        if rule and rule not in rules.rules():
            raise Trouble(f"There is no rule “{rule}”.", "Without one, this command names them.")
        if rule and not (months and reason.strip()):
            raise Trouble("Say how many months, and why.", "--reason, in a sentence.")
        if rule:
            rules.change_rule(rule, months, reason.strip())
        now, forgotten = rules.read_months(), rules.forgotten_lately()
        for key, one in rules.rules().items():
            say(f"{key}: {one.en}: {now[key]} months ({one.source})")
            if key in forgotten:
                say(f"    forgotten in the last year: {forgotten[key]}")


@click.command()
@data
@click.argument("key", default="")
@click.option("--read", "why", default="", help="Show its words; the person reads this reason.")
@click.option("--longer", default="", help="Two months more: why; the person reads it.")
@click.option("--answer", default="", help="It is done: what the person reads. Erases, if asked.")
@click.option("--refuse", default="", help="It is refused: why; the person reads it.")
@click.option("--copy", type=click.Path(dir_okay=False, path_type=Path), help="With --read: a ZIP.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="The register.")
def requests(data: str, key: str, pdf: Path | None, **said: Any) -> None:
    """Open requests about data and their clocks; or one of them: read, longer, answered."""
    with ready(data):
        from entrepairs.rights import register, request_files

        if pdf:
            pdf.write_bytes(request_files.draw_register(register.list_open()))
        if not key:
            for row in register.list_open():
                late = ", LATE" if row.missed_at else ""
                say(f"{row.key}: {_kind_of(row)}, before {row.due_at:%Y-%m-%d}{late}")
            return
        do_with_request(key, **said)


def _kind_of(row: Any) -> str:
    """On paper or not: the person asked here themselves, or somebody else noted it."""
    return f"{row.kind} ({row.standing}{', on paper' if row.on_paper else ''})"


def do_with_request(
    key: str, why: str, longer: str, answer: str, refuse: str, copy: Path | None
) -> None:
    from entrepairs.rights import register

    if copy and not why:
        raise Trouble("Say why you read the data of this person.", "--read, in a sentence.")
    if copy:
        register.write_copy(key, why, copy)
        say(f"Written: {copy}. It is for this person alone.")
    elif why:
        row = register.read_request(key, why)
        noted = f", noted by {row.noted_by}" if row.noted_by else ""
        say(f"{row.person}: {_kind_of(row)}{noted}: {row.words}")
    if longer:
        say(f"To be answered before {register.extend_request(key, longer).due_at:%Y-%m-%d}.")
    if answer:
        register.answer_request(key, answer)
        say("Answered.")
    if refuse:
        register.refuse_request(key, refuse)
        say("Refused, with the reason.")


MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


@click.command()
@data
@click.argument("number", default=0)
@click.option("--what", default="", help="What happened, who did it; name nobody.")
@click.option("--of", "of_data", default="", help="Which data.")
@click.option("--people", type=click.IntRange(0), help="How many, about.")
@click.option("--risk", type=click.Choice(["none", "some", "high"]), help="For people.")
@click.option("--found", type=MOMENT, help="When it was found; now, without it.")
@click.option("--told-authority", type=MOMENT, help="When the CNIL was told.")
@click.option("--told-people", type=MOMENT, help="When the people were told: they read it here.")
@click.option("--done", default="", help="What was done.")
@click.option("--late-because", default="", help="Why the 72 hours were over.")
@click.option("--close", is_flag=True, help="Nothing more is to do.")
@click.option("--exercise", is_flag=True, help="It is a drill.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="The register.")
def breach(data: str, number: int, pdf: Path | None, exercise: bool, **said: Any) -> None:
    """The register of breaches and their 72 hours: note one, or add to that of NUMBER."""
    with ready(data):
        from entrepairs.rights import breaches, request_files

        told = told_of_breach(**said)
        if number:
            breaches.change_breach(number, **told)
        elif told:
            note(told | {"exercise": exercise})
        if pdf:
            with breaches.registering():
                pdf.write_bytes(request_files.draw_breaches(breaches.list_breaches()))
        for row in breaches.list_breaches():
            late = ", LATE" if row.missed_at else ""
            say(f"{row.pk}: {row.what} Before {breaches.due_at(row):%Y-%m-%d %H:%M}{late}")


def note(told: dict[str, Any]) -> None:
    from django.utils import timezone

    from entrepairs.rights import breaches

    if missing := {"what", "data", "people", "risk"} - set(told):
        raise Trouble(f"Say also: {', '.join(sorted(missing))}.", "See entrepairs breach --help.")
    breaches.note_breach(**{"found_at": timezone.now()} | told)


def told_of_breach(**said: Any) -> dict[str, Any]:
    """The columns that were given, moments in the zone of the place."""
    from django.utils import timezone

    names = {
        "of_data": "data",
        "found": "found_at",
        "told_authority": "told_authority_at",
        "told_people": "told_people_at",
        "done": "measures",
    }
    closes = said.pop("close")
    given = {
        names.get(name, name): value for name, value in said.items() if value not in ("", None)
    }
    told = {
        name: timezone.make_aware(value) if isinstance(value, datetime) else value
        for name, value in given.items()
    }
    return told | ({"closed_at": timezone.now()} if closes else {})


COMMANDS = (retention, requests, breach)

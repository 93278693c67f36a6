"""`entrepairs rounds`: what coordinators read about rounds, at the administrator's terminal."""

from collections.abc import Iterator

import click
from django.utils import translation

from entrepairs.core import hats
from entrepairs.people.models import Organisation
from entrepairs.rounds import sentences
from entrepairs.rounds.models import Round
from entrepairs.suggestions.figures_told import Line, make_lines, make_points
from entrepairs.suggestions.models import LearningFigures, Weights

LAST = 5  # rounds of each organisation


def print_figures(organisation: str) -> None:
    """Of one organisation, or of all. Figures only: none about fewer than eleven people, and
    nobody's name."""
    with (
        translation.override("en"),
        hats.system("the administrator reads the figures of rounds, which name nobody"),
    ):
        every = Organisation.objects.order_by("name")
        chosen = every.filter(name__iexact=organisation) if organisation else every
        if organisation and not chosen:
            known = ", ".join(one.name for one in every) or "none"
            raise click.ClickException(
                f"No organisation “{organisation}”. Organisations here: {known}."
            )
        for one in chosen:
            told = [*_answer_lines(one), *_round_lines(one)]
            if told:
                click.echo("\n".join([one.name, *(f"  {line}" for line in told), ""]))
            elif organisation:
                click.echo(f"{one.name} has had no round, and learns from no answers.")


def _answer_lines(organisation: Organisation) -> Iterator[str]:
    own = Weights.objects.filter(organisation=organisation).first()
    if own is None:
        return
    yield (
        f"Weights of its own, since {own.changed_at:%Y-%m-%d}. "
        f"What answers may do: {own.get_learning_display()}."
    )
    if (found := LearningFigures.objects.filter(organisation=organisation).first()) is None:
        return
    yield f"Answers known: {found.answers or 'fewer than 11'}."
    for point in make_points(found.bins):
        yield (
            f"  score {point.low}-{point.high} %: {point.pairs} proposals, {point.observed} % yes "
            f"(19 times in 20 between {point.least} and {point.most} %)"
        )
    yield from _wait_lines(make_lines(found.waiting), "met someone")


def _round_lines(organisation: Organisation) -> Iterator[str]:
    for one in Round.objects.filter(organisation=organisation).order_by("-opened_at")[:LAST]:
        yield f"Round of {one.opened_at:%Y-%m-%d}: {one.get_state_display()}"
        figures = one.figures
        for said in (
            sentences.say_waiting(figures.get("waiting")),
            sentences.say_found(figures.get("found"), one.gap),
        ):
            yield from (f"  {line}" for line in said)
        if "waits" in figures:
            yield from _wait_lines(make_lines(figures["waits"]), "were proposed someone")


def _wait_lines(waits: dict[str, list[Line]], what: str) -> Iterator[str]:
    for kind, found in waits.items():
        if found:
            yield "  by place:" if kind == "place" else "  by what they lived through:"
        for line in found:
            met = "too few to say" if line.met is None else f"{line.met} %"
            waited = "" if line.waited is None else f"; half had waited {line.waited} days at most"
            yield f"    {line.name}: at least {line.people} people, {what}: {met}{waited}"

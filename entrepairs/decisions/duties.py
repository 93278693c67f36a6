"""What decisions ask of people: the texts of their lines on Today."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.ui.duties import DutyKind, Line


def path_of(line: Line) -> str:
    return reverse("decisions:decision", args=[line.details["group"], line.key])


def path_of_poll(line: Line) -> str:
    return reverse("decisions:poll", args=[line.details["group"], line.key])


def name_question(me: int, lines: list[Line]) -> None:
    """What it is about: the question, and in which group."""
    for line in lines:
        line.title_fr = line.title_en = f"{line.words} · {line.details['name']}"


decision_line = partial(DutyKind, "decisions", path=path_of, fill=name_question)

DECIDE = decision_line(
    "decide",
    title=_("Your group asks for your answer"),
    press=_("Read and answer"),
    minutes=3,
    counts_at="circles",
)
REVIEW = decision_line(
    "decision_due",
    title=_("Your group said it would look at a decision again"),
    press=_("Read it again"),
    minutes=3,
    counts_at="circles",
)
DECIDED = decision_line(
    "decision_told",
    title=_("The answers to a proposal are known"),
    press=_("See"),
    news=True,
)
DATES = decision_line(
    "dates",
    title=_("Which dates suit you?"),
    press=_("Answer"),
    path=path_of_poll,
    counts_at="circles",
)
DATE_DUE = decision_line(
    "date_due",
    title=_("Your group has answered: choose a date"),
    press=_("Choose a date"),
    path=path_of_poll,
)

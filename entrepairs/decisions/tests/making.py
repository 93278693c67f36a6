"""Scenes of decisions, made for tests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.decisions.actions.answers import GivenAnswer, answer_under_name, answer_without_name
from entrepairs.decisions.actions.polls import Gathering, ask_dates, say_dates
from entrepairs.decisions.actions.proposals import Wording, amend, propose
from entrepairs.decisions.models import Date, Decision, Poll, Version
from entrepairs.decisions.queries import tell_decisions
from entrepairs.groups.models import Group
from entrepairs.people.models import Person

AFTER_ANSWER = 4  # statements that mark what was told as seen, once the page has left

DAY = timedelta(days=1)
LATER = timezone.now() + 90 * DAY


def wording(words: str = "Le dimanche de 14 h à 17 h", *, questions: int = 0) -> Wording:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)  # the same, said twice
    return Wording(
        words=words,
        opens_at=now + questions * DAY if questions else None,
        closes_at=now + (questions + 7) * DAY,
        review_on=LATER.date(),
    )


def proposed(group: Group, by: Person, *, questions: int = 0) -> Decision:
    with hats.person(by.pk):
        return propose(
            circle=group.circle,
            title="Ouvrir le dimanche ?",
            wording=wording(questions=questions),
            once=uuid4(),
            by=by,
        )


def amended(decision: Decision, by: Person, words: str = "Le dimanche de 14 h à 16 h") -> Version:
    after = last_of(decision).number
    with hats.person(by.pk):
        return amend(decision=decision, after=after, wording=wording(words), once=uuid4(), by=by)


def last_of(decision: Decision) -> Version:
    with hats.system("test"):
        rows = Version.objects.filter(decision=decision).select_related("decision__circle")
        return rows.latest("number")


def answered(
    decision: Decision, person: Person, choice: str = "fine", words: str = "", **how: Any
) -> None:
    """Without a name, unless `named`."""
    said = GivenAnswer(choice, words or ("Il manque quelqu’un" if choice == "objection" else ""))
    version = last_of(decision)
    with hats.person(person.pk):
        if how.get("named"):
            answer_under_name(version=version, said=said, once=uuid4(), by=person)
        else:
            answer_without_name(version=version, unlinked=said, once=uuid4(), by=person)


def wait(decision: Decision, days: int = 8) -> None:
    """So many days go by for its last version."""
    past = days * DAY
    with hats.system("test"):
        Version.objects.filter(pk=last_of(decision).pk).update(
            made_at=F("made_at") - past,
            opens_at=F("opens_at") - past,
            closes_at=F("closes_at") - past,
        )


def stand_of(decision: Decision, reader: Person) -> str:
    """Where its last version stands, as somebody reads it."""
    with hats.person(reader.pk):
        rows = Decision.objects.filter(pk=decision.pk).select_related("circle")
        told = tell_decisions(list(rows))
        return told[0].stand if told else ""


def gathering() -> Gathering:
    return Gathering("Sortie à la mer", 120, "Europe/Paris", "in_person", "Gare")


def some_dates() -> list[Any]:
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + 9 * DAY
    return [soon, soon + DAY]


def dates_asked(group: Group, by: Person) -> Poll:
    """Two dates, in nine days; answers for three."""
    with hats.person(by.pk):
        return ask_dates(
            circle=group.circle,
            gathering=gathering(),
            dates=some_dates(),
            closes_at=some_dates()[0] - 6 * DAY,
            once=uuid4(),
            by=by,
        )


def dates_said(poll: Poll, person: Person, fits: str) -> None:
    """The same for each date."""
    with hats.person(person.pk):
        answers = {date.pk: fits for date in Date.objects.filter(poll=poll)}
        say_dates(poll=poll, answers=answers, once=uuid4(), by=person)

"""People who may be in the rounds of L'Escale, and a round worked out at once, as the job does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, RoundOptIn, Wish
from entrepairs.people.models import Affiliation, Circle, Facet, Person
from entrepairs.rounds import worker
from entrepairs.rounds.actions import rounds as actions
from entrepairs.rounds.models import Round, Suggestion
from entrepairs.vocabulary import queries as vocabulary

Join = Callable[..., Person]
SCHEMES = {
    "experience": "experience",
    "need": "support",
    "offer": "support",
    "language": "language",
    "limit": "limit",
}


def joins(network: Any, name: str, **told: Any) -> Person:
    """Somebody of L'Escale who wishes to meet someone and may be in its rounds, with what they
    tell: to the network, or to the `audience` said."""
    room_for, audience = told.pop("room_for", 1), told.pop("audience", 4)
    with hats.system("test"):
        person = Person.objects.create(name=name)
        Affiliation.objects.create(person=person, organisation=network.escale)
        be_in(network, person, room_for=room_for)
        for kind, keys in told.items():
            for key in keys:
                concept = vocabulary.concept_by_key(SCHEMES[kind], key).id
                Facet.objects.create(
                    person=person, kind=kind, concept_id=concept, audience=audience
                )
    return person


def be_in(network: Any, person: Person, *, room_for: int = 1) -> None:
    Wish.objects.create(person=person, room_for=room_for)
    RoundOptIn.objects.create(person=person, organisation=network.escale)


@pytest.fixture
def join(network: Any) -> Join:
    return lambda name, **told: joins(network, name, **told)


def do_the_job() -> None:
    """What the worker does with what is queued: in a thread, because a browser's loop runs in that
    of the test."""

    def do() -> None:
        with hats.system("test"):
            one = Round.objects.get(state__in=["open", "computing"])
        if one.state == "open":
            worker.count_waiting(one.pk)
        else:
            worker.work_out_round(one.pk, one.attempt)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(do).result()


def opened(network: Any, by: Person, circle: Circle | None = None) -> Round:
    with hats.person(by.pk):
        kind = Round.Form.TWO_SIDED if circle else Round.Form.ANYONE
        return actions.open_round(
            organisation=network.escale, kind=kind, circle=circle, once=uuid4(), by=by
        )


def worked_out(network: Any, by: Person, circle: Circle | None = None) -> Round:
    """Opened, and worked out by the job."""
    return again(opened(network, by, circle), by)


def again(round: Round, by: Person) -> Round:
    with hats.person(by.pk):
        begun = actions.work_out_round(round=round, once=uuid4(), by=by)
    worker.work_out_round(begun.pk, begun.attempt)
    with hats.system("test"):
        return Round.objects.get(pk=round.pk)


def released(round: Round, by: Person) -> Round:
    with hats.person(by.pk):
        actions.release_round(round=round, once=uuid4(), by=by)
    with hats.system("test"):
        return Round.objects.get(pk=round.pk)


def suggested(round: Round) -> set[frozenset[str]]:
    """The names, two by two."""
    with hats.system("test"):
        found = Suggestion.objects.filter(round=round).select_related("one", "other")
        return {frozenset((one.one.name, one.other.name)) for one in found}


def asked(round: Round) -> set[tuple[str, str]]:
    """Whom each was asked about: (who, about whom)."""
    with hats.system("test"):
        found = Invitation.objects.filter(round_id=round.pk).select_related("by", "to")
        return {(one.to.name, one.by.name) for one in found}


def waits_for(person: Person) -> list[Invitation]:
    with hats.person(person.pk):
        return list(Invitation.objects.filter(to=person))


def says_yes(person: Person) -> Circle | None:
    (invitation,) = waits_for(person)
    with hats.person(person.pk):
        return invitations.agree_to_round(invitation=invitation, once=uuid4(), by=person)


STREET = {"experience": ["street"]}


def text(answer: Any) -> str:
    """The words of a page that is there."""
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def form(**said: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **said}


LONG = timedelta(days=22)

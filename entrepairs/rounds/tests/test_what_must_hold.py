"""What must hold between two people is asked before a round, and again at its release."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.people.models import Affiliation, Block, Circle, Facet, Membership, Person
from entrepairs.rounds.tests.making import (
    STREET,
    Join,
    asked,
    join,
    released,
    suggested,
    waits_for,
    worked_out,
)
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept

__all__ = ["join"]


@pytest.mark.parametrize(
    "what",
    ["block", "no language", "no time", "a limit on times", "peers", "invited", "no lately"],
)
def test_what_must_hold_is_asked_before(
    network: Any, claire: Person, join: Join, what: str
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    keep_apart(what, nora, ines)
    assert suggested(worked_out(network, claire)) == set()


@pytest.mark.parametrize(
    "what",
    [
        "block",
        "no language",
        "no time",
        "a limit on times",
        "peers",
        "invited",
        "no lately",
        "paused",
        "closed",
        "left",
    ],
)
def test_and_again_when_it_is_released(network: Any, claire: Person, join: Join, what: str) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    lou, max = join("Lou", language=["br"]), join("Max", language=["br"])
    with hats.system("test"):
        for person in (nora, ines):
            tells(person, "language", "fr")
    found = worked_out(network, claire)
    keep_apart(what, nora, ines)
    assert suggested(found) == {frozenset(("Nora", "Ines")), frozenset(("Lou", "Max"))}
    assert released(found, claire).state == "released"
    assert asked(found) == {("Lou", "Max"), ("Max", "Lou")}
    assert waits_for(lou)
    assert waits_for(max)


def tells(person: Person, kind: str, key: str) -> None:
    Facet.objects.create(
        person=person, kind=kind, concept=Concept.objects.get(scheme=kind, key=key), audience=4
    )


def keep_apart(what: str, one: Person, other: Person) -> None:
    with hats.system("test"):
        if what == "block":
            Block.objects.create(person=one, blocked=other)
        elif what == "no language":
            Facet.objects.filter(person__in=[one, other], kind="language").delete()
            tells(one, "language", "ar")
            tells(other, "language", "br")
        elif what == "no time":
            for person, slots in ((one, 1), (other, 2)):
                Facet.objects.create(person=person, kind="availability", slots=slots, audience=3)
        elif what == "a limit on times":  # who has it told no times, and shows it to nobody
            limit = vocabulary.concept_by_key("limit", "no_evenings").id
            Facet.objects.create(person=one, kind="limit", concept_id=limit, audience=0)
            Facet.objects.create(person=other, kind="availability", slots=0b100_100, audience=3)
        elif what == "peers":
            pair = Circle.objects.create(kind="pair")
            for person in (one, other):
                Membership.objects.create(circle=pair, person=person)
        elif what == "invited":
            Invitation.objects.create(by=one, to=other, expires_at="2100-01-01T00:00Z")
        elif (
            what == "no lately"
        ):  # said on the last day: less than six months ago, though invited before that
            now = timezone.now()
            before = {"made_at": now - timedelta(days=191), "expires_at": now - timedelta(days=170)}
            old = Invitation.objects.create(by=one, to=other, **before)
            Refusal.objects.create(invitation=old, person=other)
            Refusal.objects.update(at=now - timedelta(days=171))
        elif what == "paused":
            Person.objects.filter(pk=one.pk).update(paused_at="2026-01-01T00:00Z")
        elif what == "closed":
            Wish.objects.filter(person=one).update(closed_at="2026-01-01T00:00Z")
        else:
            Affiliation.objects.filter(person=one).delete()

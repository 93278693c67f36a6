"""A round around a team puts nobody together with the service from which they keep apart."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, transaction

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.plans.actions import stays_out
from entrepairs.rounds.hard_constraints import still_possible
from entrepairs.rounds.tests.making import Join, be_in, join, suggested, worked_out
from entrepairs.vocabulary.models import Concept

__all__ = ["join"]
STREET = {"experience": ["street"]}


def test_around_a_team_nobody_meets_the_service_from_which_they_keep_apart(
    network: Any, claire: Person, bruno: Person, join: Join
) -> None:
    nora, ines = (join(name, **STREET) for name in ("Nora", "Ines"))
    with hats.system("test"):
        team = Circle.objects.create(kind="team", name="Équipe", organisation=network.escale)
        role = Concept.objects.get(scheme="role", key="peer_worker")
        Membership.objects.create(circle=team, person=bruno, role=role)
        be_in(network, bruno, room_for=2)
    with hats.person(nora.pk):
        stays_out.keep_apart(organisation=network.escale, once=uuid4(), by=nora)
    found = worked_out(network, claire, team)
    assert suggested(found) == {frozenset({"Bruno", "Ines"})}
    # Also said after the round was worked out: what goes out is asked again, and by the database.
    with hats.person(ines.pk):
        stays_out.keep_apart(organisation=network.escale, once=uuid4(), by=ines)
    with hats.system("test"):
        pair = (min(bruno.pk, ines.pk), max(bruno.pk, ines.pk))
        assert still_possible([pair], found) == []
        with pytest.raises(Error), transaction.atomic():
            Invitation.objects.create(
                by=bruno, to=ines, round_id=found.pk, organisation=network.escale
            )

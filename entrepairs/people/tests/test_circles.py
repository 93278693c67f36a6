"""Circles: made, joined, left, ended; by whom."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import queries
from entrepairs.people.actions.circles import (
    add_member,
    end_circle,
    join_circle,
    leave_circle,
    make_circle,
)
from entrepairs.people.circles import add_membership, current_memberships
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.vocabulary.models import Concept


def in_circle(circle: Circle) -> list[str]:
    with hats.system("test"):
        return [person.name for person in queries.members_of([circle.pk])[circle.pk]]


def test_a_coordinator_makes_a_circle_of_the_organisation(
    network: Any, claire: Person, amel: Person
) -> None:
    with hats.person(claire.pk):
        circle = make_circle(
            kind="group",
            name="Marche",
            organisation=network.escale,
            members=[amel, claire.pk],
            by=claire,
        )
    assert in_circle(circle) == ["Amel", "Claire"]
    with hats.person(amel.pk):
        assert current_memberships(circle).filter(person=amel).exists()


def test_others_do_not(network: Any, amel: Person, eve: Person) -> None:
    for other in (amel, eve):
        with hats.person(other.pk), pytest.raises(NotPossible):
            make_circle(kind="group", name="Marche", organisation=network.escale, by=other)


def test_one_joins_an_open_circle_and_leaves_it(network: Any, eve: Person) -> None:
    with hats.person(eve.pk):
        membership = join_circle(circle=network.group, by=eve)
        assert join_circle(circle=network.group, by=eve) == membership
    assert "Eve" in in_circle(network.group)
    with hats.person(eve.pk):
        leave_circle(circle=network.group, by=eve)
        with pytest.raises(NotPossible):
            leave_circle(circle=network.group, by=eve)
    assert "Eve" not in in_circle(network.group)


@pytest.mark.parametrize("state", ["closed", "ended", "pair"])
def test_one_does_not_join_a_circle_that_is_not_open(network: Any, eve: Person, state: str) -> None:
    circle = network.pair if state == "pair" else network.group
    with hats.system("test"):
        if state == "closed":
            Circle.objects.filter(pk=circle.pk).update(open=False)
        elif state == "ended":
            Circle.objects.filter(pk=circle.pk).update(ended_at=Now())
    with hats.person(eve.pk), pytest.raises(NotPossible):
        join_circle(circle=circle, by=eve)
    with (
        hats.person(eve.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):  # nor past the action
        Membership.objects.create(circle=circle, person=eve)


def test_one_joins_from_now_on_and_without_a_role(network: Any, eve: Person) -> None:
    """A membership that began before would open what was said then."""
    from datetime import timedelta

    from django.utils import timezone

    with hats.system("test"):
        role = Concept.objects.filter(scheme="role")[0]
    for wrong in (
        {"since": timezone.now() - timedelta(days=365)},
        {"role": role},
        {"asked_by": "authority"},
    ):
        with hats.person(eve.pk), pytest.raises(DatabaseError), transaction.atomic():
            Membership.objects.create(circle=network.group, person=eve, **wrong)


def test_a_coordinator_adds_someone_with_a_role(
    network: Any, claire: Person, bruno: Person, david: Person
) -> None:
    with hats.system("test"):
        role = Concept.objects.get(scheme="role", key="peer_worker")
        statute = Concept.objects.get(scheme="statute", key="employee")
    with hats.person(claire.pk):
        membership = add_member(
            circle=network.group,
            person=bruno,
            by=claire,
            asked_by="organisation",
            role=role,
            statute=statute,
        )
    assert (membership.role, membership.statute, membership.asked_by) == (
        role,
        statute,
        "organisation",
    )
    for other, circle in ((david, network.group), (claire, network.pair)):
        with hats.person(other.pk), pytest.raises(NotPossible):
            add_member(circle=circle, person=bruno, by=other)


def test_either_of_a_pair_ends_it_for_both(network: Any, bruno: Person, david: Person) -> None:
    with hats.person(david.pk), pytest.raises(NotPossible):
        end_circle(circle=network.pair, by=david)
    with hats.person(bruno.pk):
        end_circle(circle=network.pair, by=bruno)
        assert not Membership.objects.current().filter(person=bruno).exists()
    assert in_circle(network.pair) == []
    with hats.system("test"):
        assert Circle.objects.get(pk=network.pair.pk).ended_at is not None


def test_a_group_is_ended_by_its_coordinators(network: Any, claire: Person, david: Person) -> None:
    with hats.person(david.pk), pytest.raises(NotPossible):
        end_circle(circle=network.group, by=david)
    with hats.person(claire.pk):
        end_circle(circle=network.group, by=claire)
    assert in_circle(network.group) == []


def test_several_roles_are_several_memberships_and_leaving_ends_them_all(
    network: Any, amel: Person
) -> None:
    with hats.system("test"):
        role = Concept.objects.get(scheme="role", key="peer_worker")
        add_membership(circle=network.group, person=amel, role=role)
        assert add_membership(circle=network.group, person=amel, role=role).role == role  # once
    with hats.person(amel.pk):
        leave_circle(circle=network.group, by=amel)
    with hats.system("test"):
        assert (
            Membership.objects.filter(circle=network.group, person=amel, until__isnull=True).count()
            == 0
        )
        assert Membership.objects.filter(circle=network.group, person=amel).count() == 2


def test_the_person_who_has_left_does_not_see_who_came_afterwards(
    network: Any, amel: Person, eve: Person
) -> None:
    with hats.person(amel.pk):
        leave_circle(circle=network.group, by=amel)
    with hats.person(eve.pk):
        join_circle(circle=network.group, by=eve)
    with hats.person(amel.pk):
        seen = set(Membership.objects.filter(circle=network.group).values_list("person", flat=True))
    assert eve.pk not in seen
    assert network.people["David"].pk in seen


def test_what_has_ended_cannot_be_prolonged(network: Any, amel: Person) -> None:
    from datetime import timedelta

    from django.utils import timezone

    later = timezone.now() + timedelta(days=400)
    with hats.person(amel.pk):
        leave_circle(circle=network.group, by=amel)
        mine = Membership.objects.filter(circle=network.group, person=amel)
        assert mine.update(until=later) == 0
        affiliation = Affiliation.objects.filter(person=amel)
        with pytest.raises(DatabaseError), transaction.atomic():
            affiliation.update(until=later, coordinator=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            affiliation.update(coordinator=True)
        assert affiliation.update(until=Now()) == 1
        assert affiliation.update(until=later) == 0

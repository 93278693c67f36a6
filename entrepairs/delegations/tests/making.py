"""Circles of delegations, made for tests."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.delegations.actions.circles import enter_delegation
from entrepairs.mandates.models import Body, Mandate
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.sittings.tests.making import delegation


def entered(body: Body, *people: Person) -> Circle:
    """Each by their own yes."""
    for person in people:
        with hats.person(person.pk):
            enter_delegation(body=body, once=uuid4(), by=person)
    with hats.system("test"):
        return Circle.objects.get(delegation__body=body)


def in_circle(circle: Circle) -> set[str]:
    with hats.system("test"):
        rows = Membership.objects.current().filter(circle=circle)
        return set(rows.values_list("person__name", flat=True))


def circle_of(
    claire: Person, network: Any, holder: Person, deputies: Iterable[Person]
) -> tuple[Circle, list[Mandate]]:
    """The holder of a seat and its deputies, all in their circle."""
    others = list(deputies)
    mandates = delegation(claire, network, holder, others)
    return entered(mandates[0].body, holder, *others), mandates

"""A conversation in which something is reported, and strangers who may decide on it."""

from typing import Any

import pytest

from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Circle, Person
from entrepairs.safeguarding.tests.making import (
    on_rota,
    strangers,
)


@pytest.fixture
def judges(network: Any) -> list[Person]:
    """Four of the network's rota, in no circle."""
    people = strangers("Nadège", "Yvonne", "Malik", "Rosa")
    for one in people:
        on_rota(one)
    return people


@pytest.fixture
def circle(amel: Person, eve: Person, david: Person) -> Circle:
    return group_of(amel, eve, david).circle

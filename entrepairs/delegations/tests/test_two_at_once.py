"""Two of a delegation enter at the same moment: one circle is made, and both are in it."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.conftest import Network, six_people
from entrepairs.core import hats
from entrepairs.delegations.actions.circles import enter_delegation
from entrepairs.delegations.models import Delegation
from entrepairs.delegations.tests.making import in_circle
from entrepairs.people.models import Person
from entrepairs.sittings.tests.making import delegation
from entrepairs.tests.committed import own_database
from entrepairs.tests.interleaving import COMMIT, Actor, run_two


@pytest.fixture(scope="module")
def network_of_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    with django_db_blocker.unblock(), own_database():
        yield six_people()


@pytest.mark.parametrize("turned", [False, True])
def test_two_who_enter_first_are_in_one_circle(network_of_all: Network, turned: bool) -> None:
    network = network_of_all
    for stop in (COMMIT, *range(30)):
        with hats.system("test"):
            two = [Person.objects.create(name=name) for name in ("one", "other")]
            for person in two:
                network.escale.affiliations.create(person=person)
        body = delegation(network.people["Claire"], network, two[0], two[1:])[0].body
        actors = [
            Actor(one.pk, partial(enter_delegation, body=body, once=uuid4(), by=one.pk))
            for one in two
        ]
        first, second = reversed(actors) if turned else actors
        first.stop = stop
        stopped = run_two(first, second)
        assert not [one for one in actors if isinstance(one.outcome, BaseException)]
        with hats.system("test"):
            circle = Delegation.objects.select_related("circle").get(body=body).circle
        assert in_circle(circle) == {"one", "other"}
        if not stopped:
            break

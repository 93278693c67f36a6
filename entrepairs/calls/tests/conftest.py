"""Claire and David prepare a study day in two months; its call is open."""

import pytest
from django.test import Client

from entrepairs.calls.models import Call
from entrepairs.calls.tests.calling import an_open_call
from entrepairs.conftest import Network
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


@pytest.fixture
def call(network: Network) -> Call:
    return an_open_call(network)


@pytest.fixture
def desk(as_person: As, claire: Person) -> Client:
    """Claire prepares the event."""
    return as_person(claire)

"""What the tests of the door share."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from entrepairs.accounts import throttling
from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.tests.ways_in import give_address, give_words, send
from entrepairs.core import hats
from entrepairs.people.models import Person


@pytest.fixture(autouse=True)
def _one_quarter_of_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test happens to cross the moment when counters begin again."""
    monkeypatch.setattr(throttling, "time", SimpleNamespace(time=lambda: 1_800_000_100.0))


@pytest.fixture
def paper(network: Any) -> Callable[..., str]:
    """A code on paper for this person, as Claire hands it out."""

    def hand_out(person: Person, **options: Any) -> str:
        return issue_codes(people=[person], by=network.people["Claire"], **options)[0]

    return hand_out


@pytest.fixture
def nadia(network: Any) -> Person:
    """In the association, never came in."""
    from entrepairs.people.models import Affiliation

    with hats.system("test"):
        person = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=person, organisation=network.escale)
    return person


@pytest.fixture
def signed_in(client: Client, amel: Person) -> Client:
    """As Amel, with words, having just typed them."""
    send(client, "/enter/name/", login="amel", secret=give_words(amel))
    return client


@pytest.fixture
def amel_s(amel: Person) -> str:
    return give_address(amel)

"""What the tests of the door share."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.accounts import throttling
from entrepairs.accounts.actions import issue_codes
from entrepairs.accounts.models import Account
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


def account_of(person: Person) -> Account:
    with hats.gate():
        return Account.objects.get(person=person.pk)


def send(client: Client, url: str, once: str = "", **data: Any) -> Any:
    """A form, with its key."""
    return client.post(url, {"once": once or str(uuid4()), **data})


def who(client: Client) -> int | None:
    """Whom the site takes this browser for."""
    with hats.gate():
        found = client.session.get("person")
    return None if found is None else int(found)


def give_words(person: Person, words: str = "abricot bateau cerise dragon") -> str:
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        account.set_password(words)
        account.save()
    return words


@pytest.fixture
def nadia(network: Any) -> Person:
    """In the association, never came in."""
    from entrepairs.people.models import Affiliation

    with hats.system("test"):
        person = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=person, organisation=network.escale)
    return person

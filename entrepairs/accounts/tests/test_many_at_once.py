"""Many presses at the same moment, really committed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import Account, Session
from entrepairs.accounts.tests.ways_in import send
from entrepairs.accounts.throttling import LIMITS
from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Affiliation, Person
from entrepairs.tests.committed import committed

__all__ = ["committed"]


@pytest.fixture
def real_counters(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "entrepairs.accounts.throttle_cache.TriesCache",
            "LOCATION": "accounts_tries",
        }
    }


def together(act: Callable[[int], Any], times: int) -> list[Any]:
    """In threads, each with its own connections."""

    def alone(number: int) -> Any:
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(alone, range(times)))


def test_guesses_made_together_are_all_counted(committed: Network, real_counters: None) -> None:
    allowed = LIMITS["secret"][0].amount
    answers = together(
        lambda n: send(Client(), "/enter/name/", login=f"name{n}", secret="a b c d").status_code,
        allowed + 10,
    )
    assert answers.count(422) == allowed
    assert answers.count(429) == 10


def test_a_code_sent_from_many_phones_together_opens_once(
    committed: Network, real_counters: None
) -> None:
    with hats.system("test"):
        nadia = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=nadia, organisation=committed.escale)
    (code,) = issue_codes(people=[nadia], by=committed.people["Claire"])
    answers = together(lambda _: send(Client(), "/enter/code/", code=code, yes="1").status_code, 8)
    assert sorted(answers) == [302] + [422] * 7
    with hats.system("test"):
        assert Account.objects.filter(person=nadia).count() == 1


def test_one_form_pressed_many_times_together_is_one_session(
    committed: Network, real_counters: None
) -> None:
    with hats.system("test"):
        nadia = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=nadia, organisation=committed.escale)
    (code,) = issue_codes(people=[nadia], by=committed.people["Claire"])
    once = "5f0c2a34-0000-4000-8000-000000000071"

    def press(_: int) -> tuple[str, str]:
        phone = Client()
        answer = send(phone, "/enter/code/", once=once, code=code, yes="1")
        return answer["Location"], phone.cookies["session"].value

    assert len(set(together(press, 6))) == 1
    with hats.system("test"):
        assert Session.objects.filter(account__person=nadia).count() == 1
        assert Deed.objects.filter(verb="use_entry_code", by_person=nadia.pk).count() == 1


def test_one_sign_up_pressed_many_times_together_is_one_person(
    committed: Network, real_counters: None
) -> None:
    once = "5f0c2a34-0000-4000-8000-000000000072"
    answers = together(
        lambda _: (
            send(
                Client(), "/account/signup/", once=once, called="Zoé", email="zoe@example.org"
            ).status_code
        ),
        4,
    )
    assert answers == [302] * 4
    with hats.system("test"):
        assert Person.objects.filter(name="Zoé").count() == 1

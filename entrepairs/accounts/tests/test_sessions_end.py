"""A way in that ends, ends the sessions that it may have opened; this one stays."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from entrepairs.accounts.models import Account
from entrepairs.accounts.tests.ways_in import code_mailed, give_address, give_words, send, who
from entrepairs.core import hats
from entrepairs.people.models import Person

SEED = "a-seed-that-is-long-enough-0003"


@pytest.fixture
def here(client: Client, amel: Person) -> Client:
    send(client, "/enter/name/", login="amel", secret=give_words(amel))
    return client


@pytest.fixture
def elsewhere(here: Client, as_person: Callable[[Person], Client], amel: Person) -> Client:
    return as_person(amel)


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def remove_passkey(here: Client, amel: Person) -> None:
    with hats.gate():
        account = Account.objects.get(person=amel.pk)
        Authenticator.objects.create(
            user=account, type="webauthn", data={"name": "Android", "credential": {}}
        )
    found = re.search(r"/account/passkeys/\w+/remove/", here.get("/account/").text)
    assert found
    assert "other devices are signed out" in here.get(found[0]).text
    assert send(here, found[0]).status_code == 302


def remove_address(here: Client, amel: Person) -> None:
    give_address(amel)
    press_remove(here)


def press_remove(here: Client) -> None:
    assert "other devices are signed out" in here.get("/account/email/remove/").text
    assert send(here, "/account/email/remove/").status_code == 302


def change_address(here: Client, amel: Person) -> None:
    give_address(amel)
    send(here, "/account/email/", email="new@example.org", action_add="1")
    sent = send(here, "/account/confirm-email/", action="verify", code=code_mailed())
    assert sent.status_code == 302


def print_codes_again(here: Client, amel: Person) -> None:
    assert send(here, "/account/codes/", seed=SEED + "again").status_code == 200


@pytest.mark.parametrize("end", [remove_passkey, remove_address, change_address, print_codes_again])
def test_other_devices_are_signed_out(
    end: Callable[[Client, Person], None], here: Client, elsewhere: Client, amel: Person
) -> None:
    send(here, "/account/codes/", seed=SEED)
    assert (is_in(here), is_in(elsewhere)) == (True, True)
    end(here, amel)
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert who(here) == amel.pk


def test_a_password_that_goes_with_its_address_leaves_this_device_signed_in(
    here: Client, amel: Person, as_person: Callable[[Person], Client]
) -> None:
    give_address(amel)
    sent = send(here, "/account/password/", password="a long enough sentence")
    assert sent.status_code == 302
    elsewhere = as_person(amel)
    press_remove(here)
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_a_first_address_and_the_first_codes_end_nothing(
    here: Client, elsewhere: Client, amel: Person
) -> None:
    send(here, "/account/codes/", seed=SEED)
    send(here, "/account/email/", email="new@example.org", action_add="1")
    send(here, "/account/confirm-email/", action="verify", code=code_mailed())
    assert (is_in(here), is_in(elsewhere)) == (True, True)


def test_an_address_is_removed_by_our_page_alone(
    here: Client, elsewhere: Client, amel: Person
) -> None:
    give_address(amel)
    send(here, "/account/email/", email="amel@example.org", action_remove="1")
    with hats.gate():
        assert Account.objects.get(person=amel.pk).email == "amel@example.org"

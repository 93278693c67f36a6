"""Every form of the door, pressed twice: the same answer, done once."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connections
from django.test import Client

from entrepairs.accounts.models import Account
from entrepairs.accounts.queries import passkeys_of
from entrepairs.accounts.tests.ways_in import account_of, give_address, give_words, send, who
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person

ONCE = "5f0c2a34-0000-4000-8000-000000000061"


@pytest.fixture
def amel_in(as_person: Any, amel: Person) -> Client:
    """Amel, with an address, words, a passkey, and a code made by others; just shown who she is."""
    give_address(amel)
    give_words(amel)
    with hats.gate():
        account = Account.objects.get(person=amel.pk)
        Authenticator.objects.create(
            user=account, type="webauthn", data={"name": "Android", "credential": {}}
        )
    client: Client = as_person(amel)
    with hats.gate():
        session = client.session
        session["proved"] = int(time.time())
        session.save()
    return client


FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "password": ("/account/password/", {"password": "a long enough sentence"}),
    "another address": ("/account/email/", {"email": "new@example.org", "action_add": "1"}),
    "no address": ("/account/email/remove/", {}),
    "cancelled code": ("/account/codes/cancel/", {}),
    "still me": ("/account/again/", {"secret": "abricot bateau cerise dragon"}),
    "a mail to show it": ("/account/again/", {"send": "1"}),
    "everywhere": ("/account/everywhere/", {}),
    "out": ("/account/logout/", {}),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_second_press_is_answered_like_the_first(
    amel_in: Client, amel: Person, paper: Callable[..., str], name: str
) -> None:
    paper(amel)
    url, data = FORMS[name]
    first = send(amel_in, url, once=ONCE, **data)
    deeds, mails = count(amel), len(mail.outbox)
    second = send(amel_in, url, once=ONCE, **data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert (count(amel), len(mail.outbox)) == (deeds, mails)
    assert deeds <= 1


def count(person: Person) -> int:
    with hats.system("test"):
        return Deed.objects.filter(room="accounts", by_person=person.pk).count()


def test_a_passkey_is_removed_once(amel_in: Client, amel: Person) -> None:
    with hats.gate():
        key = passkeys_of(account_of(amel))[0].key
    answers = [send(amel_in, f"/account/passkeys/{key}/remove/", once=ONCE) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/account/", "/account/"]
    assert count(amel) == 1


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("/enter/name/", {"login": "amel", "secret": "abricot bateau cerise dragon"}),
        (
            "/account/login/",
            {"login": "amel@example.org", "secret": "abricot bateau cerise dragon"},
        ),
    ],
)
def test_two_presses_at_sign_in_are_one_session(
    amel: Person, url: str, data: dict[str, str]
) -> None:
    give_words(amel)
    give_address(amel)
    presses = [Client(headers={"accept-language": "en"}) for _ in range(2)]
    answers = [send(press, url, once=ONCE, **data) for press in presses]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert presses[0].cookies["session"].value == presses[1].cookies["session"].value
    assert who(presses[1]) == amel.pk


def test_a_form_without_its_key_still_works_once(amel: Person, client: Client) -> None:
    words = give_words(amel)
    answer = client.post("/enter/name/", {"login": "amel", "secret": words})
    assert answer.status_code == 422  # it comes back complete
    assert who(client) is None


@pytest.mark.django_db(databases=["default", "tries"])
def test_what_is_kept_to_answer_twice_is_no_secret(amel: Person, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "entrepairs.accounts.throttle_cache.TriesCache",
            "LOCATION": "accounts_tries",
        }
    }
    send(Client(), "/enter/name/", once=ONCE, login="amel", secret=give_words(amel))
    with connections["tries"].cursor() as cursor:
        cursor.execute("select cache_key, value from accounts_tries")
        kept = str(cursor.fetchall())
    assert "again:" in kept
    assert "abricot" not in kept
    assert ONCE not in kept

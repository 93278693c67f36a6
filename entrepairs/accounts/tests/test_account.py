"""My ways in: added, changed, removed, and never lost by mistake."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from entrepairs.accounts.models import Account
from entrepairs.accounts.tests.ways_in import account_of, code_mailed, give_address, send, who
from entrepairs.core import hats
from entrepairs.people.models import Person

SEED = "a-seed-that-is-long-enough-0001"


def later(client: Client) -> None:
    """An hour passes."""
    with hats.gate():
        session = client.session
        session["proved"] = int(time.time()) - 3600
        session.save()


def test_the_page_lists_the_ways_in_and_the_devices(signed_in: Client, amel: Person) -> None:
    page = signed_in.get("/account/")
    assert "<strong>amel</strong>" in page.text
    assert "You have only one way to sign in" in page.text
    assert "this one" in page.text


def test_without_a_way_in_the_page_says_what_would_happen(as_person: Any, amel: Person) -> None:
    assert "You can only sign in on this device" in as_person(amel).get("/account/").text


def test_a_stranger_is_sent_to_the_door(client: Client, db: None) -> None:
    for url in (
        "",
        "return/",
        "words/",
        "password/",
        "codes/",
        "passkeys/add/",
        "email/",
        "email/remove/",
        "again/",
    ):
        assert client.get(f"/account/{url}")["Location"].startswith("/enter/?next=/account/"), url


@pytest.mark.parametrize("url", ["words/", "codes/", "passkeys/add/", "email/", "email/remove/"])
def test_a_phone_left_open_does_not_change_the_ways_in(signed_in: Client, url: str) -> None:
    assert signed_in.get(f"/account/{url}").status_code in {200, 302}
    later(signed_in)
    for answer in (signed_in.get(f"/account/{url}"), send(signed_in, f"/account/{url}", seed=SEED)):
        assert answer["Location"].startswith("/account/again/?next=%2Faccount%2F")


def test_showing_the_words_again_opens_the_change(signed_in: Client) -> None:
    later(signed_in)
    url = signed_in.get("/account/codes/")["Location"]
    assert send(signed_in, url, secret="one two three four").status_code == 422
    assert (
        send(signed_in, url, secret="Abricot bateau cerise dragon")["Location"] == "/account/codes/"
    )
    assert signed_in.get("/account/codes/").status_code == 200


def test_a_code_by_mail_shows_it_too(as_person: Any, amel: Person) -> None:
    give_address(amel)
    browser = as_person(amel)
    url = browser.get("/account/codes/")["Location"]
    assert send(browser, url, send="1").status_code == 302
    assert "The code from the email" in browser.get(url).text
    assert send(browser, url, mailed="1", code="0000-0000").status_code == 422
    assert send(browser, url, mailed="1", code=code_mailed())["Location"] == "/account/codes/"


def test_guesses_of_one_s_own_secret_are_counted_too(signed_in: Client) -> None:
    later(signed_in)
    answers = [
        send(signed_in, "/account/again/", secret="no no no no").status_code for _ in range(20)
    ]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_the_person_who_has_no_way_in_yet_may_add_one_at_once(as_person: Any, amel: Person) -> None:
    assert as_person(amel).get("/account/words/").status_code == 200


def test_an_address_is_added_once_confirmed(signed_in: Client, amel: Person) -> None:
    assert (
        send(signed_in, "/account/email/", email="new@example.org", action_add="1")["Location"]
        == "/account/confirm-email/"
    )
    assert account_of(amel).email is None
    assert (
        send(signed_in, "/account/confirm-email/", action="verify", code=code_mailed()).status_code
        == 302
    )
    assert account_of(amel).email == "new@example.org"
    elsewhere = Client(headers={"accept-language": "en"})
    send(elsewhere, "/account/login/code/", email="new@example.org")
    send(elsewhere, "/account/login/code/confirm/", action="verify", code=code_mailed())
    assert who(elsewhere) == amel.pk


def test_changing_the_address_tells_the_former_one(signed_in: Client, amel: Person) -> None:
    give_address(amel, "old@example.org")
    send(signed_in, "/account/email/", email="new@example.org", action_add="1")
    send(signed_in, "/account/confirm-email/", action="verify", code=code_mailed())
    assert account_of(amel).email == "new@example.org"
    assert mail.outbox[-1].to == ["old@example.org"]
    assert "The way you sign in has changed" in mail.outbox[-1].subject


def test_somebody_else_s_address_cannot_be_taken_and_nobody_learns_it_is_here(
    signed_in: Client, amel: Person, bruno: Person
) -> None:
    give_address(bruno, "bruno@example.org")
    answer = send(signed_in, "/account/email/", email="bruno@example.org", action_add="1")
    assert answer["Location"] == "/account/confirm-email/"
    assert account_of(amel).email is None


def test_removing_the_address_asks_first_and_warns_when_it_is_the_last_way(
    as_person: Any, amel: Person, bruno: Person
) -> None:
    give_address(amel)
    browser = as_person(amel)
    with hats.gate():
        session = browser.session
        session["proved"] = int(time.time())
        session.save()
    page = browser.get("/account/email/remove/")
    assert "This is your last way to sign in" in page.text
    assert account_of(amel).email
    assert send(browser, "/account/email/remove/")["Location"] == "/account/"
    assert account_of(amel).email is None
    assert mail.outbox[-1].to == ["amel@example.org"]


def test_two_people_may_both_have_removed_their_address(
    as_person: Any, amel: Person, bruno: Person
) -> None:
    from allauth.account.models import EmailAddress

    for person, email in ((amel, "a@example.org"), (bruno, "b@example.org")):
        give_address(person, email)
        with hats.gate():
            EmailAddress.objects.get(email=email).remove()
        assert account_of(person).email is None


def test_a_password_replaces_the_words_and_ends_other_sessions(
    signed_in: Client, as_person: Any, amel: Person
) -> None:
    give_address(amel)
    other = as_person(amel)
    assert send(signed_in, "/account/password/", password="short").status_code == 422
    assert (
        send(signed_in, "/account/password/", password="a long enough sentence")["Location"]
        == "/account/"
    )
    assert signed_in.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert account_of(amel).username is None
    assert account_of(amel).check_password("a long enough sentence")


def test_a_password_needs_an_address(signed_in: Client) -> None:
    assert signed_in.get("/account/password/")["Location"] == "/account/"


def passkey(person: Person, name: str = "Android") -> Authenticator:
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        return Authenticator.objects.create(
            user=account, type="webauthn", data={"name": name, "credential": {}}
        )


def test_a_passkey_is_removed_after_asking(signed_in: Client, amel: Person) -> None:
    passkey(amel)
    url = re.search(r"/account/passkeys/\w+/remove/", signed_in.get("/account/").text)[0]  # type: ignore[index]
    page = signed_in.get(url)
    assert "no longer be able to sign in with “Android”" in page.text
    assert "last way to sign in" not in page.text
    assert send(signed_in, url)["Location"] == "/account/"
    with hats.gate():
        assert not Authenticator.objects.exists()
    assert signed_in.get(url).status_code == 404


def test_the_passkey_of_somebody_else_is_not_there(
    signed_in: Client, as_person: Any, amel: Person, bruno: Person
) -> None:
    passkey(amel)
    url = re.search(r"/account/passkeys/\w+/remove/", signed_in.get("/account/").text)[0]  # type: ignore[index]
    assert as_person(bruno).get(url).status_code == 404
    passkey(bruno, "iPhone")
    browser = as_person(bruno)
    with hats.gate():
        session = browser.session
        session["proved"] = int(time.time())
        session.save()
    assert browser.get(url).status_code == 404
    assert send(browser, url).status_code == 404
    with hats.gate():
        assert Authenticator.objects.count() == 2


def test_the_page_of_a_person_leads_to_their_ways_in_and_says_so_once(signed_in: Client) -> None:
    assert signed_in.get("/me/").text.count('href="/account/"') == 1

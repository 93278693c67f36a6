"""My ways in: added, changed, removed, and never lost by mistake."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from entrepairs.accounts.models import Account, EntryCode, Session
from entrepairs.accounts.tests.ways_in import (
    account_of,
    code_mailed,
    days_pass,
    give_address,
    give_words,
    send,
    who,
)
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person

SEED = "a-seed-that-is-long-enough-0001"


def printed(page: Any) -> list[str]:
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text)


@pytest.fixture
def signed_in(client: Client, amel: Person) -> Client:
    """As Amel, with words, having just typed them."""
    send(client, "/enter/name/", login="amel", secret=give_words(amel))
    return client


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


def test_ten_codes_are_shown_once_and_each_opens_once(signed_in: Client, amel: Person) -> None:
    assert printed(signed_in.get("/account/codes/")) == []
    codes = printed(send(signed_in, "/account/codes/", seed=SEED))
    assert len(set(codes)) == 10
    assert printed(signed_in.get("/account/codes/")) == []
    elsewhere = Client(headers={"accept-language": "en"})
    assert "Are you Amel?" in send(elsewhere, "/enter/code/", code=codes[3].lower()).text
    assert send(elsewhere, "/enter/code/", code=codes[3], yes="1")["Location"] == "/account/return/"
    assert who(elsewhere) == amel.pk
    assert send(Client(), "/enter/code/", code=codes[3], yes="1").status_code == 422
    assert "9 codes are still" in signed_in.get("/account/").text


def test_a_double_press_shows_the_same_ten(signed_in: Client, amel: Person) -> None:
    once = "5f0c2a34-0000-4000-8000-000000000031"
    first, second = (
        printed(send(signed_in, "/account/codes/", once=once, seed=SEED)) for _ in range(2)
    )
    assert first == second
    with hats.gate():
        assert EntryCode.objects.filter(person=amel.pk).count() == 10


def test_new_codes_replace_the_old_ones(signed_in: Client) -> None:
    old = printed(send(signed_in, "/account/codes/", seed=SEED))
    new = printed(send(signed_in, "/account/codes/", seed=SEED + "x"))
    assert not set(old) & set(new)
    assert send(Client(), "/enter/code/", code=old[0], yes="1").status_code == 422


def test_the_same_seed_gives_others_to_somebody_else(
    signed_in: Client, as_person: Any, bruno: Person
) -> None:
    mine = printed(send(signed_in, "/account/codes/", seed=SEED))
    theirs = printed(send(as_person(bruno), "/account/codes/", seed=SEED))
    assert not set(mine) & set(theirs)


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


def test_signing_out_is_a_press_and_not_a_link(signed_in: Client, amel: Person) -> None:
    assert signed_in.get("/account/logout/").status_code == 200
    assert who(signed_in) == amel.pk
    key = signed_in.cookies["session"].value
    assert send(signed_in, "/account/logout/")["Location"] == "/"
    with hats.gate():
        assert not Session.objects.filter(session_key=key).exists()
    assert send(signed_in, "/account/logout/")["Location"] == "/"


def test_signing_out_everywhere_ends_every_session_of_mine_and_no_other(
    signed_in: Client, as_person: Any, amel: Person, bruno: Person
) -> None:
    other, his = as_person(amel), as_person(bruno)
    assert send(signed_in, "/account/everywhere/")["Location"] == "/enter/"
    assert other.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 302
    assert his.get("/account/").status_code == 200
    assert signed_in.get("/account/everywhere/").status_code == 405


def test_a_session_keeps_the_kind_of_device_and_the_day_only(client: Client, amel: Person) -> None:
    words = give_words(amel)
    agent = "Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 Chrome/120 Mobile"
    client.post(
        "/enter/name/",
        {"once": "5f0c2a34-0000-4000-8000-000000000041", "login": "amel", "secret": words},
        headers={"user-agent": agent},
        REMOTE_ADDR="192.0.2.77",
    )
    with hats.gate():
        session = Session.objects.get(account__person=amel.pk)
        assert session.device == "Android"
        assert session.signed_in_at is not None
        known = str(session.get_decoded())
    assert "SM-J330F" not in known
    assert "192.0.2.77" not in known


def test_erasing_a_person_ends_their_sessions(signed_in: Client, amel: Person) -> None:
    key = signed_in.cookies["session"].value
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).delete()
        assert not Session.objects.filter(session_key=key).exists()
    assert signed_in.get("/account/").status_code == 302


def test_a_visit_renews_the_thirty_days_but_not_at_each_page(
    signed_in: Client, amel: Person
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    assert "session" not in signed_in.get("/").cookies
    soon = timezone.now() + timedelta(days=10)
    with hats.gate():
        Session.objects.filter(account__person=amel.pk).update(expire_date=soon)
    assert "session" in signed_in.get("/").cookies
    with hats.gate():
        assert Session.objects.get(account__person=amel.pk).expire_date > soon + timedelta(days=15)


def test_what_changes_is_a_deed_its_person_can_read(
    signed_in: Client, amel: Person, bruno: Person
) -> None:
    send(signed_in, "/account/codes/", seed=SEED)
    with hats.person(amel.pk):
        assert Deed.objects.filter(room="accounts", verb="print_recovery_codes").count() == 1
    with hats.person(bruno.pk):
        assert not Deed.objects.filter(room="accounts", by_person=amel.pk).exists()


def test_a_lost_way_back_is_found_again_with_paper(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    """Who skipped the choice, then lost the phone: the association hands out another code."""
    send(client, "/enter/code/", code=paper(nadia), yes="1")
    other_phone = Client(headers={"accept-language": "en"})
    code = paper(nadia)
    days_pass(nadia, 4)
    assert send(other_phone, "/enter/code/", code=code, yes="1").status_code == 302
    assert who(other_phone) == nadia.pk


def test_the_page_of_a_person_leads_to_their_ways_in_and_says_so_once(signed_in: Client) -> None:
    assert signed_in.get("/me/").text.count('href="/account/"') == 1

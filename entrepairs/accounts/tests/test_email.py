"""With an e-mail address: beginning, coming in, and telling nobody who is here."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from entrepairs.accounts import clean_up
from entrepairs.accounts.models import Account
from entrepairs.accounts.tests.ways_in import (
    FOR_STRANGERS,
    account_of,
    code_mailed,
    mail_body,
    send,
    who,
)
from entrepairs.core import hats
from entrepairs.people.models import Person

SIGN_UP, CONFIRM = "/account/signup/", "/account/confirm-email/"
ASK, ENTER = "/account/login/code/", "/account/login/code/confirm/"


def people() -> int:
    with hats.system("test"):
        return Person.objects.count()


def begin(client: Client, email: str = "zoe@example.org", **data: Any) -> Any:
    return send(client, SIGN_UP, called="Zoé", email=email, **data)


def test_beginning_asks_a_name_and_an_address_then_a_code(client: Client, db: None) -> None:
    assert begin(client)["Location"] == CONFIRM
    assert "zoe@example.org" in client.get(CONFIRM).text
    assert who(client) is None
    assert mail.outbox[-1].to == ["zoe@example.org"]
    assert "Zoé" not in mail.outbox[-1].body
    answer = send(client, CONFIRM, action="verify", code=code_mailed().replace("-", " "))
    assert answer["Location"] == "/welcome/"
    with hats.system("test"):
        person = Person.objects.get(name="Zoé")
        account = Account.objects.get(person=person)
        assert not account.has_usable_password()
        assert EmailAddress.objects.get(user=account).verified
        assert account.username is None
    assert who(client) == person.pk


def test_the_new_person_is_seen_by_nobody_until_they_say_so(client: Client, bruno: Person) -> None:
    begin(client)
    with hats.person(bruno.pk):
        assert not Person.objects.filter(name="Zoé").exists()


def test_where_one_was_going_is_kept_while_beginning(client: Client, db: None) -> None:
    begin(client, next="/organisations/")
    assert (
        send(client, CONFIRM, action="verify", code=code_mailed())["Location"] == "/organisations/"
    )


def test_no_session_is_made_by_reading(client: Client, db: None) -> None:
    for url in (
        SIGN_UP,
        ASK,
        ENTER,
        CONFIRM,
        "/account/login/",
        "/enter/",
        "/account/signup/passkey/",
    ):
        answer = client.get(url)
        # What follows a form that was not sent leads back to its beginning.
        assert answer.status_code == (302 if url in {ENTER, CONFIRM} else 200), url
        assert answer.status_code == 302 or "<form" in answer.text, url
        assert "session" not in client.cookies, url


def test_beginning_with_a_known_address_looks_the_same_and_tells_only_its_owner(
    client: Client, amel: Person, amel_s: str
) -> None:
    before = people()
    known = begin(client, email=amel_s.upper())
    stranger = Client(headers={"accept-language": "en"})
    unknown = begin(stranger)
    assert known["Location"] == unknown["Location"] == CONFIRM
    pages = [
        re.sub(r'value="[^"]*"', "", browser.get(CONFIRM).text) for browser in (client, stranger)
    ]
    assert pages[0].replace(amel_s, "x") == pages[1].replace("zoe@example.org", "x")
    assert mail.outbox[0].to == [amel_s]
    assert "already has an account" in mail.outbox[0].body
    assert not re.search(r"\d{4}-\d{4}", mail_body(0))
    assert people() == before + 1  # only the unknown one


def test_nobody_can_sit_on_an_address_that_is_not_theirs(client: Client, db: None) -> None:
    squatter = Client(headers={"accept-language": "en"})
    send(squatter, SIGN_UP, called="Not Zoé", email="zoe@example.org")
    begin(client)
    assert send(client, CONFIRM, action="verify", code=code_mailed()).status_code == 302
    with hats.system("test"):
        assert not Person.objects.filter(name="Not Zoé").exists()
    assert send(squatter, CONFIRM, action="verify", code=code_mailed(0))["Location"] == SIGN_UP
    assert who(squatter) is None


def test_a_double_press_on_beginning_makes_one_person_and_either_press_goes_on(
    client: Client, db: None
) -> None:
    before, once = people(), "5f0c2a34-0000-4000-8000-000000000021"
    second = Client(headers={"accept-language": "en"})
    begin(client, once=once)
    assert begin(second, once=once)["Location"] == CONFIRM
    assert people() == before + 1
    assert len(mail.outbox) == 1
    assert send(second, CONFIRM, action="verify", code=code_mailed()).status_code == 302


def test_an_address_that_is_not_confirmed_does_not_get_a_session_by_password(
    client: Client, amel: Person
) -> None:
    with hats.gate():
        account = Account.objects.get(person=amel.pk)
        account.set_password("a long enough sentence")
        account.email = "amel@example.org"
        account.save()
        EmailAddress.objects.create(
            user=account, email="amel@example.org", verified=False, primary=True
        )
    assert (
        send(
            client, "/account/login/", login="amel@example.org", secret="a long enough sentence"
        ).status_code
        == 422
    )


def test_a_password_opens_with_the_address(client: Client, amel: Person, amel_s: str) -> None:
    with hats.gate():
        account = Account.objects.get(person=amel.pk)
        account.set_password("a long enough sentence")
        account.save()
    assert (
        send(
            client, "/account/login/", login=" Amel@Example.org", secret="a long enough sentence"
        ).status_code
        == 302
    )
    assert who(client) == amel.pk


def test_when_the_mail_cannot_leave_one_is_told_and_nothing_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    before = people()
    page = begin(client)
    assert page.status_code == 503
    assert "The email could not be sent" in page.text
    assert people() == before


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_and_mails_speak_the_language_of_the_browser(language: str, amel_s: str) -> None:
    browser = Client(headers={"accept-language": language})
    send(browser, ASK, email=amel_s)
    begin(browser, email="other@example.org")
    begin(browser, email=amel_s)
    words = " ".join(f"{m.subject} {m.body}" for m in mail.outbox) + browser.get("/enter/").text
    assert ("Bonjour" in words) is (language == "fr")
    assert ("Hello" in words) is (language == "en")
    assert f'<html lang="{language}"' in words


def test_every_page_of_the_door_is_said_in_both_languages(db: None) -> None:
    for url in (*FOR_STRANGERS, "/account/logout/"):
        titles = []
        for language in ("fr", "en"):
            page = Client(headers={"accept-language": language}).get(url)
            titles.append(re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)[1])  # type: ignore[index]
        assert titles[0] != titles[1], url


def test_mails_are_plain_text_with_nothing_personal(
    amel: Person, amel_s: str, client: Client
) -> None:
    send(client, ASK, email=amel_s)
    sent = mail.outbox[-1]
    assert sent.content_subtype == "plain"
    assert not getattr(sent, "alternatives", None)
    assert "Amel" not in sent.body
    assert amel_s not in sent.body


def test_sign_ups_never_confirmed_are_forgotten_and_the_others_are_not(
    client: Client, amel: Person, amel_s: str
) -> None:
    begin(client)
    before = people()
    clean_up.sweep_ways_in()
    assert people() == before
    with hats.system("test"):
        Account.objects.update(created_at=timezone.now() - 2 * clean_up.UNCONFIRMED)
    clean_up.sweep_ways_in()
    assert people() == before - 1
    assert account_of(amel)

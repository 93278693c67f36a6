"""Coming in with a code by mail, which is of use once and guessed by nobody."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from entrepairs.accounts.models import Account
from entrepairs.accounts.tests.ways_in import code_mailed, mail_body, send, who
from entrepairs.core import hats
from entrepairs.people.models import Person

ASK, ENTER = "/account/login/code/", "/account/login/code/confirm/"


def test_coming_in_with_a_code_by_mail(client: Client, amel: Person, amel_s: str) -> None:
    assert (
        send(client, ASK, email="Amel@Example.org", next="/me/")["Location"]
        == f"{ENTER}?next=%2Fme%2F"
    )
    assert who(client) is None
    answer = send(client, f"{ENTER}?next=/me/", action="verify", code=code_mailed())
    assert answer["Location"] == "/me/"
    assert who(client) == amel.pk


def test_a_double_press_on_the_code_by_mail_stays_in(
    client: Client, amel: Person, amel_s: str
) -> None:
    send(client, ASK, email=amel_s)
    second = Client(headers={"accept-language": "en"})
    second.cookies["session"] = client.cookies["session"].value
    once, code = "5f0c2a34-0000-4000-8000-000000000022", code_mailed()
    first = send(client, ENTER, once=once, action="verify", code=code)
    assert (
        send(second, ENTER, once=once, action="verify", code=code)["Location"] == first["Location"]
    )
    assert who(second) == amel.pk


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_so(
    client: Client, amel_s: str
) -> None:
    pages = []
    for email in (amel_s, "nobody@example.org"):
        browser = Client(headers={"accept-language": "en"})
        assert send(browser, ASK, email=email)["Location"] == ENTER
        pages.append(re.sub(r'value="[^"]*"', "", browser.get(ENTER).text).replace(email, "x"))
        wrong = send(browser, ENTER, action="verify", code="0000-0000")
        assert wrong.status_code == 422
        pages.append(re.sub(r'value="[^"]*"', "", wrong.text).replace(email, "x"))
    assert pages[:2] == pages[2:]
    assert "No account uses it" in mail.outbox[-1].body


def test_five_wrong_codes_end_that_code(client: Client, amel: Person, amel_s: str) -> None:
    send(client, ASK, email=amel_s)
    code = code_mailed()
    answers = [send(client, ENTER, action="verify", code="0000-0000").status_code for _ in range(5)]
    assert answers == [422] * 4 + [302]
    assert send(client, ENTER, action="verify", code=code)["Location"] == ASK
    assert who(client) is None


def test_another_mail_brings_another_code(client: Client, amel: Person, amel_s: str) -> None:
    send(client, ASK, email=amel_s)
    assert send(client, ENTER, action="resend").status_code == 302
    assert len(mail.outbox) == 2
    assert send(client, ENTER, action="verify", code=code_mailed()).status_code == 302
    assert who(client) == amel.pk


def test_one_address_is_not_written_to_without_end(client: Client, db: None) -> None:
    answers = [send(client, ASK, email="victim@example.org").status_code for _ in range(7)]
    assert answers[-1] == 429
    assert len(mail.outbox) <= 5


def test_guesses_of_a_mailed_code_are_counted_for_the_address_not_for_the_session(
    amel_s: str, monkeypatch: Any
) -> None:
    from entrepairs.accounts import throttling

    monkeypatch.setitem(throttling.LIMITS, "mail_code", (throttling.Limit("name", 3, 900),))
    answers = []
    for _ in range(4):
        browser = Client(headers={"accept-language": "en"})
        send(browser, ASK, email=amel_s)
        answers.append(send(browser, ENTER, action="verify", code="0000-0000").status_code)
    assert answers == [422, 422, 422, 429]


def test_a_code_is_answered_by_no_machine_and_comes_from_the_site_s_own_host(
    amel_s: str, client: Client, settings: Any
) -> None:
    settings.ORIGIN = "https://pairs.example"
    send(client, ASK, email=amel_s)
    message = mail.outbox[-1].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@pairs.example>")


def test_a_closed_account_gets_no_mailed_code(client: Client, amel: Person, amel_s: str) -> None:
    with hats.gate():
        Account.objects.filter(person=amel.pk).update(is_active=False)
    send(client, ASK, email=amel_s)
    assert not re.search(r"\d{4}-\d{4}", mail_body())

"""Text messages: to a number that is proved, by the administrator's gateway, within a month's
money, and without a word of what waits."""

import datetime as dt
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.sms_settings import SmsSettings
from entrepairs.notices import jobs, sending, sms_gateway, texts
from entrepairs.notices.models import PhoneNumber, WayOfDay
from entrepairs.notices.tests.reached import (
    NOON,
    ServerOfTests,
    choose,
    give_number,
    server_of_tests,
    tell,
)
from entrepairs.notices.ways import NotSent, NotSentForGood
from entrepairs.people.models import Person

# What a phone writes in one message of 160 signs; anything else makes it two, and 70 signs each.
ONE_MESSAGE = re.compile(r"[\w@ !\"#%&'()*+,\-./:;<=>?éèùìòàÉÄÖÜäöüñ]{1,160}", re.ASCII | re.S)
NUMBER = "/notices/number/"


@pytest.fixture
def gateway(settings: Any) -> Iterator[ServerOfTests]:
    with server_of_tests() as server:
        settings.TEXTS_LEAVE = True
        settings.SMS = SmsSettings(url=f"{server.url}/send", body="to={to}&text={text}")
        yield server


def number_of(person: Person) -> PhoneNumber | None:
    with hats.person(person.pk):
        return PhoneNumber.objects.first()


def give(client: Any, number: str, page: str = NUMBER) -> Any:
    return client.post(page, {"number": number, "once": str(uuid4())})


def prove(client: Any, code: str) -> Any:
    return client.post(f"{NUMBER}code/", {"code": code, "once": str(uuid4())})


def code_in(gateway: ServerOfTests) -> str:
    return str(re.findall(r"\b\d{6}\b", parse_qs(gateway.heard[-1].body.decode())["text"][0])[0])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_text_says_that_something_waits_in_one_message(
    amel: Person, gateway: ServerOfTests, language: str
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(language=language)
    give_number(amel)
    choose(amel, "sms")
    tell(amel)
    assert sending.send_due(NOON) == 1
    told = parse_qs(gateway.heard[0].body.decode())
    said = {
        "fr": "Entrepairs : vous avez une nouvelle notification. pairs.example",
        "en": "Entrepairs: you have a new notification. pairs.example",
    }
    assert told == {"to": ["+33612345678"], "text": [said[language]]}
    assert ONE_MESSAGE.fullmatch(told["text"][0])


def test_a_number_is_used_once_its_code_has_come_back(
    amel: Person, as_person: Any, gateway: ServerOfTests
) -> None:
    choose(amel, "sms")
    client = as_person(amel)
    assert give(client, "06 12.34-56 78")["Location"] == f"{NUMBER}code/"
    jobs.text_code(person=amel.pk)
    tell(amel)
    assert sending.send_due(NOON) == 0
    code = code_in(gateway)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert "not the code" in prove(client, wrong).text
    assert not number_of(amel).proved_at  # type: ignore[union-attr]
    assert prove(client, f"{code[:3]} {code[3:]}").status_code == 302
    assert "Nobody else sees this number" in client.get("/notices/").text
    assert sending.send_due(NOON) == 1
    assert parse_qs(gateway.heard[-1].body.decode())["to"] == ["+33612345678"]


def test_a_code_expires_and_belongs_to_its_number(
    amel: Person, as_person: Any, gateway: ServerOfTests
) -> None:
    client = as_person(amel)
    give(client, "+33612345678")
    jobs.text_code(person=amel.pk)
    first = code_in(gateway)
    with hats.system("test"):
        PhoneNumber.objects.update(given_at=timezone.now() - dt.timedelta(minutes=16))
    assert prove(client, first).status_code == 422
    give(client, "+33612345679")
    jobs.text_code(person=amel.pk)
    second = code_in(gateway)
    if first != second:
        assert prove(client, first).status_code == 422
    assert prove(client, second).status_code == 302


def test_codes_are_not_asked_for_nor_tried_without_end(
    amel: Person, as_person: Any, gateway: ServerOfTests
) -> None:
    client = as_person(amel)
    assert [give(client, "0612345678").status_code for _ in range(4)] == [302, 302, 302, 429]
    tries = [prove(client, f"{number:06}").status_code for number in range(9)]
    assert tries[-1] == 429
    assert tries.count(422) >= 7


def test_the_phone_of_another_does_not_ring_all_day(
    network: Any, as_person: Any, gateway: ServerOfTests
) -> None:
    several = [as_person(network.people[name]) for name in ("Amel", "Bruno", "Claire")]
    answers = [give(client, "0612345678").status_code for client in several for _ in range(2)]
    assert answers == [302] * 5 + [429]
    assert give(several[2], "0612345679").status_code == 302


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("612345678", None),
        ("06 12", None),
        ("+33 six", None),
        ("-rf /", None),
    ],
)
def test_numbers_are_taken_as_people_write_them(
    amel: Person, as_person: Any, gateway: ServerOfTests, typed: str, kept: str | None
) -> None:
    answer = give(as_person(amel), typed)
    found = number_of(amel)
    assert (found.number if found else None) == kept
    assert answer.status_code == (302 if kept else 422)
    if not kept:
        assert "not a complete number" in answer.text


def test_a_number_is_encrypted_and_can_be_removed(amel: Person, as_person: Any) -> None:
    give_number(amel)
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select n::text from notices_phonenumber n")
        assert "12345678" not in cursor.fetchone()[0]
    client = as_person(amel)
    assert "+33612345678" in client.get("/notices/").text
    client.post(f"{NUMBER}remove/", {"once": str(uuid4())})
    assert number_of(amel) is None


def test_that_a_code_did_not_leave_is_said_on_its_page(
    amel: Person, as_person: Any, gateway: ServerOfTests
) -> None:
    gateway.status = 400
    client = as_person(amel)
    give(client, "0612345678")
    assert "is on its way" in client.get(f"{NUMBER}code/").text
    jobs.text_code(person=amel.pk)
    assert "could not be sent" in client.get(f"{NUMBER}code/").text


def cost() -> Decimal:
    with hats.system("test"):
        return sum((one.cost for one in WayOfDay.objects.filter(way="sms")), Decimal(0))


def test_over_the_cap_of_a_month_no_text_leaves_until_the_next(
    amel: Person, gateway: ServerOfTests, settings: Any
) -> None:
    settings.SMS = replace(settings.SMS, price=Decimal("0.50"), cap=Decimal("1.20"))
    may = NOON.replace(month=5, day=31)
    for _ in range(2):
        texts.send("+33612345678", "x", may)
    with pytest.raises(texts.CapReached):
        texts.send("+33612345678", "x", may)
    assert len(gateway.heard) == 2
    assert cost() == 1
    texts.send("+33612345678", "x", NOON.replace(month=6, day=1))
    assert len(gateway.heard) == 3


def test_what_the_gateway_did_not_take_is_not_paid(db: None, gateway: ServerOfTests) -> None:
    gateway.status = 500
    with pytest.raises(NotSent):
        texts.send("+33612345678", "x", NOON)
    assert cost() == 0


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_gateway_that_refuses_is_told_without_a_secret_or_a_number(
    gateway: ServerOfTests, settings: Any, caplog: Any, amel: Person, status: int
) -> None:
    settings.SMS = replace(
        settings.SMS,
        url=f"{gateway.url}/send?key=SECRET",
        headers={"Authorization": "Bearer SECRET"},
    )
    gateway.status, gateway.answer = status, b"SECRET +33612345678"
    give_number(amel)
    choose(amel, "sms")
    tell(amel)
    with caplog.at_level(logging.DEBUG):
        assert sending.send_due(NOON, again=jobs.tell_person) == 0
    assert f"gateway answered {status}" in caplog.text
    assert gateway.heard[0].headers["Authorization"] == "Bearer SECRET"
    with hats.system("test"):
        kept = WayOfDay.objects.get(way="sms").trouble
    for hidden in ("SECRET", "12345678"):
        assert hidden not in caplog.text
        assert hidden not in kept


def test_words_are_put_into_a_body_so_that_they_do_not_end_it(
    gateway: ServerOfTests, settings: Any
) -> None:
    settings.SMS = replace(
        settings.SMS,
        url=f"{gateway.url}/send/{{to}}",
        body='{"to": ["{to}"], "text": "{text}"}',
        headers={"Content-Type": "application/json"},
    )
    text = 'a "b" & c\\'
    sms_gateway.send_text("+336", text)
    heard = gateway.heard[-1]
    assert heard.path == "/send/%2B336"
    assert json.loads(heard.body) == {"to": ["+336"], "text": text}
    settings.SMS = SmsSettings(url=f"{gateway.url}/?text={{text}}&to={{to}}", method="GET")
    sms_gateway.send_text("+336", text)
    asked = urlsplit(gateway.heard[-1].path).query
    assert gateway.heard[-1].method == "GET"
    assert parse_qs(asked) == {"to": ["+336"], "text": [text]}


def test_an_answer_without_what_is_expected_is_a_refusal(
    gateway: ServerOfTests, settings: Any
) -> None:
    settings.SMS = replace(settings.SMS, expect="OK")
    gateway.answer = b"ERROR 12"
    with pytest.raises(NotSentForGood, match="SMS_EXPECT"):
        sms_gateway.send_text("+336", "x")
    gateway.answer = b"OK 1"
    sms_gateway.send_text("+336", "x")


def test_a_command_gets_each_word_as_it_is_and_no_shell(settings: Any, tmp_path: Path) -> None:
    program = tmp_path / "send text"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/said"\nexit $(cat {tmp_path}/ends)\n'
    )
    program.chmod(0o755)
    (tmp_path / "ends").write_text("0")
    settings.SMS = SmsSettings(command=f"'{program}' TEXT {{to}} -text '{{text}}'")
    words = "$(touch x); 'a' `b`"
    sms_gateway.send_text("+336", words)
    assert (tmp_path / "said").read_text().splitlines() == ["TEXT", "+336", "-text", words]
    (tmp_path / "ends").write_text("3")
    with pytest.raises(NotSent, match="ended with 3"):
        sms_gateway.send_text("+336", words)
    settings.SMS = SmsSettings(command="/nowhere/gammu {to} {text}")
    with pytest.raises(NotSentForGood):
        sms_gateway.send_text("+336", "x")


def test_an_answer_that_does_not_come_is_paid_and_not_sent_again(
    settings: Any, monkeypatch: Any, amel: Person
) -> None:
    """It may have left: a second way would tell twice, and a second text would cost again."""
    from entrepairs.core import outgoing

    def unanswered(*_about: Any, **_more: Any) -> None:
        raise outgoing.Unanswered("TimeoutError")

    monkeypatch.setattr(outgoing, "post", unanswered)
    settings.TEXTS_LEAVE, settings.SMS = True, SmsSettings(url="https://gateway.example/{to}")
    give_number(amel)
    choose(amel, "sms", "email")
    tell(amel)
    assert sending.send_due(NOON) == 1
    assert cost() == settings.SMS.price

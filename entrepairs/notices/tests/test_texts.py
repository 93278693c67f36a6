"""Text messages: by the administrator's gateway, within a month's money, and without a word of
what waits."""

import json
import logging
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from entrepairs.core import hats
from entrepairs.core.sms_settings import SmsSettings
from entrepairs.notices import jobs, sending, sms_gateway, texts
from entrepairs.notices.models import WayOfDay
from entrepairs.notices.tests.reached import (
    NOON,
    ServerOfTests,
    choose,
    give_number,
    tell,
)
from entrepairs.notices.ways import NotSent, NotSentForGood
from entrepairs.people.models import Person

# What a phone writes in one message of 160 signs; anything else makes it two, and 70 signs each.
ONE_MESSAGE = re.compile(r"[\w@ !\"#%&'()*+,\-./:;<=>?éèùìòàÉÄÖÜäöüñ]{1,160}", re.ASCII | re.S)


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

"""The number for text messages: proved by a code, taken as it is written, encrypted, removed."""

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.notices import jobs, sending
from entrepairs.notices.models import PhoneNumber
from entrepairs.notices.tests.reached import (
    NOON,
    ServerOfTests,
    choose,
    give_number,
    tell,
)
from entrepairs.people.models import Person

NUMBER = "/notices/number/"


def number_of(person: Person) -> PhoneNumber | None:
    with hats.person(person.pk):
        return PhoneNumber.objects.first()


def give(client: Any, number: str, page: str = NUMBER) -> Any:
    return client.post(page, {"number": number, "once": str(uuid4())})


def prove(client: Any, code: str) -> Any:
    return client.post(f"{NUMBER}code/", {"code": code, "once": str(uuid4())})


def code_in(gateway: ServerOfTests) -> str:
    return str(re.findall(r"\b\d{6}\b", parse_qs(gateway.heard[-1].body.decode())["text"][0])[0])


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

"""Clocks of reports: what is late says so, and stays said; and how often one may report."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.accounts import throttling
from entrepairs.core import hats
from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.safeguarding.models import Appeal, Report, Ruling
from entrepairs.safeguarding.queries import count_outcomes
from entrepairs.safeguarding.tests.making import (
    appealed,
    decided,
    on_rota,
    readings_of,
    reported,
    said,
    strangers,
)
from entrepairs.tests.posting import As, english


@pytest.fixture(autouse=True)
def _judges(network: Any) -> None:
    for one in strangers("Nadège", "Yvonne", "Malik", "Rosa"):
        on_rota(one)


@pytest.fixture
def circle(amel: Person, eve: Person, david: Person) -> Circle:
    return group_of(amel, eve, david).circle


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


@pytest.mark.parametrize(("days", "late"), [(2, False), (3, False), (4, True), (9, True)])
def test_a_report_says_that_it_is_late_to_who_sent_it_and_to_those_who_decide(
    circle: Circle, amel: Person, eve: Person, as_person: As, days: int, late: bool
) -> None:
    report = reported(said(circle, eve), amel)
    with hats.system("test"):
        Report.objects.update(made_at=days_ago(days))
    judge = english(as_person(readings_of(report)[0].person))
    pages = [
        english(as_person(amel)).get(f"/reports/sent/{report.key}/").text,
        judge.get(f"/reports/read/{report.key}/").text,
        judge.get("/reports/").text,
    ]
    for page in pages:
        assert ("late: " in page) is late


def test_an_answer_that_came_late_stays_said_and_not_to_whom_it_would_tell_the_day(
    circle: Circle, amel: Person, eve: Person, as_person: As
) -> None:
    report = reported(said(circle, eve), amel)
    with hats.system("test"):
        Report.objects.update(made_at=days_ago(5))
    ruling = decided(report, "ask")
    page = english(as_person(amel)).get(f"/reports/sent/{report.key}/").text
    assert "not in time: 2 days too many" in page
    told = english(as_person(eve)).get(f"/reports/decisions/{ruling.key}/").text
    assert "A decision about your words" in told
    assert "not in time" not in told  # it would tell her when she was reported


def test_an_appeal_has_a_clock_of_its_own(
    circle: Circle, amel: Person, eve: Person, as_person: As
) -> None:
    report = reported(said(circle, eve), amel)
    appealed(decided(report, "ask"), eve)
    second = english(as_person(readings_of(report, 2)[0].person))
    for days, late in ((7, False), (8, True)):
        with hats.system("test"):
            Appeal.objects.update(made_at=days_ago(days))
        page = second.get("/reports/").text
        assert "To decide on" in page
        assert ("late: " in page) is late


def test_how_many_were_answered_late_is_told_of_eleven_people_at_least(
    circle: Circle, amel: Person, client: Client
) -> None:
    english(client)
    for number in range(22):
        (author,) = strangers(f"Auteur {number}")
        with hats.system("test"):
            Membership.objects.create(circle=circle, person=author)
        report = reported(said(circle, author), amel)
        if number < 11:
            with hats.system("test"):
                Report.objects.filter(pk=report.pk).update(made_at=days_ago(6))
        decided(report, "ask")
        if number == 20:
            assert count_outcomes("in_time") == {"missed": 11, "met": 10}
            assert "not in time" not in client.get("/reports/figures/").text
    assert count_outcomes("in_time") == {"missed": 11, "met": 11}
    # Somebody of whom two things were decided is in each table once: no difference tells of them.
    with hats.system("test"):
        last = Report.objects.order_by("pk").reverse()[0].author
    assert last
    decided(reported(said(circle, last), amel), "nothing")
    assert sum(count_outcomes("outcomes").values()) == 22
    assert sum(count_outcomes("in_time").values()) == 22
    page = client.get("/reports/figures/").text
    assert "not in time" in page
    with hats.system("test"):
        assert Ruling.objects.count() == 23


def sent_without_account(client: Client, them: Person, address: str) -> int:
    told = {"once": str(uuid4()), "why": "asking"}
    path = f"/reports/of/person/{them.key}/"
    return client.post(path, told, REMOTE_ADDR=address).status_code


def test_reports_without_account_are_limited_and_the_limit_tells_nobody_who_was_reported(
    client: Client, farid: Person, eve: Person, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = (throttling.Limit("address", 2, throttling.HOUR),)
    monkeypatch.setitem(throttling.LIMITS, "report", few)
    with hats.system("test"):
        Person.objects.filter(pk__in=[farid.pk, eve.pk]).update(audience=5)
    answers = [sent_without_account(client, farid, "192.0.2.1") for _ in range(3)]
    assert answers == [302, 302, 429]
    # Who comes from elsewhere is answered alike about whom was reported and whom was not.
    for number, them in ((2, farid), (3, eve)):
        assert [sent_without_account(client, them, f"192.0.2.{number}") for _ in range(3)] == [
            302,
            302,
            429,
        ]
    with hats.system("test"):
        assert Report.objects.count() == 6

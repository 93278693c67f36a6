"""What is kept of a report is what the database finds, for as long as the rules say; and nobody
learns from a certificate that they were reported."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.tests.making import published
from entrepairs.people.models import Circle, Person
from entrepairs.rights.erasing import count_rows
from entrepairs.safeguarding import reportable
from entrepairs.safeguarding.actions import reports
from entrepairs.safeguarding.actions.reports import ReportWords
from entrepairs.safeguarding.models import Report, RotaPlace, Ruling
from entrepairs.safeguarding.tests.making import (
    appealed,
    decided,
    on_rota,
    reported,
    said,
    strangers,
)
from entrepairs.tests.posting import As
from entrepairs.vocabulary.clocks import deadline
from entrepairs.vocabulary.models import Concept
from entrepairs.vocabulary.queries import concept_by_key


@pytest.fixture
def circle(amel: Person, eve: Person, david: Person) -> Circle:
    return group_of(amel, eve, david).circle


@pytest.fixture(autouse=True)
def _judges(network: Any) -> None:
    for one in strangers("Nadège", "Yvonne", "Malik", "Rosa"):
        on_rota(one)


def filed(by: Person, **told: Any) -> str:
    page = {"path": "/", "place": "ici", "words": "Des mots jamais écrits"} | told
    with hats.person(by.pk):
        return reports.file_report(
            reported=reportable.Reported(**page), words=ReportWords("hate"), once=uuid4(), by=by.pk
        )


def test_whose_words_are_reported_is_found_by_the_database_whatever_a_page_says(
    circle: Circle, amel: Person, eve: Person, david: Person, claire: Person, network: Any
) -> None:
    message = said(circle, eve)
    filed(amel, kind="message", thing=str(message.once), author=david.pk)
    with hats.system("test"):
        report = Report.objects.get()
        assert (report.author, report.circle, report.stood) == (eve, circle, message.body)
        assert report.said_at == message.sent_at
    resource = published(claire, network)
    filed(amel, kind="resource", thing=resource.key, author=amel.pk)
    with hats.system("test"):
        report = Report.objects.get(kind="resource")
        assert (report.author, report.organisation) == (None, network.escale)


@pytest.mark.parametrize("kind", ["message", "entry", "person", "resource", "event", "group"])
def test_what_is_not_there_is_not_reported(kind: str, amel: Person) -> None:
    with pytest.raises(NotPossible):
        filed(amel, kind=kind, thing="x")
    with pytest.raises(NotPossible):
        filed(amel, kind="nothing", thing="x")


def test_what_one_does_not_read_and_ones_own_words_are_not_reported(
    circle: Circle, eve: Person, bruno: Person
) -> None:
    message = said(circle, eve)
    for person in (bruno, eve):
        with pytest.raises(NotPossible):
            filed(person, kind="message", thing=str(message.once))
    with hats.system("test"):
        assert not Report.objects.exists()


def test_the_time_to_appeal_is_that_of_the_rules(
    circle: Circle, amel: Person, eve: Person, as_person: As
) -> None:
    ruling = decided(reported(said(circle, eve), amel), "ask")
    long_ago = timezone.now() - dt.timedelta(days=100)
    with hats.system("test"):
        Ruling.objects.filter(pk=ruling.pk).update(agreed_at=long_ago)
    client, path = as_person(eve), f"/reports/decisions/{ruling.key}/appeal/"
    assert client.get(path).status_code == 200
    with hats.system("test"):  # as an administrator corrects it
        rows = Concept.objects.filter(scheme="rule", key="report_appeal")
        rows.update(data=rows.get().data | {"months": 3})
    with pytest.raises(NotPossible):
        appealed(ruling, eve)


@pytest.mark.parametrize("key", ["report_appeal", "report_answer", "training", "complaint_meet"])
def test_the_last_day_of_a_rule_is_the_same_in_the_database(db: None, key: str) -> None:
    days = "select d::date from generate_series('2023-12-01'::date, '2032-03-01', '1 day') d"
    with hats.person(None), connection.cursor() as cursor:
        cursor.execute(f"select d, last_day_of_rule(%s, d) from ({days}) x", [key])
        rows, rule = cursor.fetchall(), concept_by_key("rule", key)
    assert len(rows) > 3000
    assert [(day, last) for day, last in rows if last != deadline(rule, day)] == []


def test_the_count_of_an_erasure_does_not_tell_that_somebody_was_reported(
    circle: Circle, amel: Person, eve: Person
) -> None:
    before = said(circle, eve, "Avant")
    message = said(circle, eve)
    with hats.system("test"):
        untold = count_rows(eve.pk)
    assert untold
    reported(message, amel, show_before=True)
    reported(before, amel)
    with hats.system("test"):
        assert Report.objects.filter(author=eve).count() == 2
        assert count_rows(eve.pk) == untold


def test_removing_somebody_from_the_list_asks_first(
    claire: Person, bruno: Person, network: Any, as_person: As
) -> None:
    place = on_rota(bruno, network.escale)
    client = as_person(claire)
    client.cookies["language"] = "en"
    path = f"/reports/rota/{place.key}/end/"
    assert path in client.get(f"/organisations/{network.escale.key}/rota/").text
    assert "Remove from the list: Bruno?" in client.get(path).text

    def stands() -> bool:
        with hats.system("test"):
            return RotaPlace.objects.filter(pk=place.pk, ended_at=None).exists()

    assert stands()
    client.post(path, {"once": str(uuid4())})
    assert not stands()
    assert client.get(path).status_code == 404

"""What a decision hides is reached by no second road: page, list, feed, archive, search, count."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.conversations.actions import mark_read
from entrepairs.core import hats
from entrepairs.events.search_entries import index_event
from entrepairs.events.tests.making import a_session, a_speaker, a_talk, an_event
from entrepairs.library.tests.making import published
from entrepairs.people.models import Person
from entrepairs.people.person_search import find_people
from entrepairs.safeguarding import found_again, reportable
from entrepairs.safeguarding.actions import reports
from entrepairs.safeguarding.actions.reports import ReportWords
from entrepairs.safeguarding.models import Report, Ruling
from entrepairs.safeguarding.tests.making import (
    appealed,
    decided,
    on_rota,
    reported,
    said,
    strangers,
)
from entrepairs.suggestions.tests.conftest import someone, tell
from entrepairs.suggestions.tests.found import names
from entrepairs.tests.posting import As
from entrepairs.tests.walking import walk

__all__ = ["someone", "tell"]

WORD = "Zibeline"
ROADS = (
    *("/library/?q=zibeline", "/search/?q=zibeline", "/library/new.atom", "/sitemap-1.xml"),
    *("/oai?verb=ListRecords&metadataPrefix=oai_dc", "/events/calendar.ics", "/calendar/"),
)


@pytest.fixture(autouse=True)
def _judges(network: Any) -> None:
    for one in strangers("Nadège", "Yvonne", "Malik", "Rosa"):
        on_rota(one)


def roads_to(client: Client) -> set[str]:
    """The addresses at which a stranger reads that word."""
    walked = [(seen.to, seen.text) for seen in walk(client, 4) if seen.is_page]
    asked = [(road, b"".join(client.get(road)).decode()) for road in ROADS]
    assert len(walked) > 15
    return {to for to, text in [*walked, *asked] if WORD in text.replace("?q=zibeline", "")}


def hidden(kind: str, key: str, by: Person) -> Report:
    with hats.person(by.pk):
        found = reportable.kind_named(kind)
        assert found is not None
        thing = found.find(key)
        assert thing is not None
        told = reports.file_report(
            reported=thing, words=ReportWords("hate"), once=uuid4(), by=by.pk
        )
        report = Report.objects.get(key=told)
    decided(report, "hide")
    return report


def a_resource(network: Any, claire: Person) -> tuple[str, str]:
    return "resource", published(claire, network, title_fr=WORD, title_en=WORD).key


def an_event_of_it(network: Any, claire: Person) -> tuple[str, str]:
    event = an_event(network.escale, title_fr=WORD, title_en=WORD)
    session = a_session(event, title_fr=f"{WORD} 1", title_en="")
    a_talk(session, a_speaker(event), title_fr=f"{WORD} 2", title_en="")
    with hats.system("test"):
        index_event(event)
    return "event", event.key


def written_again(kind: str, key: str) -> None:
    """As when somebody changes it, or a new version writes the search again."""
    found = reportable.kind_named(kind)
    assert found is not None
    assert found.index is not None
    with hats.system("test"):
        found.index(key)


@pytest.mark.parametrize("making", [a_resource, an_event_of_it])
def test_what_is_hidden_is_read_by_no_road_until_it_is_hidden_no_more(
    network: Any, claire: Person, farid: Person, client: Client, making: Any
) -> None:
    kind, key = making(network, claire)
    before = roads_to(client)
    assert {"/library/?q=zibeline"} <= before
    assert len(before) >= 4
    report = hidden(kind, key, farid)
    assert roads_to(client) == set()
    written_again(kind, key)
    found_again.find_again()
    assert roads_to(client) == set()
    last_day = timezone.localdate() - timedelta(days=1)
    with hats.system("test"):
        Ruling.objects.filter(report=report).update(until=last_day)
    found_again.find_again()
    assert roads_to(client) == before


def test_what_others_decide_to_show_again_is_found_again(
    network: Any, claire: Person, farid: Person, client: Client
) -> None:
    report = hidden(*a_resource(network, claire), farid)
    assert WORD not in client.get("/library/?q=zibeline").text.replace("?q=zibeline", "")
    with hats.system("test"):
        ruling = Ruling.objects.get(report=report)
    appealed(ruling, claire)
    decided(report, "nothing", turn=2)
    found_again.find_again()
    assert f">{WORD}" in client.get("/library/?q=zibeline").text


def test_a_hidden_message_is_not_counted_as_unread(
    network: Any, amel: Person, bruno: Person, as_person: As
) -> None:
    first = said(network.pair, amel, "Bonjour")
    with hats.person(bruno.pk):
        mark_read(circle=network.pair, message_id=first.pk, by=bruno)
    message = said(network.pair, amel)
    assert "Amel wrote to you" in as_person(bruno).get("/today/").text
    decided(reported(message, bruno), "hide")
    page = as_person(bruno).get("/today/").text
    assert "Hello Bruno" in page
    assert "Amel wrote to you" not in page


def test_what_a_hidden_profile_tells_leads_nobody_to_it(
    network: Any, farid: Person, eve: Person, someone: Any, tell: Any
) -> None:
    tell(farid, "experience", "rare_disease", audience=0)
    key = someone("Solange", experience=["rare_disease"]).key
    with hats.system("test"):
        Person.objects.filter(key=key).update(audience=4)

    def leads(typed: str) -> bool:
        with hats.person(farid.pk):
            return "Solange" in [one.person.name for one in find_people(typed).rows]

    assert (names(farid), leads("maladie rare")) == (["Solange"], True)
    report = hidden("person", key, eve)
    assert (names(farid), leads("maladie rare"), leads("Solange")) == ([], False, True)
    last_day = timezone.localdate() - timedelta(days=1)
    with hats.system("test"):
        Ruling.objects.filter(report=report).update(until=last_day)
    assert (names(farid), leads("maladie rare")) == (["Solange"], True)

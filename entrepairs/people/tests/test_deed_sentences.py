"""Receipts and deeds, as their person reads them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Consent, Deed
from entrepairs.ledger.verbs import known_verbs
from entrepairs.people.actions.facets import take_back_facet
from entrepairs.people.actions.organisations import ask_to_coordinate
from entrepairs.people.consent_receipts import describe_receipt
from entrepairs.people.deed_sentences import describe_deed
from entrepairs.people.models import Person
from entrepairs.people.tests.telling import tell

BUDGET = 10


@pytest.fixture
def amels(as_person: Callable[[Person], Client], amel: Person) -> Client:
    return as_person(amel)


def test_receipts_say_what_to_whom_and_until_when(amels: Client, amel: Person) -> None:
    facet = tell(amel, "voices", 1)
    tell(amel, "street", 3)
    with hats.person(amel.pk):
        take_back_facet(facet=facet, by=amel)
    page = amels.get("/me/sharing/").text
    assert "lived experience (hearing voices)" in page
    assert page.count(">active<") == 1
    assert "my peers" in page


def test_receipts_are_kept_as_a_file(amels: Client, amel: Person) -> None:
    tell(amel, "voices", 1, note="Mes mots.")
    answer = amels.get("/me/sharing/?format=json")
    assert "attachment" in answer["Content-Disposition"]
    kept = answer.json()
    (record,) = kept["dpv:hasRecordOfActivity"]
    assert record["dpv:hasDataSubject"] == amel.key
    told = record["dpv:hasProcess"]
    assert told["dpv:hasPersonalData"]["@id"] == "experience:voices"
    assert told["dpv:hasRecipient"] == "my peers"
    assert "Withdrawn" not in str(record["dpv:hasConsentStatus"])
    assert record["dpv:hasApplicableLaw"] == {"@id": "eu-gdpr:GDPR"}
    assert "Mes mots." not in answer.text


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("name", "your name"),
        ("availability", "when"),
        ("contact", "how to reach me"),
        ("contact:phone", "how to reach me (telephone)"),
        ("contact:pigeon", "how to reach me (pigeon)"),
        ("offer:walk", "can bring (a walk)"),
        ("offer:gone", "can bring (gone)"),
        ("something", "something"),
    ],
)
def test_every_receipt_is_said_in_words(db: None, what: str, words: str) -> None:
    with hats.person(None):
        assert describe_receipt(what) == words


def test_nobody_reads_the_lines_of_another(as_person: Any, amel: Person, bruno: Person) -> None:
    tell(amel, "voices", 5)
    page = as_person(bruno)
    assert "voices" not in page.get("/me/sharing/").text
    assert page.get("/me/sharing/?format=json").json()["dpv:hasRecordOfActivity"] == []
    assert "You sent" not in page.get("/me/activity/").text


def test_deeds_are_sentences_for_both_sides(
    as_person: Any, network: Any, amel: Person, claire: Person
) -> None:
    with hats.person(claire.pk):
        affiliation = amel.affiliations.get()
        ask_to_coordinate(affiliation=affiliation, by=claire)
    assert (
        "You asked Amel to coordinate an organisation"
        in as_person(claire).get("/me/activity/").text
    )
    assert (
        "Claire asked you to coordinate an organisation"
        in as_person(amel).get("/me/activity/").text
    )


def test_the_person_who_may_not_be_seen_is_someone(amels: Client, amel: Person) -> None:
    with hats.system("test"):
        hidden = Person.objects.create(name="Cachée", audience=0)
        Deed.objects.create(
            by_person=hidden.pk, about_person=amel.pk, verb="ask_to_coordinate", room="people"
        )
        Deed.objects.create(
            by_person=None, about_person=amel.pk, verb="ask_to_coordinate", room="people"
        )
        Deed.objects.create(by_person=amel.pk, verb="unheard_of", room="elsewhere")
    page = amels.get("/me/activity/").text
    assert "someone asked you to coordinate an organisation" in page
    assert "the administrator asked you to coordinate an organisation" in page
    assert "elsewhere: unheard_of" in page
    assert "Cachée" not in page


def test_what_was_done_with_several_people_is_not_said_of_the_administrator(
    amels: Client, amel: Person
) -> None:
    with hats.system("test"):
        Deed.objects.create(by_person=amel.pk, verb="plan", room="meetings")
    page = amels.get("/me/activity/").text
    assert "You suggested a meeting to several people" in page
    assert "administrator" not in page


@pytest.mark.parametrize("path", ["/me/activity/", "/me/sharing/"])
def test_long_lists_are_read_page_by_page_in_few_queries(
    amels: Client, amel: Person, queries: Callable[[], Any], path: str
) -> None:
    def make(number: int, start: int) -> None:
        with hats.system("test"):
            Deed.objects.bulk_create(
                [Deed(by_person=amel.pk, about_person=amel.pk, verb="tell", room="people")] * number
            )
            names = [f"offer:x{start + index}" for index in range(number)]
            Consent.objects.bulk_create(
                [Consent(person=amel.pk, what=what, audience=3, language="fr") for what in names]
            )

    make(1, 0)
    with queries() as before:
        amels.get(path)
    make(60, 1)
    with queries() as after:
        page = amels.get(path).text
    assert len(before) == len(after) <= BUDGET
    assert page.count('class="grow"') == 50 or page.count(">active<") == 50
    assert amels.get(f"{path}?page=2").status_code == 200


@pytest.mark.parametrize("path", ["/me/activity/", "/me/sharing/", "/me/views/", "/me/blocks/"])
def test_an_empty_list_says_so_and_leads_on(amels: Client, path: str) -> None:
    assert 'class="blank"' in amels.get(path).text


def test_every_deed_of_this_room_has_its_sentence(db: None) -> None:
    verbs = [verb for verb in known_verbs() if verb.room == "people"]
    assert len(verbs) > 20
    for verb in verbs:
        deed = Deed(room=verb.room, verb=verb.name, by_person=1, about_person=2, object_key="name")
        assert describe_deed(deed, 1, {}).startswith("You "), verb
        assert bool(describe_deed(deed, 2, {})) == bool(verb.theirs), verb

"""Easy-to-read versions: they name the same acts and numbers as the full pages, in both
languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from entrepairs.core import hats
from entrepairs.pairs.actions import pausing_and_ending, wishes
from entrepairs.people.actions.persons import pause_person
from entrepairs.people.models import Facet, Person
from entrepairs.people.onboarding import STEPS
from entrepairs.tests.posting import As
from entrepairs.vocabulary import easy
from entrepairs.vocabulary.help import lines_of_file
from entrepairs.vocabulary.models import Concept

LANGUAGES = ("fr", "en")
QUOTED = re.compile(r"[«“]\s*(.+?)\s*[»”]")
# What both versions say, each in its words.
FACTS = {
    "help": {
        "fr": [("3 fois sur la touche Échap", "trois fois"), ("jour et nuit", "jour et nuit")],
        "en": [("Escape key 3 times", "Escape three times"), ("day and night", "day and night")],
    },
    "sharing": {
        "fr": [("en 1 mois", "un mois"), ("CNIL", "CNIL"), ("ne les vend pas", "vendu")],
        "en": [("within 1 month", "one month"), ("CNIL", "CNIL"), ("not sell", "Nothing is sold")],
    },
    "introduction": {"fr": [("8 questions", "8 questions")], "en": [("8 questions",) * 2]},
    "leaving": {"fr": [("coordination", "coordinat")], "en": [("coordinators", "coordinators")]},
    "plan": {
        "fr": [("pas des ordres", "pas des ordres"), ("personne d’autre", "personne d’autre")],
        "en": [("not orders", "not orders"), ("Nobody else", "nobody else")],
    },
    "rules": {
        "fr": [("Pas d’argent", "Pas d’argent"), ("Un non est un non", "Un non est un non")],
        "en": [("No money", "No money"), ("A no is a no", "A no is a no")],
    },
}


def words_of(page: easy.EasyPage, language: str) -> str:
    """All that an easy page says, but for what stands around it."""
    with translation.override(language):
        lines = (line for part in page.parts for line in (part.title, *part.lines))
        return "\n".join(map(str, lines))


def read(client: Client, address: str, language: str) -> str:
    client.cookies["language"] = language
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


@pytest.fixture
def full_versions(as_person: As, network: Any, amel: Person) -> Callable[[str], str]:
    """Every page that easy versions are of, before and in a pause."""
    client = as_person(amel)
    with hats.system("test"):
        told = Concept.objects.get(scheme="experience", key="cancer")
        Facet.objects.create(person=amel, kind="experience", concept=told, audience=1)
    with hats.person(amel.pk):
        wishes.open_wish(words="", audience=4, room_for=3, once=uuid4(), by=amel)
    pair = network.pair.path
    said: dict[str, list[str]] = {language: [] for language in LANGUAGES}

    def walk(*addresses: str) -> None:
        for language in LANGUAGES:
            said[language] += [read(client, address, language) for address in addresses]

    walk("/help/", "/privacy/", "/me/", "/me/sharing/", "/pairs/looking/", "/account/")
    walk("/plans/", "/plans/start/", "/rules/")
    walk("/welcome/", *(f"/welcome/{step.key}/" for step in STEPS), pair, f"{pair}leave/")
    with hats.person(amel.pk):
        pausing_and_ending.pause_pair(circle=network.pair, once=uuid4(), by=amel)
        pause_person(by=amel.pk, once=uuid4())
    walk("/me/", f"{pair}leave/")
    return lambda language: " ".join(said[language])


def test_what_an_easy_version_says_to_press_is_on_the_full_pages_to_the_letter(
    full_versions: Callable[[str], str],
) -> None:
    for language in LANGUAGES:
        there = re.sub(r"\s+", " ", full_versions(language))
        for page in easy.read_texts().pages.values():
            quoted = QUOTED.findall(words_of(page, language))
            assert quoted
            for label in quoted:
                assert re.sub(r"\s+", " ", label) in there, (page.key, label)
        for key, facts in FACTS.items():
            simple = words_of(easy.read_texts().pages[key], language)
            for short, full in facts[language]:
                assert short in simple
                assert full in there


def test_the_easy_version_asks_the_questions_of_the_first_conversation_in_its_order() -> None:
    for language in LANGUAGES:
        page = words_of(easy.read_texts().pages["introduction"], language)
        with translation.override(language):
            asked = [str(step.question) for step in STEPS]
        assert [label for label in QUOTED.findall(page) if label in asked] == asked
        assert f"{len(STEPS)} questions" in page


@pytest.mark.parametrize("country", ["FR", "US"])
def test_the_easy_version_of_help_has_the_same_numbers(client: Client, country: str) -> None:
    def numbers(address: str) -> list[str]:
        main = client.get(address).text.split("<main")[1].split("</main")[0]
        return re.findall(r'href="((?:tel|sms):[0-9]+)"', main)

    full = numbers(f"/help/?country={country}")
    simple = numbers(f"/easy/help/?country={country}")
    assert full
    assert [number for number in full if number in simple] == full
    assert set(simple) == set(full)


def test_every_french_number_has_its_easy_words() -> None:
    french = {line.key for line in lines_of_file() if line.country == "FR"}
    assert set(easy.read_texts().numbers) == french


def test_one_press_leads_to_the_easy_version_and_one_back(as_person: As, amel: Person) -> None:
    client = as_person(amel)
    full = {
        "help": "/help/",
        "sharing": "/privacy/",
        "introduction": "/welcome/",
        "leaving": "/me/",
        "plan": "/plans/",
        "rules": "/rules/",
    }
    assert full.keys() == easy.read_texts().pages.keys()
    for key, address in full.items():
        assert f'href="/easy/{key}/"' in client.get(address).text
        assert f'href="{address}"' in client.get(f"/easy/{key}/").text


def test_a_stranger_reads_them_all_and_is_led_to_no_closed_door(client: Client) -> None:
    for key, page in easy.read_texts().pages.items():
        answer = client.get(f"/easy/{key}/")
        assert answer.status_code == 200
        main = answer.text.split("<main")[1].split("</main")[0]
        assert ("Full version" in main) is not page.signed_in
    assert client.get("/easy/nothing/").status_code == 404


def test_a_page_says_whether_people_concerned_have_read_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = "has not yet been read by the people it is for"
    texts = replace(easy.read_texts(), read_by=())
    monkeypatch.setattr(easy, "read_texts", lambda: texts)
    assert unread in client.get("/easy/help/").text
    texts = replace(texts, read_by=("GEM L’Escale",))
    page = client.get("/easy/help/").text
    assert "Read with: GEM L’Escale" in page
    assert unread not in page


def lines() -> Iterator[tuple[str, str]]:
    for page in easy.read_texts().pages.values():
        for part in page.parts:
            for line in (part.title, *part.lines):
                yield page.key, line.fr
                yield page.key, line.en


def test_each_line_says_one_thing_in_few_words() -> None:
    for key, line in lines():
        without = QUOTED.sub("x", line)
        assert len(without.split()) <= 12, (key, line)
        assert len(re.findall(r"[.?](?:\s|$)", re.sub(r"^\d\. ", "", without))) <= 1, (key, line)


def test_each_part_has_its_pictogram_and_each_pictogram_its_part() -> None:
    used = {part.picture for page in easy.read_texts().pages.values() for part in page.parts}
    kept = {path.stem: path for path in Path(easy.PICTURES).glob("*.svg")}
    assert used == kept.keys()
    for path in kept.values():
        assert not re.search(r"<script|<style|style=|\bon\w+=|href=", path.read_text())

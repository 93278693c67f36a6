"""The order of what is found: relevance, newest, oldest, by title; what narrows it, on a phone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from entrepairs.core import hats
from entrepairs.library.tests.making import draft, published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.search import full_text
from entrepairs.search.full_text import SearchQuery, find_entries

THREE = (
    ("« Zèbres » et pairs", "Being two", dt.date(2001, 1, 1)),
    ("Été entre pairs", "Zebras", dt.date(2019, 1, 1)),
    ("Automne des pairs", "", None),
)


@pytest.fixture
def three(claire: Person, network: Any) -> None:
    for french, english, day in THREE:
        published(claire, network, title_fr=french, title_en=english, dated=day)


def titles(sort: str, text: str = "", language: str = "fr") -> list[int]:
    """Which of the three, in that order."""
    with hats.person(None), translation.override(language):
        hits = find_entries(SearchQuery(text=text, sort=sort)).hits
        return [[row[0] for row in THREE].index(hit.entry.title_fr) for hit in hits]


@pytest.mark.parametrize("text", ["", "pairs"])
@pytest.mark.parametrize(
    ("sort", "language", "order"),
    [
        ("newest", "fr", [1, 0, 2]),
        ("oldest", "fr", [0, 1, 2]),
        ("title", "fr", [2, 1, 0]),
        ("title", "en", [2, 0, 1]),
    ],
)
def test_what_is_found_comes_in_the_order_that_was_asked(
    three: None, text: str, sort: str, language: str, order: list[int]
) -> None:
    assert titles(sort, text, language) == order


def test_of_more_than_a_page_counts_the_oldest_come_first_and_the_undated_last(
    three: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "CAP", 2)
    assert titles("oldest") == [0, 1]
    monkeypatch.setattr(full_text, "CAP", 3)
    assert titles("oldest") == [0, 1, 2]


def test_the_page_offers_each_order_and_keeps_what_was_chosen(three: None, client: Client) -> None:
    page = body(client.get("/library/?q=pairs&sort=title"))
    places = [page.index(f">{title}") for title in ("Automne des", "Zebras", "Being two")]
    assert places[1] > places[2] > places[0]
    assert '<input type="hidden" name="sort" value="title">' in page
    assert 'href="/library/?q=pairs&amp;sort=oldest"' in page
    assert body(client.get("/library/?sort=upside"))


def test_on_a_phone_what_narrows_stands_before_the_results(
    three: None, claire: Person, network: Any, client: Client
) -> None:
    published(claire, network, kind="book", title_fr="Un livre")
    page = body(client.get("/library/"))
    assert page.index('<details class="card facets only-narrow">') < page.index('id="found"')


def test_languages_are_those_of_the_vocabulary(
    claire: Person, network: Any, as_person: Callable[..., Client], client: Client
) -> None:
    form = body(as_person(claire).get(f"{draft(claire, network).path}change/"))
    for key in ("fsl", "br", "ar", "uk"):
        assert f'<option value="{key}"' in form
    signed = published(claire, network, language="fsl")
    assert "French Sign Language (LSF)" in body(client.get(signed.path))


@pytest.mark.parametrize("words", ["", "rapport", "marcher"])
def test_what_it_is_finds_it_and_stands_in_no_extract(
    claire: Person, network: Any, words: str
) -> None:
    published(claire, network, title_fr="Un", kind="report", text="Marcher ensemble, le mardi.")
    published(claire, network, title_fr="Marcher sans texte, un rapport", kind="report", text="")
    with hats.person(None), translation.override("fr"):
        hits = find_entries(SearchQuery(text=words)).hits
    extracts = {hit.entry.title_fr: str(hit.extract) for hit in hits}
    assert len(extracts) == 2
    assert "ensemble, le mardi" in extracts["Un"]
    for extract in extracts.values():
        assert "apport" not in extract
        assert "eport" not in extract.lower()
        assert "\x1f" not in extract

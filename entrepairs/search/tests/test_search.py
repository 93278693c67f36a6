"""What is typed is found: in either spelling, either language, with or without accents and
mistakes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from entrepairs.core import hats
from entrepairs.library.tests.making import (
    DAY,
    a_circle,
    a_series,
    many,
    own,
    published,
    withdraw,
)
from entrepairs.library.tests.posting import body
from entrepairs.library.unpublished_search import first_unpublished
from entrepairs.people.models import Person
from entrepairs.search.full_text import (
    ParsedText,
    SearchQuery,
    find_entries,
    mark_found,
    parse_text,
)
from entrepairs.search.models import Entry, IndexedWord

PLENARY: dict[str, Any] = {
    "title_en": "Professionalization of peer support in mental health in France",
    "title_fr": "",
    "summary_fr": "La professionnalisation des pairs-aidants, ses enjeux à l’hôpital.",
}


def found(text: str, by: Person | None = None) -> list[str]:
    with hats.person(by.pk if by else None):
        return [hit.entry.key for hit in find_entries(SearchQuery(text=text)).hits]


@pytest.mark.parametrize(
    "typed",
    [
        "professionalisation",
        "professionalization",
        "professionnalisation",
        "Professionalising",
        "PROFESSIONNALISATION des pairs",
        '"peer support in mental health"',
        "hopital",
        "l’hôpital",
        "enjeu",
        "the support",
        "pair-aidant",
        "Lise Dupré",
        "dupre",
    ],
)
def test_the_plenary_of_2019_is_found_by(claire: Person, network: Any, typed: str) -> None:
    plenary = published(claire, network, authors=["Lise Dupré"], **PLENARY)
    published(claire, network, title_fr="Tout autre chose", title_en="")
    assert found(typed) == [plenary.key]


@pytest.mark.parametrize(
    "typed",
    [
        '"support peer"',
        "professionalization -france",
        '"in France in mental"',
        "le",
        "-professionalization",
        "'",
    ],
)
def test_it_is_not_found_by(claire: Person, network: Any, typed: str) -> None:
    published(claire, network, **PLENARY)
    assert found(typed) == []


@pytest.mark.parametrize(
    ("typed", "instead"), [("profesionalistaion", "professionalization"), ("hopitla", "hopital")]
)
def test_a_mistyped_word_finds_the_nearest_one_and_the_page_says_so(
    claire: Person, network: Any, client: Client, typed: str, instead: str
) -> None:
    plenary = published(claire, network, **PLENARY)
    assert found(typed) == [plenary.key]
    page = client.get("/library/", {"q": typed}).content.decode()
    assert f"No results for “{typed}”" in page
    assert instead in page


def test_what_was_found_is_marked_and_everything_else_escaped(
    claire: Person, network: Any, client: Client
) -> None:
    hostile = '<script>alert(1)</script> entraide \x02 & "guillemets" \' </mark>'
    published(claire, network, title_fr=hostile, summary_fr=f"{hostile} L'entraide entre pairs.")
    page = client.get("/library/?q=entraide").content.decode()
    assert "<mark>entraide</mark>" in page
    assert "<script>alert" not in page
    assert "\x02" not in page
    assert page.count("<mark>") == page.count("</mark>") > 1


def test_a_british_word_is_marked_where_an_american_one_stands(
    claire: Person, network: Any, client: Client
) -> None:
    published(claire, network, **PLENARY)
    assert (
        "<mark>Professionalization</mark>"
        in client.get("/library/?q=professionalisation").content.decode()
    )


def test_only_what_is_published_for_everyone_is_found_by_everyone(
    claire: Person, amel: Person, eve: Person, network: Any
) -> None:
    for audience in (3, 4):
        published(claire, network, audience=audience, title_fr=f"Secret {audience}")
    own(amel, title_fr="Secret d’Amel")
    withdraw(published(claire, network, title_fr="Secret retiré"), claire)

    def mine(by: Person | None) -> list[str]:
        with hats.person(by.pk if by else None):
            results = find_entries(SearchQuery(text="secret"))
            assert (results.hits, results.count, results.facets["kind"]) == ([], 0, [])
            return sorted(str(one.title) for one in first_unpublished(SearchQuery(text="secret")))

    assert mine(None) == []
    assert mine(eve) == ["Secret 4"]
    assert mine(amel) == ["Secret 3", "Secret 4", "Secret d’Amel"]
    assert mine(claire) == ["Secret 3", "Secret 4", "Secret retiré"]


def test_words_of_what_left_are_not_offered_to_those_who_mistype(
    amel: Person, network: Any
) -> None:
    mine = own(amel, audience=5, title_fr="Confidences")
    with hats.person(None):
        assert IndexedWord.objects.filter(word="confidences").exists()
    withdraw(mine, amel)
    with hats.person(None):
        assert not IndexedWord.objects.exists()
    assert found("confidence") == []


def test_a_thing_that_stops_being_public_by_any_road_leaves_the_search(
    claire: Person, network: Any
) -> None:
    one = published(claire, network)
    with hats.system("test"):
        type(one).objects.filter(pk=one.pk).update(audience=4)
        assert not Entry.objects.exists()


def test_each_narrowing_has_its_count_and_leads_on(
    claire: Person, network: Any, client: Client
) -> None:
    series = a_series()
    published(claire, network, title_fr="Pair un", kind="book", dated=DAY, series=series)
    published(claire, network, title_fr="Pair deux", language="en")
    page = client.get("/library/?q=pair").content.decode()
    assert "kind=book" in page
    assert "year=2019" not in page  # one choice is no choice
    assert "Pair deux" not in body(client.get("/library/?q=pair&kind=book")).replace(
        "<mark>", ""
    ).replace("</mark>", "")
    chosen = client.get("/library/?series=expeerts&year=2019&language=fr").content.decode()
    assert "Pair un" in chosen
    assert "Pair deux" not in chosen


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "99999999999"},
        {"page": "-1"},
        {"year": "²"},
        {"year": "0"},
        {"year": "9999"},
        {"concept": "999999999"},
        {"series": "nothing"},
        {"kind": "'"},
        {"q": "\x00"},
        {"series": "x\x00"},
        {"language": "f\x00", "kind": "\x00", "year": "\x00"},
        {"q": '"'},
        {"q": "-"},
        {"q": "a" * 5000},
        {"q": "a & | ! ( : * <-> '' \\ %"},
        {"q": "مرحبا Ω 東京"},
    ],
)
def test_whatever_is_asked_the_page_answers(
    claire: Person, network: Any, client: Client, asked: dict[str, str]
) -> None:
    published(claire, network)
    assert client.get("/library/", asked).status_code == 200
    assert client.get("/library/", {"q": "pair", **asked}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/library/", "/library/?q=document", "/library/?q=documnt", "/library/?q=zzz"]
)
def test_a_list_costs_as_many_questions_with_thirty_things_as_with_one(
    claire: Person, network: Any, as_person: Callable[[Person], Client], queries: Any, address: str
) -> None:
    client = as_person(claire)
    many(claire, network, 1, series=a_series())
    client.get(address)
    with queries() as at_one:
        client.get(address)
    many(claire, network, 30)
    with queries() as at_thirty:
        client.get(address)
    assert len(at_one) <= 10
    assert abs(len(at_thirty) - len(at_one)) <= 1


def test_htmx_gets_the_results_of_the_full_page(
    claire: Person, network: Any, client: Client
) -> None:
    published(claire, network)
    full = client.get("/library/?q=pair").content.decode()
    part = client.get("/library/?q=pair", headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in full
    assert "<h1" not in part


def test_pages_follow_each_other(claire: Person, network: Any, client: Client) -> None:
    many(claire, network, 25)
    first, second = (client.get(f"/library/?q=document&page={n}").content.decode() for n in (1, 2))
    assert "page=2" in first
    assert first.count("/library/") > second.count("/library/")
    assert "25 results" in second


def test_words_phrases_and_what_is_not_wanted_are_told_apart() -> None:
    assert parse_text(
        'pair "santé mentale" -médecin -"à l’hôpital" - psych* «droit de cité»'
    ) == ParsedText(
        wanted=["pair", "santé mentale", "droit de cité"],
        without=["médecin", "à l’hôpital"],
        begun=["psych"],
    )


def test_marks_are_made_after_escaping() -> None:
    assert mark_found("\x02<b>\x03 &") == "<mark>&lt;b&gt;</mark> &amp;"


def test_a_circle_finds_what_it_prepares(
    claire: Person, david: Person, eve: Person, network: Any
) -> None:
    circle = a_circle(network, claire, david)
    from entrepairs.library.actions import resources as actions
    from entrepairs.library.tests.making import BLANK

    with hats.person(david.pk):
        actions.prepare_resource(
            owner=actions.Owner(circle=circle),
            values={**BLANK, "title_fr": "Affiche"},
            authors=[],
            concepts=[],
            once=None,
            by=david.pk,
        )
    for person, count in ((claire, 1), (david, 1), (eve, 0)):
        with hats.person(person.pk):
            assert len(first_unpublished(SearchQuery(text="affiche"))) == count


def test_everyones_search_uses_the_index_of_words_and_mine_that_of_what_is_not_public(
    network: Any,
) -> None:
    """Behind a policy that chooses rows, full text could not: that is why entries are public, all
    of them."""
    words = "select id from search_entry where words @@ 'peer'::tsquery"
    rest = (
        "select id from library_resource where not (state = 'published' and audience = 5)"
        " and make_entry_vector(title_fr, title_en, publisher, text, summary_en) @@ 'peer'::tsquery"
    )
    with hats.person(None), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for sql, index in ((words, "entry_words"), (rest, "resource_not_public")):
            cursor.execute(f"explain {sql}")
            assert index in "\n".join(row[0] for row in cursor.fetchall())

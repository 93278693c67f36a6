"""The page of a thing: read, cited, in its language, with nothing that its words could break."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from entrepairs.core import hats
from entrepairs.library import citation_files, citations
from entrepairs.library.licences import all_licences, licence_named
from entrepairs.library.models import Author
from entrepairs.library.tests.making import DAY, a_series, draft, own, published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.vocabulary.models import Concept

HOSTILE = (
    '</script><script>alert(1)</script> } \\ & "«\u202b שלום \u2028\r\nER  - \r\nTY  - x '
    "\x08 %$#_^~{"
)
ONE = citations.Citation(
    kind="document",
    key="abc",
    title=citations.one_line(HOSTILE),
    authors=(citations.cite_name(HOSTILE), citations.cite_name("Lise Dupré")),
    year="2019",
    dated="2019-11-14",
    publisher="",
    series="",
    language="fr",
    summary=HOSTILE,
    address="https://a.example/library/abc/",
    licence_address="",
)


def test_everyone_reads_it_with_its_authors_licence_series_and_reference(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(
        claire,
        network,
        title_en="Being a peer",
        summary_fr="En bref",
        summary_en="Key facts",
        dated=DAY,
        licence="CC-BY-4.0",
        authors=["Lise Dupré"],
        series=a_series(),
        url="https://archive.example/1",
    )
    page = client.get(one.path).content.decode()
    for words in (
        "Being a peer",
        "Key facts",
        "Lise Dupré",
        "Attribution 4.0",
        "/library/series/expeerts/",
        "archive.example",
    ):
        assert words in page
    assert '<meta name="DC.creator" content="Dupré, Lise">' in page
    assert (
        "Dupré, L. (2019, November 14). <cite>Being a peer</cite> (EXPEERTs). GEM L’Escale. "
        f"http://testserver{one.path}"
    ) in page
    french = client.get(one.path, headers={"accept-language": "fr"}).content.decode()
    assert "Être pair" in french
    assert "En bref" in french


def test_a_title_in_the_other_language_only_says_so(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network)
    page = client.get(one.path).content.decode()
    assert 'lang="fr">Être pair</h1>' in page
    assert "exists in French only" in page
    assert "in French only" not in body(client.get(one.path, headers={"accept-language": "fr"}))


def test_a_thing_that_is_not_here_yet_says_so(claire: Person, network: Any, client: Client) -> None:
    assert "not available yet" in client.get(published(claire, network).path).content.decode()


def test_schema_org_is_a_block_of_data_that_nothing_ends(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(
        claire, network, title_fr=HOSTILE.replace("\x08", ""), authors=[HOSTILE.replace("\x08", "")]
    )
    page = client.get(one.path).content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["name"].startswith("</script><script>alert(1)")
    assert "<script>alert" not in page


@pytest.mark.parametrize("how", ["bib", "ris", "json"])
def test_a_citation_is_taken_away(claire: Person, network: Any, client: Client, how: str) -> None:
    one = published(claire, network, authors=["Lise Dupré"], dated=DAY)
    answer = client.get(f"{one.path}cite.{how}")
    assert answer.status_code == 200
    assert f"entrepairs-{one.key}.{how}" in answer.headers["Content-Disposition"]
    assert "Lise" in answer.content.decode()
    assert "Dupré" in answer.content.decode()
    assert client.get(f"{draft(claire, network).path}cite.{how}").status_code == 404
    assert client.get(f"{one.path}cite.exe").status_code == 404


@pytest.mark.parametrize("title", [HOSTILE, "Sourire :-} et {", "}}}", "{", "\\{"])
def test_bibtex_is_balanced_whatever_the_words(title: str) -> None:
    """Every brace counts, also after a backslash: so BibTeX and those who read its files count
    them."""
    written = citation_files.to_bibtex(replace(ONE, title=citations.one_line(title)))
    depths = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in written))
    assert min(depths) == 0
    assert depths[-1] == 0
    assert depths[:-3].count(0) == written.index("{")  # one entry, from its first brace to its last
    assert "Dupré, Lise" in written
    assert r"\&" in written


def test_ris_has_one_record_whatever_the_words() -> None:
    lines = citation_files.to_ris(ONE).split("\r\n")
    assert [line for line in lines if line.startswith("TY  - ")] == ["TY  - GEN"]
    assert lines.count("ER  - ") == 1
    assert all(line[2:6] == "  - " for line in lines if line)


def test_csl_json_is_read_back() -> None:
    [item] = json.loads(citation_files.to_csl_json(ONE))
    assert item["issued"] == {"date-parts": [[2019, 11, 14]]}
    assert item["author"][1] == {"family": "Dupré", "given": "Lise"}


def test_a_name_of_three_hundred_letters_and_one_from_right_to_left_are_shown(
    claire: Person, network: Any, client: Client
) -> None:
    names = ["ن" * 300, "شهرزاد"]
    page = client.get(published(claire, network, authors=names).path).content.decode()
    assert all(f"<bdi>{name}</bdi>" in page for name in names)


def test_licences_are_in_both_languages_with_their_source() -> None:
    assert list(all_licences()) == ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", ""]
    assert all(one.fr and one.en and one.fr_hint and one.en_hint for one in all_licences().values())
    assert licence_named("gone since").label == "all rights reserved"
    with translation.override("fr"):
        assert licence_named("").label == "tous droits réservés"


@pytest.mark.parametrize("by", ["stranger", "claire"])
def test_its_page_costs_the_same_with_thirty_authors(
    claire: Person,
    network: Any,
    client: Client,
    as_person: Callable[[Person], Client],
    queries: Any,
    by: str,
) -> None:
    reader = client if by == "stranger" else as_person(claire)
    one = published(claire, network, authors=["Lise"])
    with hats.system("test"):
        one.subjects.create(concept=Concept.objects.filter(scheme="experience")[30])
    reader.get(one.path)  # the vocabulary is read once a process
    with queries() as at_one:
        reader.get(one.path)
    with hats.system("test"):
        Author.objects.bulk_create(Author(resource=one, name=f"N{n}") for n in range(30))
        for concept in Concept.objects.filter(scheme="experience")[:30]:
            one.subjects.create(concept=concept)
    with queries() as at_thirty:
        reader.get(one.path)
    assert len(at_one) == len(at_thirty) <= 10


def test_a_series_lists_what_each_may_see(
    claire: Person,
    network: Any,
    client: Client,
    as_person: Callable[[Person], Client],
    queries: Any,
) -> None:
    series = a_series()
    published(claire, network, series=series, title_fr="Public")
    draft(claire, network, series=series, title_fr="Brouillon")
    address = "/library/series/expeerts/"
    assert "Brouillon" not in body(client.get(address))
    assert "Brouillon" in as_person(claire).get(address).content.decode()
    with queries() as at_two:
        client.get(address)
    for n in range(30):
        published(claire, network, series=series, title_fr=f"Public {n}")
    with queries() as at_thirty:
        client.get(address)
    assert len(at_two) == len(at_thirty) <= 10
    assert client.get("/library/series/nothing/").status_code == 404


def test_a_draft_and_what_never_was_answer_the_same(
    amel: Person, network: Any, client: Client
) -> None:
    one = own(amel)
    there = client.get(one.path)
    nothing = client.get("/library/aaaaaaaaaaaaaa/")
    assert there.status_code == nothing.status_code == 404

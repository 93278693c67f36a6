"""Citations, as others read them: pybtex for BibTeX, rispy for RIS, citeproc for CSL-JSON."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import rispy
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Person as Named
from pybtex.database import parse_string

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.library import citation_files, citations
from entrepairs.library.actions import resources as actions
from entrepairs.library.models import Resource
from entrepairs.library.references import all_styles, write_reference
from entrepairs.library.tests.making import BLANK, DAY, published
from entrepairs.library.tests.posting import form
from entrepairs.people.models import Person
from entrepairs.recordings.tests.making import heard_by_all

LISE = citations.cite_name("Lise Dupré", "Dupré", "0000-0002-1825-0097")
AMEL = citations.cite_name("Amel de la Tour")
TOGETHER = citations.cite_name("Les Passeurs & amis")
ARTICLE = citations.Citation(
    kind="article",
    key="abc",
    title="Among peers",
    authors=(LISE, AMEL, TOGETHER),
    year="2019",
    dated="2019-11-14",
    publisher="GEM L’Escale",
    series="",
    language="en",
    summary="What was\nsaid.",
    address="https://a.example/library/abc/",
    licence_address="",
    within="Journal of Peers",
    volume="3",
    issue="2",
    pages="12–34",
    doi="10.1000/182",
)
KINDS = [*Resource.Kind.values, "talk"]


def bibtex_of(cited: citations.Citation) -> Any:
    [entry] = parse_string(citation_files.to_bibtex(cited), "bibtex").entries.values()
    return entry


def ris_of(cited: citations.Citation) -> dict[str, Any]:
    [entry] = rispy.loads(citation_files.to_ris(cited))
    return dict(entry)


def last_name(person: Named) -> str:
    return " ".join([*person.prelast_names, *person.last_names])


def test_bibtex_knows_family_names_and_collectives() -> None:
    entry = bibtex_of(ARTICLE)
    lise, amel, together = entry.persons["author"]
    assert (last_name(lise), lise.first_names) == ("Dupré", ["Lise"])
    assert (last_name(amel), amel.first_names) == ("de la Tour", ["Amel"])
    assert (together.first_names, last_name(together)) == ([], r"{Les Passeurs \& amis}")
    assert entry.type == "article"
    found = {name: entry.fields[name] for name in ("journal", "volume", "number", "pages", "doi")}
    assert found == {
        "journal": "Journal of Peers",
        "volume": "3",
        "number": "2",
        "pages": "12--34",
        "doi": "10.1000/182",
    }
    assert entry.fields["abstract"] == "What was said."


def test_ris_knows_them_too() -> None:
    entry = ris_of(ARTICLE)
    assert entry["authors"] == ["Dupré, Lise", "de la Tour, Amel", "Les Passeurs & amis"]
    assert (entry["type_of_reference"], entry["secondary_title"]) == ("JOUR", "Journal of Peers")
    assert (entry["start_page"], entry["end_page"], entry["number"]) == ("12", "34", "2")
    assert (entry["doi"], entry["abstract"]) == ("10.1000/182", "What was said.")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_in_each_format_and_style(kind: str) -> None:
    cited = replace(ARTICLE, kind=kind, title="Ce que <i>nous</i> & vous savons")
    assert last_name(bibtex_of(cited).persons["author"][0]) == "Dupré"
    assert ris_of(cited)["authors"][0] == "Dupré, Lise"
    for language in ("fr", "en"):
        with translation.override(language):
            for key in all_styles():
                html = write_reference(cited, key).html
                assert "dupré, l" in html.lower()
                assert "ce que &lt;i&gt;nous&lt;/i&gt; &amp; vous savons" in html.lower()
                assert "2019" in html


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (
            "apa",
            "Dupré, L., de la Tour, A., & Les Passeurs & amis. (2019). Among peers. "
            "Journal of Peers, 3(2), 12–34. https://doi.org/10.1000/182",
        ),
        (
            "chicago",
            "Dupré, Lise, Amel de la Tour, and Les Passeurs & amis. 2019. ‘Among Peers’. "
            "Journal of Peers 3 (2): 12–34. https://doi.org/10.1000/182.",
        ),
        (
            "iso690",
            "DUPRÉ, Lise, DE LA TOUR, Amel et LES PASSEURS & AMIS, 2019. Among peers. "
            "Journal of Peers [en ligne]. 14 novembre 2019. Vol. 3, n° 2, pp. 12‑34. "
            "DOI 10.1000/182.",
        ),
    ],
)
def test_a_reference_is_worded_as_its_style_has_it(style: str, words: str) -> None:
    with translation.override("en"):
        assert write_reference(ARTICLE, style).text.replace("\xa0", " ") == words


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "undated"), [("fr", "s. d."), ("en", "n.d.")])
def test_what_has_no_date_says_so_and_what_has_no_author_is_said_once(
    kind: str, language: str, undated: str
) -> None:
    cited = replace(ARTICLE, kind=kind, year="", dated="", authors=(), publisher="", doi="")
    with translation.override(language):
        for style in ("apa", "chicago"):
            text = write_reference(cited, style).text.replace("\xa0", " ")
            assert undated in text
            assert text.lower().count("among peers") == 1
        assert "[sans date]" in write_reference(cited, "iso690").text
        assert bibtex_of(cited).fields["year"] == undated
    assert "year" not in ris_of(cited)


TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.mark.nightly
@settings(max_examples=150, deadline=None)
@given(title=TEXT, name=TEXT, within=TEXT, kind=st.sampled_from(KINDS))
def test_whatever_the_words_each_reader_finds_one_entry(
    title: str, name: str, within: str, kind: str
) -> None:
    names = (citations.cite_name(name),) if citations.one_line(name) else ()
    cited = replace(
        ARTICLE,
        kind=kind,
        title=citations.one_line(title) or "x",
        within=citations.one_line(within),
        authors=(*names, LISE),
    )
    assert last_name(bibtex_of(cited).persons["author"][-1]) == "Dupré"
    assert len(bibtex_of(cited).persons["author"]) == len(cited.authors)
    assert ris_of(cited)["authors"][-1] == "Dupré, Lise"
    for key in all_styles():
        html = write_reference(cited, key).html.replace("<cite>", "").replace("</cite>", "")
        assert "<" not in html


def test_the_form_keeps_what_was_said_of_names_and_identifiers(
    claire: Person, network: Any, as_person: Callable[..., Client], client: Client
) -> None:
    one = published(claire, network, dated=DAY)
    page = as_person(claire)
    said = {
        "title_fr": "Entre pairs",
        "kind": "chapter",
        "language": "fr",
        "authors": "García Márquez, Ana; Université; https://orcid.org/0000-0002-1825-0097\n"
        "“Amel Bruno”",
        "within": "Le livre",
        "pages": "3-9",
        "isbn": "978-2-07-036822-8",
        "doi": "https://doi.org/10.1000/182",
    }
    assert page.post(f"{one.path}change/", form(**said)).status_code == 302
    shown = page.get(f"{one.path}change/").content.decode()
    assert "García Márquez, Ana; Université; 0000-0002-1825-0097\n“Amel Bruno”" in shown
    [item] = json.loads(client.get(f"{one.path}cite.json").content)
    assert item["author"] == [
        {"family": "García Márquez", "given": "Ana"},
        {"literal": "Amel Bruno"},
    ]
    assert (item["type"], item["container-title"], item["DOI"]) == (
        "chapter",
        "Le livre",
        "10.1000/182",
    )
    shown = client.get(one.path).content.decode()
    for name, content in (
        ("author", "García Márquez, Ana"),
        ("author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("inbook_title", "Le livre"),
        ("firstpage", "3"),
        ("isbn", "978-2-07-036822-8"),
        ("doi", "10.1000/182"),
    ):
        assert f'<meta name="citation_{name}" content="{content}">' in shown


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("doi", "1/2", "A DOI begins with 10"),
        ("isbn", "978-2-07-036822-9", "This ISBN has a mistake"),
        ("authors", "Lise Dupré; 0000-0002-1825-0098", "An ORCID has 16 digits"),
    ],
)
def test_a_mistaken_number_comes_back_with_what_is_wrong(
    claire: Person,
    network: Any,
    as_person: Callable[..., Client],
    field: str,
    value: str,
    words: str,
) -> None:
    one = published(claire, network)
    said = form(**{"title_fr": "Entre pairs", "kind": "book", "language": "fr", field: value})
    answer = as_person(claire).post(f"{one.path}change/", said)
    assert words in answer.content.decode()
    assert value in answer.content.decode()


def test_a_recording_is_cited_by_those_who_speak_in_it(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network)
    [item] = json.loads(client.get(f"{made.path}cite.json").content)
    assert item["author"] == [{"literal": "Amel"}, {"literal": "Bruno"}]
    assert ris_of(replace(ARTICLE, kind="recording"))["type_of_reference"] == "GEN"
    assert client.get(f"{made.path}cite.ris").content.startswith(b"TY  - SOUND")
    harvested = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert "<dc:creator>Amel</dc:creator><dc:creator>Bruno</dc:creator>" in harvested


def test_a_reference_is_copied_without_scripts_as_plain_words(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network, authors=["Lise Dupré"], dated=DAY)
    page = client.get(f"{one.path}?style=chicago").content.decode()
    assert f'href="{one.path}cite.txt?style=chicago"' in page
    answer = client.get(f"{one.path}cite.txt?style=chicago")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Content-Disposition" not in answer.headers
    assert answer.content.decode().startswith("Dupré, Lise. 2019. ‘Être pair’.")
    assert client.get(f"{one.path}?style=none").status_code == 200


def test_who_takes_another_name_leaves_the_former_family_name_behind(
    claire: Person, amel: Person, network: Any
) -> None:
    with hats.person(claire.pk):
        one = actions.prepare_resource(
            owner=actions.Owner(organisation=network.escale),
            values={**BLANK, "title_fr": "Être pair"},
            authors=[actions.AuthorName("Amel Tour", family="Tour", orcid="0000-0002-1825-0097")],
            concepts=[],
            by=claire.pk,
        )
    with hats.system("test"):
        author = one.authors.get()
        one.authors.update(person=amel)
    with hats.person(amel.pk):
        assert call_function("i_made", author.pk, "Amel Tour", True)
    with hats.system("test"):
        assert one.authors.get().family == "Tour"
    with hats.person(amel.pk):
        assert call_function("i_made", author.pk, "Une marcheuse", True)
    with hats.system("test"):
        renamed = one.authors.get()
    assert (renamed.name, renamed.family, renamed.orcid) == ("Une marcheuse", "", "")

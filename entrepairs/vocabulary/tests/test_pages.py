"""The public pages, read by a stranger."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.actions import load_places, load_vocabulary
from entrepairs.vocabulary.models import Concept, Scheme

pytestmark = pytest.mark.django_db
SCHEMES = list(Scheme.values)


@pytest.fixture(autouse=True)
def _loaded() -> Iterator[None]:
    load_vocabulary(by=None)
    load_places(by=None)
    yield
    vocabulary.forget()


def in_french(client: Client, address: str) -> str:
    return client.get(address, headers={"accept-language": "fr"}).content.decode()


# For people


def test_a_stranger_sees_every_list(client: Client) -> None:
    page = client.get("/vocabulary/")
    assert page.status_code == 200
    assert set(re.findall(r'href="/vocabulary/(\w+)/"', page.content.decode())) == set(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_list_shows_each_word_once_in_the_reader_s_language(client: Client, scheme: str) -> None:
    english, french = (
        client.get(f"/vocabulary/{scheme}/").content.decode(),
        in_french(client, f"/vocabulary/{scheme}/"),
    )
    with hats.person(None):
        terms = vocabulary.concepts(scheme)
    for page in (english, french):
        ids = re.findall(r' id="(\w+)"', page)
        assert {term.key for term in terms} <= set(ids)
        assert len(ids) == len(set(ids))
        assert page.count("<h1") == 1
        assert "2026" in page  # when it was checked
    for term in terms:
        assert term.en[1:] in english
        assert term.fr[1:] in french


def test_sources_are_links_that_do_not_run_off_the_page(client: Client) -> None:
    page = client.get("/vocabulary/role/").content.decode()
    assert (
        '<a href="https://www.epsm-lille-metropole.fr/msp" '
        'rel="noreferrer">www.epsm-lille-metropole.fr</a>'
    ) in page
    assert "General knowledge, to be checked" in page  # the one marked K


def test_a_retired_word_is_no_longer_listed(client: Client) -> None:
    with hats.system("test"):
        Concept.objects.filter(key="voices").update(retired_at="2026-11-01T00:00:00Z")
    vocabulary.forget()
    page = client.get("/vocabulary/experience/").content.decode()
    assert 'id="chronic_pain"' in page
    assert 'id="voices"' not in page


@pytest.mark.parametrize(
    "address", ["/vocabulary/nothing/", "/vocabulary/nothing.jsonld", "/vocabulary/Experience/"]
)
def test_a_list_that_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_of_long_lists_make_few_queries(client: Client, queries: Callable[[], Any]) -> None:
    vocabulary.forget()
    with queries() as made:
        client.get("/vocabulary/experience/")
    cold = len(made)
    with queries() as made:
        client.get("/vocabulary/experience/")
    assert cold <= 10
    assert len(made) == cold - 1  # from memory


# For machines


def skos(client: Client, scheme: str) -> dict[str, Any]:
    answer = client.get(f"/vocabulary/{scheme}.jsonld")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/ld+json"
    return dict(json.loads(answer.content))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_skos_tells_all_that_the_tables_hold(client: Client, scheme: str) -> None:
    """Read back, the document gives the same concepts: labels, hints, tree, source, date, data."""
    with hats.system("test"):
        Concept.objects.filter(key__in=["voices", "walk", "ride", "sponsor"]).update(
            retired_at="2026-11-01T00:00:00Z"
        )
    vocabulary.forget()
    head, *nodes = skos(client, scheme)["@graph"]
    base = f"http://testserver/vocabulary/{scheme}/"
    read_back = {
        (
            node["notation"],
            node["prefLabel"]["fr"],
            node["prefLabel"]["en"],
            node.get("definition", {}).get("fr", ""),
            node.get("definition", {}).get("en", ""),
            node.get("broader", base + "#").removeprefix(base + "#"),
            node["source"],
            node["modified"],
            node.get("deprecated", False),
            json.dumps(node.get("data", {}), sort_keys=True),
        )
        for node in nodes
    }
    with hats.person(None):
        rows = Concept.objects.filter(scheme=scheme).select_related("parent")
        stored = {
            (
                row.key,
                row.fr,
                row.en,
                row.fr_hint,
                row.en_hint,
                row.parent.key if row.parent else "",
                row.source,
                row.checked_on.isoformat(),
                row.retired_at is not None,
                json.dumps(row.data, sort_keys=True),
            )
            for row in rows
        }
    assert read_back == stored
    assert head["@id"] == base
    assert {node["inScheme"] for node in nodes} == {base}


def test_skos_relations_go_both_ways(client: Client) -> None:
    head, *nodes = skos(client, "experience")["@graph"]
    narrower = {(node["@id"], below) for node in nodes for below in node.get("narrower", [])}
    assert narrower == {(node["broader"], node["@id"]) for node in nodes if "broader" in node}
    assert set(head["hasTopConcept"]) == {
        node["@id"] for node in nodes if node.get("topConceptOf") == head["@id"]
    }
    assert {node["@type"] for node in nodes} == {"Concept"}


def test_every_term_of_skos_is_defined_in_the_context(client: Client) -> None:
    for scheme in SCHEMES:
        document = skos(client, scheme)
        used = {name for node in document["@graph"] for name in node if not name.startswith("@")}
        types = {node["@type"] for node in document["@graph"]}
        assert used | types <= set(document["@context"])


def test_skos_is_the_same_in_every_language_and_not_sent_twice(client: Client) -> None:
    english = client.get("/vocabulary/role.jsonld")
    assert english.content.decode() == in_french(client, "/vocabulary/role.jsonld")
    assert "public" in english.headers["Cache-Control"]
    again = client.get(
        "/vocabulary/role.jsonld", headers={"if-none-match": english.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


# Places


@pytest.mark.parametrize("typed", ["rennes", "saint etienne", "Saint-Étienne", "st etienne"])
def test_a_place_is_found_without_accents_on_a_plain_page(client: Client, typed: str) -> None:
    page = client.get("/vocabulary/places", {"q": typed}).content.decode()
    wanted = "Rennes, Ille-et-Vilaine" if typed == "rennes" else "Saint-Étienne, Loire"
    assert f">{wanted}</a>" in page
    assert page.count("<h1") == 1


def test_htmx_gets_the_options_only(client: Client) -> None:
    answer = client.get("/vocabulary/places", {"q": "rennes"}, headers={"hx-request": "true"})
    options = answer.content.decode()
    assert options.startswith('<option value="Rennes, Ille-et-Vilaine"></option>')
    assert "<html" not in options
    assert "label=" not in options
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("typed", ["", "xqzw", "<script>", "x" * 5000])
def test_a_place_that_is_not_there_is_said_kindly(client: Client, typed: str) -> None:
    answer = client.get("/vocabulary/places", {"q": typed})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
    assert ("No place found" in answer.content.decode()) is bool(typed)


def test_a_label_picked_from_the_list_finds_its_place(client: Client) -> None:
    page = client.get("/vocabulary/places", {"q": "Montréal, Québec, Canada"}).content.decode()
    assert "Montréal, Québec, Canada</a>" in page
    assert "Montréal, Aude</a>" not in page


def test_the_options_of_a_postal_code_hold_it_or_a_browser_would_not_show_them(
    client: Client,
) -> None:
    answer = client.get("/vocabulary/places", {"q": "35240"}, headers={"hx-request": "true"})
    option = '<option value="Retiers, Ille-et-Vilaine" label="35240 Retiers, Ille-et-Vilaine">'
    assert option in answer.content.decode()


def test_searching_a_place_costs_one_query_more_than_none(
    client: Client, queries: Callable[[], Any]
) -> None:
    with queries() as made:
        client.get("/vocabulary/places")
    none = len(made)
    for typed in ("rennes", "s"):
        with queries() as made:
            client.get("/vocabulary/places", {"q": typed})
        assert len(made) == none + 1

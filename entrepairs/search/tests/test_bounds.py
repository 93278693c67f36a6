"""The search touches a bounded part of the index, and finds what reading all of it would."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrepairs.core import hats
from entrepairs.library.tests.posting import body
from entrepairs.search.full_text import SearchQuery, find_entries, parse_text
from entrepairs.search.index import time_code_in
from entrepairs.search.models import Entry

WORDS = ["entraide", "hôpital", "santé", "mentale", "nuit", "rue", "parole", "droits"]
KINDS = ["segment", "talk", "book"]
ENTRIES = 150


@pytest.fixture
def entries(network: Any) -> Iterator[list[Entry]]:
    """Things and moments, far apart in the index: some of its parts hold many, most hold none."""
    chance = random.Random(7)
    rows = []
    for n in range(ENTRIES):
        moment = n % 3 > 0
        rows.append(
            Entry(
                pk=10**6 + (n if n % 2 else n * 700),
                kind="segment" if moment else chance.choice(KINDS[1:]),
                key=f"k{n:013}",
                path=f"/library/whole{n // 10}/?t={n}" if moment else f"/library/k{n}/",
                whole=f"whole{n // 10}" if moment else "",
                language=chance.choice(["fr", "en"]),
                dated=dt.date(2010 + n % 4, 1, 1),
                concepts=[n % 3],
                title_fr="" if moment else "Titre",
                text_fr=" ".join(chance.choices(WORDS, range(9, 1, -1), k=chance.randint(1, 12))),
            )
        )
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('library.patience', '60000', true)"
        )  # whatever else this machine does
        Entry.objects.bulk_create(rows)
        yield list(Entry.objects.order_by("pk"))


words = st.sampled_from(WORDS)
terms = st.one_of(
    words,
    words,
    st.tuples(words, words).map('"{0[0]} {0[1]}"'.format),
    words.map(lambda word: f"{word[:4]}*"),
)
queries = st.tuples(st.lists(terms, max_size=7), st.lists(words.map("-{}".format), max_size=2)).map(
    lambda q: " ".join([*q[0], *q[1]])
)
narrowings = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(KINDS),
        "language": st.sampled_from(["fr", "en"]),
        "year": st.sampled_from([2010, 2012]),
    },
)


def expected(entries: list[Entry], asked: SearchQuery) -> set[str]:
    """Reading everything, one by one."""
    said = parse_text(asked.text)
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from search_entry "
            "where words @@ (make_term_query(%s::text[], %s::text[]) && "
            "coalesce((select string_agg('(' || match_beginnings(b)::text || ')', ' & ')::tsquery "
            "from unnest(%s::text[]) b), ''))",
            [said.wanted, said.without, said.begun],
        )
        ids = {row[0] for row in cursor.fetchall()}
    found = [one for one in entries if one.pk in ids] if said.wanted or said.begun else []
    if not asked.text:
        found = [one for one in entries if not one.whole or asked.kind == "segment"]
    return {one.whole or one.key for one in found if _is(one, asked)}


def _is(one: Entry, asked: SearchQuery) -> bool:
    return (
        asked.kind in ("", one.kind)
        and asked.language in ("", one.language)
        and (asked.year is None or (one.dated is not None and asked.year == one.dated.year))
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=queries, narrowed=narrowings)
def test_what_is_found_is_what_reading_everything_finds(
    entries: list[Entry], text: str, narrowed: dict[str, Any]
) -> None:
    asked, hits = SearchQuery(text=text, **narrowed), []
    first = find_entries(asked)
    for number in range(1, first.count // 20 + 2):
        hits += find_entries(asked, number).hits
    things = [hit.entry.whole or hit.entry.key for hit in hits]
    assert len(things) == len(set(things)) == first.count
    said = parse_text(text)
    if not first.instead and not set(said.wanted) & set(
        said.without
    ):  # a word asked for and refused asks for nothing
        assert set(things) == expected(entries, asked)
        assert not first.capped


def test_of_too_many_the_newest_are_counted_and_it_is_said(entries: list[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select things, capped, ids, facets from search_entries('{titre}', '{titre}', "
            "'{}', '{}', '{}', '', false, 10, 0, 5)"
        )
        things, capped, ids, _facets = cursor.fetchone()
    newest = [one.pk for one in reversed(entries) if not one.whole][:10]
    assert (things, capped) == (10, True)
    assert set(ids) <= set(newest)


def test_moments_of_one_recording_are_one_line_and_say_when(network: Any, client: Client) -> None:
    with hats.system("test"):
        Entry.objects.create(
            kind="recording",
            key="rec",
            path="/library/rec/",
            title_fr="Table ronde",
            names="Lise Dupré",
        )
        for second in (61, 754, 3723):
            Entry.objects.create(
                kind="segment",
                key=f"rec{second}",
                path=f"/library/rec/?t={second}",
                whole="rec",
                text_fr="la parole " + "parole " * (second == 754),
            )
    page = client.get("/library/?q=parole").content.decode()
    assert page.count("Table ronde") == 1
    assert 'href="/library/rec/?t=754"' in page
    assert "12:34" in page
    assert 'href="/library/rec/?q=parole"' in page
    assert "2 more moments" in page
    assert "1 result <" in " ".join(page.split())
    assert "Table ronde" in client.get("/library/").content.decode()
    assert "?t=" not in body(client.get("/library/"))
    with hats.system("test"):
        Entry.objects.filter(key="rec").delete()
        assert not Entry.objects.filter(whole="rec").exists()


def test_words_that_say_nothing_are_told_so(network: Any, client: Client) -> None:
    assert "almost everywhere" in client.get("/library/?q=le la").content.decode()
    assert "almost everywhere" in client.get("/library/?q=😀").content.decode()


def test_the_time_of_a_moment_is_read_from_its_address() -> None:
    assert [time_code_in(f"/library/x/?t={n}") for n in (5, 754, 3723)] == [
        "0:05",
        "12:34",
        "1:02:03",
    ]
    assert time_code_in("/library/x/") == ""

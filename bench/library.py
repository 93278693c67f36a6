"""Library of a million moments: a list of searches, the pages, publishing and withdrawing.

Run as a program on a data folder: builds the library there once, then writes what it found as
JSON.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import shelf
from bench.inside import Measure, visit_page
from bench.networks import Network

# What people type, and the worst they can: name -> what the page is asked.
SEARCHES = {
    "a frequent word": {"q": "santé"},
    "a word of middling use": {"q": "norfalutrazé"},
    "a rare word": {"q": "dalpabasol"},
    "a word that is nowhere": {"q": "qzxzqzx"},
    "two frequent words": {"q": "santé groupe"},
    "a frequent word and a rare one": {"q": "santé dalpabasol"},
    "five frequent words": {"q": "santé groupe mentale hôpital droits"},
    "twelve of the most frequent": {
        "q": "donc avec plus mais nous sur comme tout faire aussi alors voilà"
    },
    "a phrase of frequent words": {"q": '"santé mentale"'},
    "a phrase that nobody said": {"q": '"illness decision health"'},
    "a word without another": {"q": "santé -groupe"},
    "the beginning of a word": {"q": "psych*"},
    "a mistyped frequent word": {"q": "confience"},
    "four mistyped words": {"q": "hopitla mentlae entriade retablisement"},
    "a frequent word, narrowed to few": {"q": "santé", "year": "2014", "kind": "talk"},
    "a frequent word, narrowed to none": {"q": "santé", "language": "en", "year": "2013"},
    "words that say nothing": {"q": "le la"},
    "Arabic": {"q": "مرحبا بالجميع"},
    "emoji": {"q": "😀"},
    "a deep page": {"q": "santé", "page": "50"},
    "no words": {},
    "a concept alone": {"concept": "7"},
    "a language alone": {"language": "en"},
    "a kind and a year": {"kind": "talk", "year": "2014"},
}
SENTENCE = (
    "ce que je voulais dire aussi c’est que le rétablissement passe par la parole et par les pairs"
)


def build_once(link: Any, network: Network, entries: int) -> None:
    if network.read().get("entries") != entries:
        start = time.monotonic()
        shelf.build_library(link, entries)
        network.note(entries=entries, library_seconds=time.monotonic() - start)


def time_searches(rounds: int) -> dict[str, list[float]]:
    """Milliseconds of the database for each search, as the page makes them."""
    from django.db import connection

    from entrepairs.core import hats
    from entrepairs.search.full_text import SearchQuery, find_entries

    found: dict[str, list[float]] = {}
    for name, asked in (SEARCHES | {"a sentence pasted in": {"q": SENTENCE}}).items():
        words = SearchQuery(
            text=asked.get("q", ""),
            kind=asked.get("kind", ""),
            language=asked.get("language", ""),
            year=int(asked["year"]) if "year" in asked else None,
            concept=int(asked["concept"]) if "concept" in asked else None,
        )
        for round_ in range(rounds + 3):
            spent: list[float] = []
            with hats.person(None, read_only=True), connection.execute_wrapper(record_time(spent)):
                find_entries(words, int(asked.get("page", "1")))
            if round_ >= 3:  # plans are made, caches filled
                found.setdefault(name, []).append(sum(spent))
    return found


def record_time(spent: list[float]) -> Callable[..., Any]:
    def run(execute: Any, *statement: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            spent.append((time.perf_counter() - start) * 1000)

    return run


def plan_of(link: Any, name: str) -> list[str]:
    """What PostgreSQL does for it, statement by statement within its functions."""
    from django.db import connection

    from entrepairs.core import hats
    from entrepairs.search.full_text import SearchQuery, find_entries

    asked: list[tuple[str, Any]] = []

    def see(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        if "search_entries" in sql:
            asked.append((sql, values))
        return execute(sql, values, *rest)

    known = SEARCHES.get(name, {})
    with hats.person(None, read_only=True), connection.execute_wrapper(see):
        find_entries(
            SearchQuery(
                text=known.get("q", ""),
                kind=known.get("kind", ""),
                language=known.get("language", ""),
            )
        )
    lines: list[str] = []
    link.add_notice_handler(
        lambda notice: lines.extend((notice.message_primary or "").splitlines())
    )
    link.execute("load 'auto_explain'")
    for setting in (
        "log_min_duration = 1",
        "log_nested_statements = on",
        "log_analyze = on",
        "log_buffers = on",
    ):
        link.execute(f"set auto_explain.{setting}")
    link.execute("set role entrepairs_person")
    link.execute("set client_min_messages = log")
    for sql, values in asked:
        link.execute(sql, values)
    link.execute("reset all")
    link.execute("reset role")
    return [
        line[:160]
        for line in lines
        if line.strip().startswith(("duration", "->", "Limit", "Index Cond", "Buffers"))
    ]


def time_changes(link: Any, rounds: int) -> dict[str, list[float]]:
    """Milliseconds to shelve one thing, and to withdraw one recording with its moments."""
    one = (
        "insert into search_entry (kind, key, path, whole, language, concepts, title_fr, title_en, "
        "names, text_fr, text_en) "
        "select %s, %s || case when %s then '' else e.id::text end, '/', case when %s then '' else "
        "%s end, e.language, '{}', "
        "'Titre', '', e.names, e.text_fr, e.text_en from search_entry e where e.id in "
        "(select id from search_entry where kind = 'segment' order by id desc limit %s)"
    )
    found: dict[str, list[float]] = {}
    for n in range(rounds):
        key = f"bench{n}"
        start = time.perf_counter()
        link.execute(one, ("recording", key, True, True, "", 1))
        found.setdefault("shelve one thing", []).append((time.perf_counter() - start) * 1000)
        link.execute(one, ("segment", "b", False, False, key, shelf.MOMENTS))
        start = time.perf_counter()
        link.execute("delete from search_entry where key = %s", (key,))
        found.setdefault("withdraw a recording of 200 moments", []).append(
            (time.perf_counter() - start) * 1000
        )
    return found


def time_pages(rounds: int) -> dict[str, dict[str, Any]]:
    from urllib.parse import urlencode

    from entrepairs.wsgi import application

    addresses = {
        "library": "/library/",
        "library, a search": "/library/?" + urlencode(SEARCHES["two frequent words"]),
        "OAI-PMH, a list": "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        "the sitemap": "/sitemap.xml",
    }
    found = {}
    for name, path in addresses.items():
        measure = Measure()
        for _ in range(rounds + 3):
            visit_page(application, path, "", measure)
        found[name] = {"ms": measure.ms[3:], "status": sorted(measure.status)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ |= {"ENTREPAIRS_MODE": "demo", "DJANGO_SETTINGS_MODULE": "entrepairs.settings"}
    from entrepairs.engine import assets
    from entrepairs.engine.attach import connected

    with connected(str(options.data), alone=True) as cluster:
        import django
        import psycopg

        django.setup()
        if not assets.are_current():
            assets.make()
        from entrepairs.engine.address import DATABASE
        from entrepairs.engine.roles import with_database

        assert cluster is not None
        with psycopg.connect(with_database(cluster, DATABASE), autocommit=True) as link:
            build_once(link, Network(0, options.data), options.entries)
            searches = time_searches(options.rounds)
            slowest = max(
                searches, key=lambda name: sorted(searches[name])[len(searches[name]) // 2]
            )
            told = {
                "searches": searches,
                "pages": time_pages(options.rounds),
                "changes": time_changes(link, 5),
            }
            print(json.dumps(told | {"slowest": slowest, "plan": plan_of(link, slowest)}))


if __name__ == "__main__":
    main()

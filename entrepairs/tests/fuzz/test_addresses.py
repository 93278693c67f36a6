"""Whatever an address says, it is answered: a page, words, or that it is not here.

Never an error of the site.
"""

from collections import defaultdict
from itertools import count
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.tests.fuzz.crawl import Crawl, Recorder, all_routes, route_of
from entrepairs.tests.fuzz.world import (
    CASES_OF_ADDRESSES,
    NASTY,
    World,
    cases_of,
    in_address,
    nasty,
)

ALSO = (
    "page",
    "q",
    "next",
    "day",
    "circle",
    "before",
    "after",
    "format",
)  # read by some page, some day


def readers(found: Crawl) -> list[tuple[list[str], tuple[str, ...]]]:
    """Addresses with what they read, those together that read the same.

    `page` and `next` are read by one helper for all.
    """
    together = defaultdict(list)
    for route, names in sorted(found.read.items()):
        if names:
            together[frozenset(names - {"page", "next"})].append(route)
    return [
        (routes, tuple(sorted(set().union(*(found.read[route] for route in routes)))))
        for routes in together.values()
    ]


def query_of(values: dict[str, list[str]]) -> str:
    return "&".join(
        f"{in_address(name)}={in_address(value)}" for name in values for value in values[name]
    )


def test_no_query_string_of_any_address_breaks_it(
    world: World, found: Crawl, drawn_seldom: None
) -> None:
    """What it reads of its query string was watched.

    So that each case sends it something to read.
    """
    assert found.broken == []
    for routes, names in readers(found):
        fuzz_query(world, [example for route in routes for example in found.pages[route]], names)


def fuzz_query(world: World, examples: list[tuple[str, str]], names: tuple[str, ...]) -> None:
    """As each person in turn who reaches one of these addresses."""
    turn = count()
    values = st.lists(nasty() | st.sampled_from(sorted(world.keys())), min_size=1, max_size=2)

    @cases_of(CASES_OF_ADDRESSES)
    @given(st.dictionaries(st.sampled_from(names), values, min_size=1))
    def answers(asked: dict[str, list[str]]) -> None:
        who, path = examples[next(turn) % len(examples)]
        query = query_of(asked)
        answer = world.ask(who, f"{urlsplit(path).path}?{query}")
        assert answer.status_code < 500, (who, path, query)

    answers()


def test_an_address_that_reads_no_query_string_answers_any(world: World, found: Crawl) -> None:
    query = query_of({name: ["\x00", "x"] for name in ALSO})
    for route, examples in found.pages.items():
        if not found.read[route]:
            for who, path in examples[:2]:
                answer = world.ask(who, f"{urlsplit(path).path}?{query}")
                assert answer.status_code in {200, 302}, (who, path)


def test_most_of_the_site_was_walked(found: Crawl) -> None:
    reached = set(found.pages) | {route for route, _ in found.posts}
    assert len(reached) > 0.75 * len(set(all_routes())), sorted(set(all_routes()) - reached)


@pytest.mark.parametrize("who", ["claire", ""])
def test_a_key_that_is_none_is_not_here(
    world: World, found: Crawl, drawn_seldom: None, who: str
) -> None:
    """In each place of each address, in turn, what no key can be."""
    keys = [key for key in dict.fromkeys(map(in_address, NASTY)) if key and key not in {".", ".."}]
    turn = count()
    for route in sorted(set(all_routes())):
        for _ in range(max(6, CASES_OF_ADDRESSES // 30)):
            parts = route.replace("^", "").split("<")
            path = (
                "/"
                + parts[0]
                + "".join(
                    keys[next(turn) * 7 % len(keys)] + part.partition(">")[2] for part in parts[1:]
                )
            )
            assert world.ask(who, path).status_code < 500, path
            if len(parts) == 1:
                break


@pytest.mark.parametrize("name", ["session", "csrf", "language", "messages", "sessionid"])
def test_no_cookie_breaks_a_page(world: World, name: str) -> None:
    for value in (*NASTY, '"\\000"', '"a\\000b"', "x" * 3000):
        if value.isascii() and value.isprintable():
            header = {"cookie": f"{name}={value}"}
            for path in ("/", "/enter/code/", "/me/"):
                world.clients[""].cookies.clear()
                assert world.ask("", path, headers=header).status_code < 500, (name, value)


def test_the_walk_knows_what_it_reads(world: World) -> None:
    """The watch can see: the list of meetings reads which of them are asked for."""
    with Recorder() as recorder:
        assert world.ask("amel", "/meetings/?when=%00").status_code < 500
    assert "when" in recorder.names
    assert route_of("/meetings/?when=x") == "meetings/"

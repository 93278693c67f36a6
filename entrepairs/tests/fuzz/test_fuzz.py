"""Whatever a form or an address is sent, it is answered: a page, or words that refuse it.

In one file, so that what there is to fuzz is looked for once.
"""

from collections import Counter, defaultdict
from itertools import count
from urllib.parse import urlsplit

import pytest
from django import forms as fields
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.tests.fuzz.crawl import OF_ALL, Crawl, Recorder, all_routes, route_of
from entrepairs.tests.fuzz.forms import AFTER_A_STEP, all_forms, fuzz_form, fuzz_post, kinds
from entrepairs.tests.fuzz.world import (
    CASES,
    CASES_OF_ADDRESSES,
    NASTY,
    World,
    cases_of,
    in_address,
    nasty,
)
from entrepairs.ui.forms import DayField, ModelForm, PlainForm, PlainInput

ALSO = (
    "page",
    "q",
    "next",
    "day",
    "circle",
    "before",
    "after",
    "format",
    *OF_ALL,
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
    reading_none = [route for route in found.pages if not found.read[route]]
    assert len(reading_none) > 100
    for route in reading_none:
        for who, path in found.pages[route][:1]:
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
        for _ in range(max(3, CASES_OF_ADDRESSES // 30)):
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


def test_every_form_reads_plain_text() -> None:
    ours = {kind for kind in all_forms() if kind.__module__.startswith("entrepairs.")}
    mixins = {kind for kind in ours if not issubclass(kind, PlainInput)}
    used = {kind for kind in mixins if not any(issubclass(other, kind) for other in ours - mixins)}
    assert len(ours) > 40
    assert used == set(), "each form begins with ui.forms.Form, PlainForm or ModelForm"


def test_every_day_of_a_form_is_asked_for_by_the_field_that_knows_which_can_be() -> None:
    days = [
        (kind.__name__, name, field)
        for kind in kinds()
        for name, field in getattr(kind, "base_fields", {}).items()
        if isinstance(field, fields.DateField | fields.DateTimeField | fields.SplitDateTimeField)
    ]
    assert len(days) > 5
    assert [day for day in days if not isinstance(day[2], DayField)] == []


def test_every_form_is_found_by_the_walk_or_listed(found: Crawl) -> None:
    walked = {kind.__name__ for _route, kind in found.made}
    assert {kind.__name__ for kind in kinds()} - walked - AFTER_A_STEP == set()
    assert len(walked) > 35


def test_no_form_breaks_nor_what_it_sends_on(world: World, found: Crawl) -> None:
    """Each as the person for whom a page made it; what it finds valid is sent to that page.

    A form made by several pages has its cases shared among them.
    """
    assert found.broken == []
    pages = Counter(kind for _route, kind in found.made)
    for (_route, kind), (who, path, args, kwargs) in found.made.items():
        if "allauth" in str(kind.__mro__):
            continue  # they ask for a request: their pages are posted to, below
        given_to = args[1:], {k: v for k, v in kwargs.items() if k != "data"}
        fuzz_form(world, kind, (who, path), given_to, pages[kind])


def test_no_field_of_a_button_breaks_its_page(
    world: World, found: Crawl, drawn_seldom: None
) -> None:
    """Every form as it stands on a page, with one field or more of another's making.

    What a form class reads there was tried above: of these pages, the buttons are left.
    """
    read_by_a_form = {route for route, _kind in found.made}
    for (route, names), (who, path, values) in found.posts.items():
        few = route in read_by_a_form or not names - {"once", "next"}
        cases = CASES // 100 if few else CASES // 10
        fuzz_post(world, who, path, values, cases)


def test_a_zero_byte_is_refused_in_words_and_what_looks_the_same_is_the_same() -> None:
    class Called(PlainForm):
        name = fields.CharField()

    assert Called({"name": "Zoe\u0301\u200b"}).data["name"] == "Zoé"
    refused = Called({"name": "Zo\x00e"})
    assert not refused.is_valid()
    assert "contains a character that cannot be saved" in str(refused.errors["name"])
    assert issubclass(ModelForm, PlainInput)


def test_a_day_that_cannot_be_is_refused_in_words() -> None:
    class On(PlainForm):
        day = DayField()

    for day in ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"):
        form = On({"day": day})
        assert not form.is_valid()
        assert "Enter a day between 1900 and 2200" in str(form.errors["day"])
    for day in ("1900-01-01", "2200-12-31", "31/12/2026"):
        assert On({"day": day}).is_valid()

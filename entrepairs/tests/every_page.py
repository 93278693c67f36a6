"""axe on every page that a link leads to, by day and by night: `make accessibility`.

Not among the tests: it opens hundreds of pages in a browser, each twice.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from entrepairs.conftest import sign_in
from entrepairs.core import hats
from entrepairs.tests.access.rows import make_rows
from entrepairs.tests.browser import (
    Site,
    browser_of_tests,
    committed,
    faults,
    first_weight,
    site,
)
from entrepairs.tests.walking import Seen, disorders, walk

__all__ = ["browser_of_tests", "committed", "site"]

PHONE = (412, 823)  # of the telephones that sites are measured on
FIRST_VISIT = 100_000


def pages_shown(client: Client) -> Iterator[Seen]:
    """One page of each address."""
    for seen in walk(client, 1):
        if seen.is_page and seen.answer.status_code == 200:
            yield seen


@pytest.mark.parametrize("name", ["", "Amel", "Bruno", "Claire", "David", "Eve", "Farid"])
def test_axe_finds_nothing_on_any_page(site: Site, name: str) -> None:
    with hats.system("test"):
        make_rows(site.network)
    person: Any = site.network.people.get(name)
    client = sign_in(Client(), person) if person else Client()
    found: dict[str, list[str]] = {}
    with site.visit(person, size=PHONE) as page:
        for seen in list(pages_shown(client)):
            page.goto(seen.to)
            if wrong := [*disorders(seen.text), *faults(page)]:
                found[seen.to] = wrong
    assert found == {}


def test_a_first_visit_of_any_public_page_is_under_100_kilobytes(site: Site) -> None:
    with hats.system("test"):
        make_rows(site.network)
    heavy: dict[str, int] = {}
    for seen in list(pages_shown(Client())):
        with site.visit(size=PHONE) as page:
            if (weight := first_weight(page, seen.to)) >= FIRST_VISIT:
                heavy[seen.to] = weight
    assert heavy == {}

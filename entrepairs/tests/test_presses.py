"""First main tasks, by pressing what is on the pages: none takes more presses than it should."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.accounts.code_issuing import issue_codes
from entrepairs.core import hats
from entrepairs.engine import assets
from entrepairs.pairs.actions.wishes import open_wish
from entrepairs.pairs.models import Invitation
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.models import Affiliation, Person
from entrepairs.suggestions import refresh
from entrepairs.tests.browser import PHONE, Site, browser_of_tests, committed, site
from entrepairs.vocabulary.models import Concept

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

# Every press that a person makes, kept from page to page.
COUNTING = """addEventListener("click", (event) => {
  if (event.isTrusted && event.target.closest("a, button, summary, input, select"))
    sessionStorage.presses = 1 + Number(sessionStorage.presses || 0);
}, true)"""


@contextmanager
def counted(site: Site, person: Person | None, most: int, **options: Any) -> Iterator[Page]:
    """A page on a phone, from which everything is reached by pressing, in at most so many."""
    with site.visit(person, size=PHONE, **options) as page:
        page.add_init_script(COUNTING)
        page.goto("/")
        yield page
        assert int(page.evaluate("sessionStorage.presses")) == most


@pytest.fixture
def card(site: Site) -> str:
    """Nadia's association has handed her a card; Bruno looks for a peer and shares two things."""
    assets.compile_messages()
    bruno = site.network.people["Bruno"]
    with hats.system("test"):
        nadia = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=nadia, organisation=site.network.escale)
        street = Concept.objects.get(scheme="experience", key="street")
    with hats.person(bruno.pk):
        tell_facet(by=bruno, kind="experience", concept=street, audience=4)
        open_wish(words="", audience=4, room_for=1, once=None, by=bruno)
    refresh.refresh_index()
    return issue_codes(people=[nadia], by=site.network.people["Claire"])[0]


def test_from_a_paper_card_to_a_first_message_in_eleven_presses(site: Site, card: str) -> None:
    """Three to sign in, five to say one thing of oneself, two to look for a peer, one to invite."""
    with counted(site, None, 11) as page:
        page.locator("#code").fill(card)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Yes, I am Nadia").click()
        page.get_by_role("link", name="Not now").click()
        page.get_by_role("link", name="Start").click()
        page.get_by_role("button", name="Save and continue").click()
        page.locator("details:has(#c-street) > summary").click()
        page.locator("#c-street").check()
        page.get_by_role("button", name="Save and stop here for now").click()
        page.get_by_role("link", name="Find a peer").click()
        page.get_by_role("button", name="Start looking").click()
        page.get_by_role("button", name="Invite Bruno").click()
        expect(page.locator("main")).to_contain_text("Invitation sent to Bruno")
    with hats.system("test"):
        assert Invitation.objects.filter(by__name="Nadia", to__name="Bruno").count() == 1

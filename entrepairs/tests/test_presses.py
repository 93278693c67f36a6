"""First main tasks, by pressing what is on the pages: none takes more presses than it should."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
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
def counted(
    site: Site, presses: int, person: Person | None = None, start: str = "/"
) -> Iterator[Page]:
    """A page on a phone, from which everything is reached by pressing, so many times."""
    with site.visit(person, size=PHONE) as page:
        page.add_init_script(COUNTING)
        page.goto(start)
        yield page
        assert int(page.evaluate("sessionStorage.presses")) == presses


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
    with counted(site, 11) as page:
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


def test_from_a_new_event_to_a_registration_confirmed_in_eight_presses(site: Site) -> None:
    """Four to publish it, two to register, two to confirm."""
    claire, new = site.network.people["Claire"], f"/events/new/{site.network.escale.key}/"
    day = timezone.localdate() + timedelta(days=60)
    with counted(site, 6, claire, new) as organiser:
        organiser.locator("[name=title_en]").fill("Two steps")
        organiser.locator("[name=starts_on]").fill(day.isoformat())
        organiser.locator("[name=venue]").fill("Maison des associations")
        organiser.locator("[name=registers]").check()
        organiser.locator("main form:has([name=title_en]) .button").first.click()
        organiser.wait_for_url("**/prepare/")
        event = organiser.url.removeprefix(site.url).removesuffix("prepare/")
        organiser.get_by_role("link", name="Publish", exact=True).click()
        organiser.locator("main form:has([name=once]) .button").first.click()
        with counted(site, 2, start=event) as visitor:
            visitor.get_by_role("link", name="Register", exact=True).click()
            visitor.locator("[name=name]").fill("Ana")
            visitor.locator("main form .button").first.click()
            organiser.locator(f"main a[href='{event}registrations/']").first.click()
            organiser.get_by_role("button", name="Confirm").click()
            visitor.reload()
            expect(visitor.get_by_role("heading", level=1)).to_have_text("You have a place")

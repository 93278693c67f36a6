"""Groups in a browser: every page well made, and coming in without scripts."""

from typing import Any

import pytest
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.groups.models import Agreement, Entry, Group
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

TABS = ["", "people/", "agreement/", "meetings/", "talk/", "journal/", "unwell/", "change/"]
MORE = ["agreement/new/", "organisations/", "end/"]


@pytest.fixture
def lived_in(site: Site) -> tuple[Site, Group]:
    """Amel's group, in which David is, which Bruno visits and Eve asks to join."""
    people = site.network.people
    group = group_of(people["Amel"], people["David"], phone="02 99 00 00 00", unwell="On reste.")
    visiting(group, people["Bruno"], days=5)
    with hats.system("test"):
        Agreement.objects.create(
            circle=group.circle, number=1, words="Se taire\nParler", review_on="2040-01-01"
        )
        Entry.objects.create(circle=group.circle, person=people["Eve"], words="Bonjour")
    return site, group


@pytest.mark.nightly
@each_look
def test_the_pages_are_well_made(lived_in: tuple[Site, Group], look: dict[str, Any]) -> None:
    here, group = lived_in
    people = here.network.people
    visits: list[tuple[Any, list[str]]] = [
        (None, ["/groups/", group.path]),
        (people["Amel"], [group.path + tab for tab in (*TABS, *MORE)] + ["/groups/start/"]),
        (people["Bruno"], [group.path]),
        (people["Farid"], [group.path, f"{group.path}ask/"]),
    ]
    for person, paths in visits:
        with here.visit(person, **look) as page:
            for path in paths:
                answer = page.goto(path)
                assert answer is not None
                assert answer.status == 200, path
                assert faults(page) == [], path


def test_a_stranger_to_the_group_asks_and_is_let_in_without_scripts(
    lived_in: tuple[Site, Group],
) -> None:
    here, group = lived_in
    people = here.network.people
    calm: dict[str, Any] = {"size": PHONE, "java_script_enabled": False}
    with here.visit(people["Farid"], **calm) as farid:
        farid.goto("/groups/")
        farid.get_by_role("link", name="Les voix").click()
        farid.get_by_role("link", name="Ask to join").click()
        farid.get_by_label("A few words for the group").fill("Je viens voir")
        farid.get_by_role("button", name="Send the request").click()
        expect(farid.get_by_text("You asked to join")).to_be_visible()
        with here.visit(people["David"], **calm) as david:
            david.goto(f"{group.path}people/")
            asks = david.locator("section", has_text="Farid asks to come as a visitor")
            asks.get_by_role("button", name="Yes").click()
            expect(david.locator("#visitors")).to_have_text("2 visitors")
        farid.goto(group.path)
        expect(farid.get_by_text("You are a visitor until")).to_be_visible()
        farid.get_by_role("link", name="Ask to become a member").click()
        farid.get_by_role("button", name="Send the request").click()
        expect(farid.get_by_text("You asked to become a member.")).to_be_visible()
        farid.get_by_role("button", name="Leave the group").click()
        expect(farid.get_by_text("You have left the group.")).to_be_visible()

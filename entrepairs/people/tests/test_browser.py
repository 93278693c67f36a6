"""Telling about oneself in a browser: sizes, contrasts, filters, changes; and no scripts."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.ledger.models import Deed, Look
from entrepairs.people import slots
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.actions.persons import pause_person
from entrepairs.people.models import Person
from entrepairs.people.tests.telling import concept, tell, told
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)

SLOW = 40_000  # two cores may have other tests to run
expect.set_options(timeout=SLOW)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

MINE = [
    "/welcome/",
    *(
        f"/welcome/{key}/"
        for key in ("name", "experiences", "times", "languages", "place", "limits", "done")
    ),
    "/me/",
    "/me/?as=network",
    "/me/facets/experience:voices/",
    "/me/contact/",
    "/me/settings/",
    "/me/views/",
    "/me/sharing/",
    "/me/activity/",
    "/me/blocks/",
]


@pytest.fixture
def amel(site: Site) -> Person:
    """Amel has told a little of everything, and Claire has looked."""
    amel = site.network.people["Amel"]
    tell(amel, "voices", 1, note="Depuis longtemps.")
    with hats.person(amel.pk):
        tell_facet(
            by=amel, kind="availability", slots=slots.pack_times([(1, 2), (5, 1)]), audience=4
        )
        tell_facet(by=amel, kind="contact", means="phone", note="06 39 98 00 00", audience=1)
        tell_facet(by=amel, kind="need", concept=concept("support", "walk"), audience=4)
        pause_person(by=amel)
    with hats.system("test"):
        Look.objects.create(viewer=site.network.people["Claire"].pk, owner=amel.pk)
    return amel


def assert_well(page: Page) -> None:
    assert faults(page) == []


@pytest.mark.nightly
@each_look
def test_pages_about_oneself_are_well_made(site: Site, amel: Person, look: dict[str, Any]) -> None:
    with site.visit(amel, **look) as page:
        page.set_default_timeout(SLOW)
        for path in MINE:
            page.goto(path)
            assert_well(page)


@pytest.mark.nightly
@each_look
def test_pages_about_others_and_organisations_are_well_made(
    site: Site, amel: Person, look: dict[str, Any]
) -> None:
    people, escale = site.network.people, f"/organisations/{site.network.escale.key}/"
    with site.visit(people["Bruno"], **look) as page:
        page.set_default_timeout(SLOW)
        for path in (
            f"/people/{amel.key}/",
            f"/people/{amel.key}/block/",
            "/organisations/",
            escale,
        ):
            page.goto(path)
            assert_well(page)
    with site.visit(people["Claire"], **look) as page:
        page.set_default_timeout(SLOW)
        for path in (
            "",
            "change/",
            "circles/",
            "leave/",
            "people/",
            "people/add/",
            f"people/{amel.key}/",
        ):
            page.goto(escale + path)
            assert_well(page)


def test_typing_narrows_the_words_and_loses_none_of_those_chosen(site: Site, amel: Person) -> None:
    with site.visit(amel, size=PHONE) as page:
        page.set_default_timeout(SLOW)
        page.goto("/welcome/experiences/")
        page.fill("#filter", "STRÉET")
        shown = page.locator(".answer:visible")
        expect(shown.first).to_contain_text("street")
        assert all("street" in words.lower() for words in shown.all_inner_texts())
        page.press("#filter", "Enter")  # sends nothing
        page.locator("#c-street").check()
        page.fill("#filter", "zzz")
        expect(page.locator("#filter-found")).to_contain_text("No matching word")
        page.locator("button[value=save]").click()
        page.wait_for_url("**/welcome/needs/")
    assert {facet.what for facet in told(amel, kind="experience")} == {
        "experience:voices",
        "experience:street",
    }


@pytest.mark.parametrize("scripts", [True, False])
def test_choosing_a_word_shows_who_will_see_it_with_or_without_scripts(
    site: Site, amel: Person, scripts: bool
) -> None:
    with site.visit(amel, size=PHONE, java_script_enabled=scripts) as page:
        page.set_default_timeout(SLOW)
        page.goto("/welcome/needs/")
        page.locator("summary", has_text="talking").click()
        who = page.locator("#who-listening")
        expect(who).to_be_hidden()
        page.locator("label[for=c-listening]").click()
        expect(who).to_be_visible()
        who.select_option("1")
        page.locator("li:has(#c-listening) summary").click()
        page.fill("textarea[name=words-listening]", "Le soir.")
        page.locator("button[value=save]").click()
        page.wait_for_url("**/welcome/offers/")
    rows = {facet.what: (facet.audience, facet.note) for facet in told(amel, kind="need")}
    assert rows["need:listening"] == (1, "Le soir.")


def test_who_sees_a_thing_is_changed_in_its_place(site: Site, amel: Person) -> None:
    with site.visit(amel, size=PHONE) as page:
        page.set_default_timeout(SLOW)
        page.goto("/me/")
        page.evaluate("window.same = true")
        row = page.locator("#told-experience-voices")
        row.get_by_role("link", name="Change").click()
        assert_well(page)
        row.locator("select").select_option("4")
        row.get_by_role("button", name="Save").click()
        expect(row).to_contain_text("the network")
        expect(row.get_by_role("link", name="Change")).to_be_focused()
        row.get_by_role("link", name="Change").click()
        row.get_by_role("link", name="Cancel").click()
        expect(row).to_contain_text("the network")
        row.get_by_role("link", name="Change").click()
        row.get_by_role("button", name="Remove this").click()
        expect(row).to_have_count(0)
        assert page.evaluate("window.same") is True
    assert told(amel, kind="experience") == []
    with hats.person(amel.pk):
        assert list(
            Deed.objects.filter(verb__in=["change", "untell"])
            .order_by("id")
            .values_list("verb", flat=True)
        ) == ["change", "untell"]


def test_a_place_is_suggested_while_typing(site: Site, amel: Person) -> None:
    with site.visit(amel, size=PHONE) as page:
        page.set_default_timeout(SLOW)
        page.goto("/welcome/place/")
        page.locator("input[name=where][value=near]").check()
        page.locator("#id_place").press_sequentially("renn")
        expect(page.locator("#places option").first).to_have_attribute(
            "value", "Rennes, Ille-et-Vilaine"
        )
        page.fill("#id_place", "Rennes, Ille-et-Vilaine")
        page.locator("button[value=save]").click()
        page.wait_for_url("**/welcome/limits/")
    assert [facet.place.name for facet in told(amel, kind="place") if facet.place] == ["Rennes"]

"""The library in a real browser: for a stranger on a phone, without scripts, at every size and
light."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, expect

from entrepairs.core import hats
from entrepairs.library.actions import shelves
from entrepairs.library.tests.making import DAY, a_series, draft, many, own, published, withdraw
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

PLENARY: dict[str, Any] = {
    "title_fr": "",
    "title_en": (
        "Professionalization of peer support in mental health in France: objectives and challenges"
    ),
    "summary_fr": (
        "La professionnalisation des pairs-aidants, ses enjeux à l’hôpital et dans "
        "la ville, et ce que les personnes concernées en disent."
    ),
    "authors": ["Lise Dupré", "شهرزاد"],
    "dated": DAY,
    "kind": "recording",
    "licence": "CC-BY-4.0",
}


@pytest.mark.parametrize("typed", ["professionalisation", "professionalization"])
def test_a_stranger_on_a_phone_without_scripts_finds_reads_and_cites(
    site: Site, typed: str
) -> None:
    claire = site.network.people["Claire"]
    published(claire, site.network, series=a_series(), **PLENARY)
    many(claire, site.network, 3)
    with site.visit(size=PHONE, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("contentinfo").get_by_role("link", name="Library").click()
        page.get_by_label("Words, a name").fill(typed)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", level=2)).to_contain_text(["1 result"])
        page.get_by_role("link", name="Professionalization of peer support").click()
        expect(page.locator(".reference")).to_contain_text(
            "Dupré, L., & شهرزاد. (2019, November 14). Professionalization"
        )
        with page.expect_download() as download:
            page.get_by_role("link", name="BibTeX").click()
        assert download.value.suggested_filename.endswith(".bib")


def _heard(said: list[str], line: ConsoleMessage) -> None:
    said.append(line.text)


@pytest.mark.nightly
@pytest.mark.parametrize(("size", "locale"), [(PHONE, "fr-FR"), (DESK, "en-GB")])
def test_every_page_is_for_everyone(site: Site, size: tuple[int, int], locale: str) -> None:
    claire = site.network.people["Claire"]
    one = published(
        claire, site.network, series=a_series(about_fr="Deux journées d’étude à Rennes."), **PLENARY
    )
    long = published(
        claire,
        site.network,
        title_fr="ن" * 300,
        authors=["W" * 300],
        kind="book",
        text="Un\n\nDeux",
    )
    gone = withdraw(published(claire, site.network), claire)
    many(claire, site.network, 22)
    with hats.person(claire.pk):
        shelves.recommend_resource(resource=one, by=claire.pk)
    shelf = "/library/shelves/newcomers/"
    open_to_all = [
        shelf,
        "/library/",
        "/library/?q=enjeux",
        "/library/?q=zzzz",
        "/library/?kind=book",
        one.path,
        long.path,
    ]
    open_to_all += [gone.path, "/library/series/expeerts/"]
    hidden = draft(claire, site.network)
    pages = [
        "/library/",
        shelf,
        "/library/?in=people&q=bruno escale",
        "/library/kept/",
        "/library/new/",
        f"/library/new/?easy_of={one.key}",
        hidden.path,
        one.path,
    ]
    pages += [f"{one.path}change/", f"{hidden.path}publish/", f"{one.path}withdraw/"]
    for person, addresses in ((None, open_to_all), (claire, pages)):
        with site.visit(person, size=size, locale=locale) as page:
            said: list[str] = []
            page.on("console", partial(_heard, said))
            for address in addresses:
                page.goto(address)
                assert faults(page) == [], address
            # The block of data in the page of a thing is not taken for a script.
            assert [line for line in said if "410" not in line] == []


def test_a_search_with_scripts_changes_the_list_and_the_address(site: Site) -> None:
    claire = site.network.people["Claire"]
    published(claire, site.network, **PLENARY)
    many(claire, site.network, 2)
    with site.visit() as page:
        page.goto("/library/")
        page.get_by_label("Words, a name").fill("hopital")
        page.keyboard.press("Enter")
        expect(page.locator("#found")).to_have_text("1 result")
        expect(page.locator("mark").first).to_have_text("hôpital")
        assert "q=hopital" in page.url


def test_a_testimony_is_written_and_withdrawn_by_keyboard_and_without_scripts(site: Site) -> None:
    amel = site.network.people["Amel"]
    with site.visit(amel, size=PHONE, java_script_enabled=False) as page:
        page.goto("/library/kept/")
        page.get_by_role("link", name="Add an item").first.click()
        page.get_by_label("Type").select_option("testimony")
        page.get_by_label("Title in French").fill("Ma traversée")
        page.get_by_label("Created by").fill("Une marcheuse")
        page.get_by_label("Full text").fill("J’ai marché.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".flash")).to_contain_text("Nobody else can see it yet")
        page.get_by_role("link", name="Publish").click()
        page.get_by_label("Everyone, also outside").check()
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ma traversée")
        address = page.url
        page.get_by_role("link", name="Withdraw").click()
        page.get_by_role("button", name="Withdraw").click()
        expect(page.locator(".notice").first).to_contain_text("nobody else sees it")
    with site.visit() as page:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 410
        expect(page.get_by_role("heading", level=1)).to_have_text("This item was withdrawn")


def test_an_own_thing_is_not_on_the_shelf_of_others(site: Site) -> None:
    own(site.network.people["Amel"])
    with site.visit(site.network.people["Claire"]) as page:
        page.goto("/library/?q=traversee")
        expect(page.locator("#found")).to_have_text("No results")

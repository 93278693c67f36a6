"""Importing at a browser: a file with a mistake, then a good one."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.events.tests.preparing import begun
from entrepairs.schedules.tests.files import CSV
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


def well(page: Page) -> None:
    assert faults(page) == []


def send(page: Page, having: str) -> None:
    page.locator(f"main form:has({having}) button").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("size", "locale"), [(PHONE, "fr-FR"), (DESK, "en-GB")], ids=["telephone", "desk"]
)
def test_a_programme_is_imported_by_everyone(
    site: Site, size: tuple[int, int], locale: str
) -> None:
    claire = site.network.people["Claire"]
    event = begun(site.network.escale, claire)
    with site.visit(claire, size=size, locale=locale) as page:
        good: Any = {"name": "x.csv", "mimeType": "text/csv", "buffer": CSV.encode()}
        page.goto(f"{event.path}prepare/import/")
        well(page)
        bad: Any = {
            "name": "x.csv",
            "mimeType": "text/csv",
            "buffer": CSV.replace("9h30;10h15", "10h15;9h30").encode(),
        }
        page.set_input_files("[name=file]", files=[bad])
        send(page, "[name=file]")
        expect(page.locator("main details.card[open]").first).to_be_visible()
        well(page)
        page.goto(f"{event.path}prepare/import/")
        page.set_input_files("[name=file]", files=[good])
        send(page, "[name=file]")
        well(page)
        send(page, "[name=kept]")
        well(page)
        expect(page.locator("main")).to_contain_text("Ce que la rue apprend")

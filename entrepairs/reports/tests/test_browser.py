"""The report of February in a browser: prepared, read by the members, taken along as a table, in
both languages and without scripts."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.reports.models import Report
from entrepairs.reports.tests.making import LAST_YEAR, old_group
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser
FRENCH = {
    "prepare": f"Préparer le rapport {LAST_YEAR}",
    "open": "Le faire lire aux membres",
    "table": "Télécharger en tableau (CSV)",
}
ENGLISH = {
    "prepare": f"Prepare the report of {LAST_YEAR}",
    "open": "Let the members read it",
    "table": "Download as a table",
}


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ({"size": PHONE, "locale": "fr-FR"}, FRENCH),
        ({"size": DESK, "locale": "en-GB", "java_script_enabled": False}, ENGLISH),
    ],
    ids=["phone-french", "desk-english-no-scripts"],
)
def test_the_report_is_prepared_read_for_seven_days_and_taken_along(
    site: Site, look: dict[str, Any], words: dict[str, str]
) -> None:
    people = site.network.people
    group = old_group(people["Amel"], people["David"])
    scripts = look.get("java_script_enabled", True)
    with site.visit(people["Amel"], **look) as page:
        page.goto(f"{group.path}people/")
        page.get_by_role("button", name=words["prepare"]).click()
        page.wait_for_url("**/reports/**")
        path = page.url.removeprefix(site.url)
        if scripts:
            assert faults(page) == []
        page.locator("a[href*='/lines/']").first.click()
        if scripts:
            assert faults(page) == []
        page.goto(path)
        page.get_by_role("link", name=words["open"]).click()
        page.locator("main form button").first.click()
    with site.visit(people["David"], **look) as page:
        page.goto(path)
        expect(page.locator("#state")).to_be_visible()
        expect(page.get_by_role("link", name=words["table"])).to_have_count(0)
        if scripts:
            assert faults(page) == []
    with hats.system("test"):
        Report.objects.update(opened_at=timezone.now() - dt.timedelta(days=8))
    with site.visit(people["Amel"], **look) as page:
        page.goto(path)
        with page.expect_download() as download:
            page.get_by_role("link", name=words["table"]).click()
        assert download.value.suggested_filename.endswith(".csv")

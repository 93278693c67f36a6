"""The observatory in a browser: read by a stranger (in English without scripts), left by Amel."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.observatory import intervals, publishing
from entrepairs.observatory.tests.doing import AT, QUARTER, make_exchanges, make_people
from entrepairs.tests.browser import (
    BY_LANGUAGE,
    Site,
    browser_of_tests,
    committed,
    each_language,
    expect_no_faults,
    press_button,
    site,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


@each_language
def test_a_stranger_reads_and_amel_asks_not_to_be_counted(
    site: Site, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intervals, "REPLICATES", 50)
    look = BY_LANGUAGE[language]
    with hats.system("test"):
        people = make_people(24)
        make_exchanges(
            (one, two, 30) for one, two in zip(people, people[1:] + people[:1], strict=True)
        )
    publishing.publish_period(QUARTER, made_at=AT + dt.timedelta(days=60))
    with (
        translation.override(language),
        site.visit(None, **look) as page,
    ):
        page.goto("/observatory/")
        page.locator("summary", has_text=_("The table")).first.click()
        expect_no_faults(page, look)
        page.locator("main h2 a[href='/observatory/questions/6/']").click()
        expect(page.locator("h1")).to_be_visible()
        expect_no_faults(page, look)
        page.goto("/observatory/publications/")
        page.locator("main a[href='/observatory/2026-Q2/']").click()
        expect(page.locator("#exchanges")).to_be_visible()
    with translation.override(language), site.visit(site.network.people["Amel"], **look) as page:
        page.goto("/observatory/counting/")
        expect_no_faults(page, look)
        press_button(page, _("Do not count me"))
        expect(page.get_by_text(_("You are not counted in new figures."))).to_be_visible()

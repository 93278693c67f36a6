"""The calendar in a real browser: for everyone, with scripts and without, by the keyboard."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from entrepairs.calendar.tests.making import a_full_calendar
from entrepairs.meetings.tests.making import a_meeting
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


@pytest.mark.nightly
@pytest.mark.parametrize(("size", "locale"), [(PHONE, "fr-FR"), (DESK, "en-GB")])
def test_every_view_is_for_everyone(site: Site, size: tuple[int, int], locale: str) -> None:
    event = a_full_calendar(site.network)
    wrong: dict[str, Any] = {}
    views = ("", "?view=week", "?view=month", "?on=2090-01-01", "?show=near&place=Saint-")
    for person, addresses in (
        (site.network.people["Amel"], (*views, "address/")),
        (None, ("", "?place=zzzz", f"?view=month&on={event.starts_on}")),
    ):
        with site.visit(person, size=size, locale=locale) as page:
            for address in addresses:
                page.goto(f"/calendar/{address}")
                if found := faults(page):
                    wrong[address] = found
    with site.visit(None, size=size, locale=locale) as page:
        page.goto(event.path)
        expect(page.locator("table.rooms")).to_be_visible()
        if found := faults(page):
            wrong[event.path] = found
    assert wrong == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_by_the_keyboard_from_a_month_to_a_day_to_a_meeting(site: Site, scripts: bool) -> None:
    amel, bruno = site.network.people["Amel"], site.network.people["Bruno"]
    meeting = a_meeting(site.network.pair, bruno, agreed_by=amel, title="Balade")
    with site.visit(amel, java_script_enabled=scripts) as page:
        page.goto(f"/calendar/?on={meeting.starts_at.date()}")
        page.get_by_role("link", name="Month").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("table")).to_be_visible()
        expect(page.get_by_role("link", name="Month")).to_have_attribute("aria-current", "page")
        day = page.get_by_role("link", name="1 entry").first
        day.focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Balade").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{meeting.path}$"))

"""Meetings in a real browser: for everyone, at every size, with scripts and without."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.meetings.tests.making import (
    DAY,
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
    lines_of,
)
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
    violations,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def note(page: Page) -> None:
    """Twenty seconds: what each brought, roughly how long."""
    for key in ("listening", "laughter"):
        page.check(f"input[name=given][value={key}]")
    page.check("input[name=received][value=paperwork]")
    page.get_by_role("group", name="You").get_by_label("30 min").check()
    page.get_by_role("group", name="Bruno").get_by_label("1 h", exact=True).check()
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_meeting_from_the_proposal_to_the_note_confirmed(site: Site, scripts: bool) -> None:
    amel, bruno = site.network.people["Amel"], site.network.people["Bruno"]
    a_meeting(site.network.pair, bruno, YESTERDAY, agreed_by=amel)
    with site.visit(amel, size=PHONE, java_script_enabled=scripts) as page:
        page.goto("/meetings/?when=note")
        page.get_by_role("button", name="Yes, it took place").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What did each of you bring?")
        note(page)
        expect(page.locator(".flash")).to_contain_text("It counts once Bruno confirms it.")
    with site.visit(bruno, java_script_enabled=scripts) as page:
        page.goto("/meetings/?when=note")
        page.get_by_role("button", name="Yes, I confirm").click()
        expect(page.get_by_text("Confirmed by both")).to_be_visible()
    from entrepairs.core import hats
    from entrepairs.meetings.models import Meeting

    with hats.system("test"):
        meeting = Meeting.objects.get()
    assert [line[2:] for line in lines_of(meeting)] == [
        ("listening", 15, True),
        ("laughter", 15, True),
        ("paperwork", 60, True),
    ]


def test_the_note_is_written_by_keyboard_alone(site: Site) -> None:
    amel, bruno = site.network.people["Amel"], site.network.people["Bruno"]
    meeting = a_held_meeting(site.network.pair, amel, bruno)
    with site.visit(amel) as page:
        page.goto(f"{meeting.path}note/")
        page.locator("input[name=given]").first.focus()
        page.keyboard.press("Space")  # I listened
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # so did the other
        page.locator("input[name=given_minutes]").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".flash")).to_contain_text("It counts once")
    assert [line[:4] for line in lines_of(meeting)] == [
        ("Amel", "Bruno", "listening", 30),
        ("Bruno", "Amel", "listening", 15),
    ]


def test_the_tabs_change_the_list_in_place_and_going_back_brings_the_page_again(site: Site) -> None:
    amel, bruno = site.network.people["Amel"], site.network.people["Bruno"]
    a_meeting(site.network.pair, bruno, agreed_by=amel, title="Balade")
    a_held_meeting(site.network.pair, amel, bruno, title="Café")
    with site.visit(amel) as page:
        page.goto("/meetings/")
        expect(page.get_by_role("link", name="Balade")).to_be_visible()
        page.evaluate("window.stayed = true")
        page.get_by_role("link", name="Past").click()
        expect(page.get_by_role("link", name="Café", exact=True)).to_be_visible()
        assert page.evaluate("window.stayed")
        expect(page).to_have_url(re.compile(r"\?when=past$"))
        page.go_back()
        expect(page.get_by_role("link", name="Balade")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text("My meetings")


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "locale"), [(PHONE, "fr-FR"), (DESK, "en-GB"), ((320, 700), "fr-FR")]
)
def test_every_page_is_for_everyone(site: Site, size: tuple[int, int], locale: str) -> None:
    amel, bruno, pair = site.network.people["Amel"], site.network.people["Bruno"], site.network.pair
    proposed, to_note = (
        a_meeting(pair, bruno, where="Parc du Thabor"),
        a_held_meeting(pair, amel, bruno),
    )
    noted, agreed = (
        a_held_meeting(pair, amel, bruno, -2 * DAY),
        a_meeting(pair, amel, 2 * DAY, agreed_by=bruno),
    )
    a_line(noted, amel, bruno, bruno)
    pages = [
        "/meetings/",
        "/meetings/?when=note",
        "/meetings/?when=past",
        f"/meetings/new/?circle={pair.key}",
    ]
    pages += [proposed.path, noted.path, agreed.path, f"{to_note.path}note/"]
    pages += [f"{agreed.path}other-time/", f"{agreed.path}cancel/", f"{noted.path}not-counted/"]
    wrong: dict[str, Any] = {}
    with site.visit(amel, size=size, locale=locale) as page:
        for address in pages:
            page.goto(address)
            if found := faults(page):
                wrong[address] = found
    assert wrong == {}


@pytest.mark.nightly
def test_a_form_that_comes_back_is_for_everyone_too(site: Site) -> None:
    amel, pair = site.network.people["Amel"], site.network.pair
    with site.visit(amel, size=PHONE) as page:
        page.goto(f"/meetings/new/?circle={pair.key}")
        page.fill("[name=day]", "2060-01-01")
        page.fill("[name=clock]", "14:00")
        page.check("[name=means][value=phone]")
        page.get_by_role("button", name="Suggest this meeting").click()
        expect(page.get_by_text("more than a year away").first).to_be_visible()
        assert violations(page) == []

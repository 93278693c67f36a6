"""An organiser moves sessions on the grid: with the mouse, with the keyboard, where something is
already, and back."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from entrepairs.core import hats
from entrepairs.drafts.tests.making import filled
from entrepairs.events.models import Session, Talk
from entrepairs.events.tests.preparing import at
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    sideways,
    site,
    too_small,
    violations,
)

__all__ = ["browser_of_tests", "committed", "site"]

pytestmark = pytest.mark.browser


def card(page: Page, session: Session) -> Any:
    return page.locator(f"[data-session='{session.key}']")


def saved(session: Session) -> tuple[str, str, str]:
    with hats.system("test"):
        row = Session.objects.select_related("room").get(pk=session.pk)
    day = [
        f"{moment.astimezone(at(9).tzinfo):%H:%M}" if moment else ""
        for moment in (row.starts_at, row.ends_at)
    ]
    return (row.room.name if row.room else "", day[0], day[1])


def middle(what: Any) -> Any:
    """Where it is, once it has been brought to the middle of the window."""
    what.evaluate("one => one.scrollIntoView({block: 'center'})")
    return what.bounding_box()


def drag(page: Page, what: Any, to: tuple[float, float]) -> None:
    """Far from the edges of the window: there the page rolls by, further on a slower machine."""
    box = what.bounding_box()
    for height in (box["y"], to[1]):
        assert 70 < height < DESK[1] - 70
    page.mouse.move(box["x"] + 60, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 70, box["y"] + 16, steps=2)
    page.mouse.move(*to, steps=4)
    page.mouse.up()


def move_by_mouse(page: Page, sessions: dict[str, Session]) -> None:
    told, opening, workshop = (
        page.locator("[data-told]"),
        card(page, sessions["opening"]),
        card(page, sessions["workshop"]),
    )
    # With the mouse: an hour later than where the workshop is, in the other room.
    box = middle(workshop)
    drag(page, opening, (box["x"] + 60, box["y"] + box["height"] * 1.5))
    expect(told).to_contain_text("Saved: Ouverture")
    room, starts, ends = saved(sessions["opening"])
    assert (room, ends > starts >= "11:00") == ("Bleue", True)
    with hats.system("test"):
        talk = Talk.objects.get()
    assert talk.starts_at is not None
    assert f"{talk.starts_at.astimezone(at(9).tzinfo):%H:%M}" > starts, "its talk moved with it"

    # Taken back: where it was, and its talk.
    page.locator("[data-undo]").click()
    expect(page.locator("[data-undo]")).to_be_hidden()
    expect(opening.locator("[data-hours]")).to_have_text("09:00 – 10:00")
    assert saved(sessions["opening"]) == ("Grande", "09:00", "10:00")
    with hats.system("test"):
        assert Talk.objects.get().starts_at == at(9, 30)

    # Where the workshop is already: refused in words, and back.
    box = middle(workshop)
    drag(page, opening, (box["x"] + 60, box["y"] + 10))
    expect(told).to_contain_text("“Atelier” is already in this room (Bleue)")
    expect(opening.locator("[data-hours]")).to_have_text("09:00 – 10:00")
    assert saved(sessions["opening"]) == ("Grande", "09:00", "10:00")


def move_by_keyboard(page: Page, sessions: dict[str, Session]) -> None:
    told, table = page.locator("[data-told]"), card(page, sessions["table"])
    # With the keyboard: what is not placed yet goes into the first room, then down, then
    # longer.
    table.locator("[data-grip]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-live]")).to_contain_text("Table ronde is picked up")
    for key in ("ArrowRight", "PageDown", "PageDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Saved: Table ronde")
    assert saved(sessions["table"])[0] == "Grande"
    expect(table.locator("[data-grip]")).to_be_focused()
    before = saved(sessions["table"])

    # Escape puts it back, and nothing is sent.
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("[data-live]")).to_contain_text("is back where it was")
    assert saved(sessions["table"]) == before


def pull_the_end(page: Page, sessions: dict[str, Session]) -> None:
    """The lower edge of a card changes its end."""
    edge = middle(card(page, sessions["workshop"]).locator(".edge"))
    page.mouse.move(edge["x"] + 30, edge["y"] + 5)
    page.mouse.down()
    page.mouse.move(edge["x"] + 30, edge["y"] + 60, steps=4)
    page.mouse.up()
    expect(page.locator("[data-told]")).to_contain_text("Saved: Atelier")
    room, starts, ends = saved(sessions["workshop"])
    assert (room, starts, ends > "11:00") == ("Bleue", "10:00", True)


def test_sessions_are_moved_with_the_mouse_and_the_keyboard_and_what_clashes_goes_back(
    site: Site,
) -> None:
    event, sessions, _rooms = filled(site)
    with site.visit(site.network.people["Claire"], size=DESK) as page:
        page.goto(f"{event.path}prepare/grid/")
        expect(card(page, sessions["opening"])).to_be_visible()
        assert violations(page) == []
        assert too_small(page) == []
        move_by_mouse(page, sessions)
        move_by_keyboard(page, sessions)
        pull_the_end(page, sessions)
        assert violations(page) == []
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert (violations(page), too_small(page), sideways(page)) == ([], [], 0)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def answer(page: Page, slow: list[Route]) -> None:
    """The oldest move that waits is sent on to the server."""
    while not slow:
        page.wait_for_timeout(10)
    slow.pop(0).continue_()


def test_keys_pressed_before_the_last_move_is_saved_are_not_lost(site: Site) -> None:
    """On a slow connection the next keys come before the answer to the first."""
    event, sessions, _rooms = filled(site)
    slow: list[Route] = []
    with site.visit(site.network.people["Claire"], size=DESK) as page:
        page.goto(f"{event.path}prepare/grid/")
        told, opening = page.locator("[data-told]"), card(page, sessions["opening"])
        page.route("**/move/", lambda route: slow.append(route))
        opening.locator("[data-grip]").focus()
        press(page, "Enter", "PageDown", "Enter")
        expect(opening).to_have_attribute("aria-busy", "true")
        press(page, "Enter", "PageDown", "Enter")
        expect(opening.locator("[data-hours]")).to_have_text("11:00 – 12:00")
        answer(page, slow)
        answer(page, slow)
        expect(told).to_contain_text("Saved: Ouverture, 11:00")
        expect(opening).not_to_have_attribute("aria-busy", "true")
        assert saved(sessions["opening"]) == ("Grande", "11:00", "12:00")

        # A move that is refused meanwhile changes nothing of the one that is in hand.
        press(page, "Enter", "ArrowRight", "PageUp", "Enter")
        press(page, "Enter", "PageDown", "PageDown")
        answer(page, slow)
        expect(told).to_contain_text("“Atelier” is already in this room (Bleue)")
        expect(opening.locator("[data-hours]")).to_have_text("12:00 – 13:00")
        press(page, "Escape")
        expect(opening.locator("[data-hours]")).to_have_text("11:00 – 12:00")
        assert saved(sessions["opening"]) == ("Grande", "11:00", "12:00")

        # What is picked up while something is taken back stays in the hand.
        press(page, "Enter", "PageDown", "Enter")
        answer(page, slow)
        page.locator("[data-undo]").click()
        workshop = card(page, sessions["workshop"])
        workshop.locator("[data-grip]").focus()
        press(page, "Enter")
        answer(page, slow)
        expect(opening.locator("[data-hours]")).to_have_text("11:00 – 12:00")
        expect(workshop.locator("[data-grip]")).to_be_focused()
        press(page, "PageDown", "Enter")
        answer(page, slow)
        expect(told).to_contain_text("Saved: Atelier, 11:00")
        assert saved(sessions["workshop"]) == ("Bleue", "11:00", "12:00")


def test_without_scripts_it_is_a_list_of_links_to_the_forms(site: Site) -> None:
    event, sessions, _rooms = filled(site)
    with site.visit(site.network.people["Claire"], size=PHONE, java_script_enabled=False) as page:
        page.goto(f"{event.path}prepare/grid/")
        expect(page.locator("[data-grip]:visible")).to_have_count(0)
        card(page, sessions["opening"]).locator("a").click()
        expect(page.locator("[name=title_fr]")).to_have_value("Ouverture")

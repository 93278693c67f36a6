"""An organiser at a browser: with and without scripts, on a phone and at a desk, by day and by
night, in both languages."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.events.models import Event, Talk
from entrepairs.events.tests.preparing import begun, fill_programme
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
    ("size", "options"),
    [
        (PHONE, {"java_script_enabled": False, "locale": "fr-FR", "scheme": "dark"}),
        (DESK, {"locale": "en-GB", "scheme": "light"}),
    ],
    ids=["telephone without scripts, French, dark", "desk, English, light"],
)
def test_a_study_day_is_begun_filled_and_published(
    site: Site, size: tuple[int, int], options: dict[str, Any]
) -> None:
    check = options.get("java_script_enabled", True)  # axe is a script
    with site.visit(site.network.people["Claire"], size=size, **options) as page:
        page.goto(f"/organisations/{site.network.escale.key}/mine/")
        page.locator("main a[href='/events/prepare/']").first.click()
        page.locator(f"a[href='/events/new/{site.network.escale.key}/']").click()
        page.fill("[name=title_fr]", "Être pair")
        page.fill("[name=starts_on]", "2083-03-26")
        page.fill("[name=venue]", "Maison des associations")
        send(page, "[name=title_fr]")
        prepare = page.url
        page.goto(f"{prepare}rooms/")
        page.locator("form:has(input[value=room]) [name=name]").fill("Grande salle")
        send(page, "input[value=room]")
        page.goto(f"{prepare}sessions/new/")
        add_session(page, "Ouverture", "09:00", "11:00")
        page.locator("main section a[href*='/talks/new/']").click()
        page.fill("[name=title_fr]", "Savoirs de l’expérience")
        page.fill("[name=name_1]", "نور العمراني")
        send(page, "[name=title_fr]")
        expect(page.locator("main")).to_contain_text("نور العمراني")
        page.goto(f"{prepare}sessions/new/")
        add_session(page, "Atelier", "10:00", "12:00")
        expect(page.locator(".errors")).to_contain_text("Ouverture")
        if check:
            well(page)
        page.goto(f"{prepare}publish/")
        send(page, "[name=once]")
        if check:
            well(page)
    with hats.person(None):
        assert (Event.objects.get().state, Talk.objects.count()) == ("published", 1)


def add_session(page: Page, title: str, starts: str, ends: str) -> None:
    page.fill("[name=title_fr]", title)
    page.fill("[name=starts]", starts)
    page.fill("[name=ends]", ends)
    page.select_option("[name=room]", label="Grande salle")
    send(page, "[name=title_fr]")


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "locale"), [(PHONE, "fr-FR"), (DESK, "en-GB")], ids=["telephone", "desk"]
)
def test_every_page_can_be_read_and_pressed_by_everyone(
    site: Site, size: tuple[int, int], locale: str
) -> None:
    claire = site.network.people["Claire"]
    event = begun(site.network.escale, claire)
    rows = fill_programme(event, claire)
    here = f"{event.path}prepare/"
    session, talk = f"{here}sessions/{rows['session'].key}/", f"{here}talks/{rows['talk'].key}/"
    with site.visit(claire, size=size, locale=locale) as page:
        ends = ("change/", "rooms/", "speakers/", "materials/", "publish/", "sessions/new/")
        for address in (
            "/events/prepare/",
            session,
            talk,
            f"{talk}remove/",
            *(f"{here}{end}" for end in ends),
        ):
            page.goto(address)
            well(page)
        page.goto(f"{here}speakers/")
        page.locator("main li a").first.click()
        page.wait_for_load_state()
        well(page)

"""Gatherings in a browser: a stranger finds an open group, a turn is passed on, "we were 9"."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.gatherings.actions import turns
from entrepairs.gatherings.models import Rhythm
from entrepairs.gatherings.tests.making import begun_before, rhythm_of
from entrepairs.groups.models import Group, GroupOpening
from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Circle
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    expect_no_faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser
TODAY = timezone.localdate()


@pytest.fixture
def open_group(site: Site) -> tuple[Site, Group, Rhythm]:
    """Amel, who keeps its page, and David: its doors are open all day, anyone may come in; it met
    yesterday, and they facilitate in turns."""
    amel, david = (site.network.people[name] for name in ("Amel", "David"))
    group = group_of(amel, david, name="Le Port")
    rhythm = begun_before(rhythm_of(group, amel, starts_on=TODAY + dt.timedelta(days=6)), 1)
    with hats.system("test"):
        Circle.objects.filter(pk=group.pk).update(open=True)
        for weekday in range(7):
            GroupOpening.objects.create(group=group, weekday=weekday, opens="00:00", closes="23:59")
    days = [TODAY + dt.timedelta(days=6 + 7 * week) for week in range(4)]
    for person in (amel, david):
        with hats.person(person.pk):
            turns.join_turns(rhythm=rhythm, once=uuid4(), by=person)
    with hats.person(amel.pk):
        turns.deal_turns(rhythm=rhythm, days=days, by_lot=False, once=uuid4(), by=amel)
    return site, group, rhythm


def test_a_stranger_finds_an_open_group_on_a_phone_and_visits(
    open_group: tuple[Site, Group, Rhythm],
) -> None:
    here, group, _rhythm = open_group
    calm: dict[str, Any] = {"size": PHONE, "locale": "en-GB", "java_script_enabled": False}
    with here.visit(None, **calm) as stranger:
        stranger.goto("/groups/")
        card = stranger.locator("li", has=stranger.get_by_role("link", name="Le Port"))
        expect(card.get_by_text("Open now")).to_be_visible()
        stranger.get_by_role("link", name="Le Port").click()
        expect(stranger.get_by_role("heading", name="Next meetings")).to_be_visible()
        expect(stranger.get_by_role("button", name="I come")).to_have_count(0)
    with here.visit(here.network.people["Farid"], **calm) as farid:
        farid.goto("/groups/")
        farid.get_by_role("link", name="Le Port").click()
        farid.get_by_role("button", name="Become a visitor").click()
        expect(farid.get_by_text("You are a visitor until")).to_be_visible()
        farid.get_by_label("the group", exact=True).check()
        farid.get_by_role("button", name="I come").first.click()
        expect(farid.get_by_text("You come. The group can see it.")).to_be_visible()
    with here.visit(here.network.people["Amel"], **calm) as amel:
        amel.goto(group.path)
        expect(amel.get_by_text("They come: Farid")).to_be_visible()


@each_look
def test_a_turn_is_passed_on_and_we_were_nine(
    open_group: tuple[Site, Group, Rhythm], look: dict[str, Any]
) -> None:
    here, group, rhythm = open_group
    french = look["locale"] == "fr-FR"
    with here.visit(here.network.people["Amel"], **look) as page:
        page.goto(group.path)
        expect_no_faults(page)
        page.get_by_role("spinbutton").fill("9")
        page.locator(".count-in button").click()
        expect(page.get_by_role("spinbutton")).to_have_value("9")
        page.get_by_role("button", name="Un pair" if french else "A peer", exact=True).click()
        expect(page.locator("[name=by][value=peer]")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("link", name="Échanger mon tour" if french else "Swap my turn").click()
        expect_no_faults(page)
        page.goto(group.path)
        page.get_by_role("button", name="Passer mon tour" if french else "Pass on my turn").click()
        expect(page.locator(".turns li").first).to_contain_text(
            "personne pour l’instant" if french else "nobody yet"
        )
        expect_no_faults(page)
        page.goto(f"/gatherings/{rhythm.key}-{TODAY + dt.timedelta(days=6):%Y%m%d}/")
        expect_no_faults(page)
    with here.visit(here.network.people["David"], **look) as page:
        page.goto(group.path)
        page.get_by_role("button", name="Prendre ce tour" if french else "Take this turn").click()
        expect(page.locator(".turns li").first).to_contain_text("vous" if french else "you")

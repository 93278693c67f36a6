"""A study day from its first word to a withdrawn yes, as its organiser and everyone around would do
it, in a browser.

What is public is read after each step as strangers and their programmes read it: pages, calendar,
feeds, harvest.
"""

from typing import Any

import icalendar
import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from entrepairs.calls import notifications
from entrepairs.calls.models import ReviewAssignment
from entrepairs.calls.tests.calling import DAY
from entrepairs.core import hats
from entrepairs.tests.browser import PHONE, Site, browser_of_tests, committed, site
from entrepairs.tests.study_day import (
    Walk,
    a_yes_is_withdrawn_and_it_is_gone_everywhere,
    everyone_heard_says_yes,
    everyone_hears_it,
    its_recording_is_kept,
    press,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def test_a_study_day_from_its_first_word_to_a_withdrawn_yes(site: Site, settings: Any) -> None:
    settings.ORIGIN = "https://pairs.example"
    walk = Walk(site)
    it_is_begun_and_published(walk)
    it_calls_for_contributions(walk)
    somebody_offers_one(walk)
    two_readers_review_it(walk)
    it_is_accepted_and_stands_in_the_programme(walk)
    the_programme_is_hours_in_a_room(walk)
    three_register_for_two_places(walk)
    its_recording_is_kept(walk)
    everyone_heard_says_yes(walk)
    everyone_hears_it(walk)
    a_yes_is_withdrawn_and_it_is_gone_everywhere(walk)


def it_is_begun_and_published(walk: Walk) -> None:
    escale = walk.site.network.escale
    day = (timezone.localdate() + 60 * DAY).isoformat()
    with walk.as_("Claire") as page:
        page.goto(f"/events/new/{escale.key}/")
        for name, value in (
            ("title_fr", "Deux pas"),
            ("starts_on", day),
            ("venue", "Maison des associations"),
        ):
            page.fill(f"[name={name}]", value)
        page.fill("[name=capacity]", "2")
        page.check("[name=registers]")
        page.locator("details:has([name=series]) > summary").click()
        page.fill("[name=series]", "Deux pas")
        page.locator("main form:has([name=title_fr]) .button").first.click()
        page.wait_for_url("**/prepare/")
        walk.event = page.url.removeprefix(walk.site.url).removesuffix("prepare/")
        assert walk.read(walk.event)[0] == 404
        page.goto(f"{walk.event}prepare/publish/")
        page.locator("main form:has([name=once]) .button").first.click()
        page.wait_for_load_state()
    status, shown = walk.read(walk.event)
    assert (status, b"Deux pas" in shown) == (200, True)


def it_calls_for_contributions(walk: Walk) -> None:
    with walk.as_("Claire") as page:
        page.goto(f"{walk.event}prepare/call/")
        page.get_by_role("link", name="Open a call").click()
        page.fill("[name=words_fr]", "Ce que la marche vous a appris.")
        page.fill("[name=closes_on]", (timezone.localdate() + 30 * DAY).isoformat())
        press(page, "Open a call")
        for name in ("Amel", "Bruno"):
            page.goto(f"{walk.event}prepare/call/readers/?q={name}")
            page.get_by_role("button", name=f"Ask {name}").click()
            page.wait_for_load_state()
    for name in ("Amel", "Bruno"):
        with walk.as_(name, size=PHONE) as page:
            page.goto("/today/")
            page.locator("main a[href^='/events/reader/']").first.click()
            press(page, "Yes, I will review")


def somebody_offers_one(walk: Walk) -> None:
    with walk.as_(size=PHONE, java_script_enabled=False) as page:
        page.goto(walk.event)
        page.get_by_role("link", name="Call for contributions").click()
        page.get_by_role("link", name="Submit a contribution").click()
        page.fill("[name=title]", "Marcher à deux")
        page.fill("[name=summary]", "Six mois de promenades.")
        page.fill("[name=name_1]", "Zoé Le Goff")
        page.fill("[name=mail]", "zoe@mail.example")
        page.locator("[name=kind]").first.check()
        press(page, "Send")
        expect(page.get_by_role("heading", level=1)).to_have_text("Marcher à deux")
    notifications.tell_submitters()


def two_readers_review_it(walk: Walk) -> None:
    with walk.as_("Claire") as page:
        page.goto(f"{walk.event}prepare/call/readers/")
        press(page, "Share out the waiting contributions")
    for name in ("Amel", "Bruno"):
        with hats.system("test"):
            path = ReviewAssignment.objects.get(reader__person__name=name).path
        with walk.as_(name, size=PHONE) as page:
            page.goto(path)
            expect(page.locator("main")).not_to_contain_text("Zoé")
            page.get_by_label("accept", exact=True).check()
            press(page, "Save my review")


def it_is_accepted_and_stands_in_the_programme(walk: Walk) -> None:
    with walk.as_("Claire") as page:
        page.goto(f"{walk.event}prepare/call/contributions/")
        page.locator("[name=one]").check()
        press(page, "Decide")
        page.goto(f"{walk.event}prepare/call/contributions/tell/")
        press(page, "Send the answers")
    notifications.tell_submitters()
    told = next(
        word for word in str(mail.outbox[-1].body).split() if "/events/contribution/" in word
    )
    with walk.as_(size=PHONE) as page:
        page.goto(told.removeprefix("https://pairs.example"))
        press(page, "I will come")
    assert b"Marcher" not in walk.read(walk.event)[1]
    with walk.as_("Claire") as page:
        page.goto(f"{walk.event}prepare/call/contributions/place/")
        press(page, "Add them to the programme")
    assert "Marcher à deux" in walk.read(walk.event)[1].decode()


def the_programme_is_hours_in_a_room(walk: Walk) -> None:
    with walk.as_("Claire") as page:
        page.goto(f"{walk.event}prepare/rooms/")
        page.locator("form:has(input[value=room]) [name=name]").fill("Grande salle")
        page.locator("form:has(input[value=room]) .button").first.click()
        page.wait_for_load_state()
        page.goto(f"{walk.event}prepare/")
        page.get_by_role("main").get_by_role("link", name="Marcher à deux").first.click()
        page.locator("[name=day]").select_option(index=1)
        page.fill("[name=starts]", "09:00")
        page.fill("[name=ends]", "10:00")
        page.select_option("[name=room]", label="Grande salle")
        press(page, "Save")
    shown = walk.read(walk.event)[1].decode()
    assert "Grande salle" in shown
    status, calendar = walk.read(f"{walk.event}calendar.ics")
    assert status == 200
    meetings = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert any("Marcher à deux" in str(one.get("summary")) for one in meetings)


def three_register_for_two_places(walk: Walk) -> None:
    """Under a name alone: those who prepare the day confirm each."""
    for number, name in enumerate(("Ana", "Ben", "Cléo"), start=1):
        with walk.as_(size=PHONE, java_script_enabled=False) as page:
            page.goto(f"{walk.event}register/")
            page.fill("[name=name]", name)
            page.locator("main form .button").first.click()
            expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
            with walk.as_("Claire", java_script_enabled=False) as organiser:
                organiser.goto(f"{walk.event}registrations/")
                press(organiser, "Confirm")
            page.reload()
            said = "You have a place" if number < 3 else "You are on the waiting list"
            expect(page.get_by_role("heading", level=1)).to_have_text(said)

"""The pages of a registration in a browser: for everyone, with scripts and without."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Circle, Membership
from entrepairs.registrations.models import Registration
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


def a_full_event(site: Site) -> Event:
    """One place, taken; Claire prepares it."""
    with hats.system("test"):
        circle = Circle.objects.create(
            kind="event", name="Journée", organisation=site.network.escale
        )
        Membership.objects.create(circle=circle, person=site.network.people["Claire"])
        day = timezone.localdate() + dt.timedelta(days=10)
        event = Event.objects.create(
            key=circle.key,
            circle=circle,
            kind="study_day",
            state="published",
            title_fr="Ce que nous savons ensemble",
            starts_on=day,
            ends_on=day,
            registers=True,
            capacity=1,
            published_at=timezone.now(),
        )
        Registration.objects.create(
            event=event,
            person=site.network.people["Bruno"],
            name="Zoé Le Goff",
            needs="Une interprète en langue des signes",
            needs_agreed_at=timezone.now(),
        )
        return event


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "locale"),
    [(PHONE, "fr-FR"), (DESK, "en-GB")],
    ids=["phone-french", "desk-english"],
)
def test_every_page_is_for_everyone(site: Site, size: tuple[int, int], locale: str) -> None:
    event = a_full_event(site)
    with site.visit(size=size, locale=locale) as page:
        page.goto(f"{event.path}register/")
        assert faults(page) == []
        page.fill("[name=name]", "Marc")
        page.fill("[name=needs]", "Une chaise près de la porte")
        page.locator("main form .button").first.click()
        expect(page.locator("p.error").first).to_be_visible()
        expect(page.locator("[name=needs]")).to_have_value("Une chaise près de la porte")
        assert faults(page) == []
        page.check("[name=agreed]")
        page.locator("main form .button").first.click()
        expect(page).to_have_url(f"{site.url}/events/registration/{page.url.split('/')[-2]}/")
        assert faults(page) == []
    with site.visit(site.network.people["Claire"], size=size, locale=locale) as page:
        page.goto(f"{event.path}registrations/")
        assert faults(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_place_given_back_goes_to_the_person_who_waits(site: Site, scripts: bool) -> None:
    event = a_full_event(site)
    with hats.system("test"):
        first = Registration.objects.get()
    with (
        site.visit(site.network.people["Amel"], java_script_enabled=scripts) as waits,
        site.visit(java_script_enabled=scripts) as gives,
    ):
        waits.goto(f"{event.path}register/")
        waits.get_by_role("button", name="Join the waiting list").click()
        expect(waits.get_by_role("heading", level=1)).to_have_text("You are on the waiting list")
        gives.goto(first.path)
        gives.get_by_role("link", name="Cancel my place").click()
        gives.get_by_role("button", name="Cancel my registration").click()
        expect(gives.get_by_role("heading", level=1)).to_have_text("This registration is cancelled")
        waits.reload()
        expect(waits.get_by_role("heading", level=1)).to_have_text("You have a place")
    with site.visit(site.network.people["Claire"], java_script_enabled=scripts) as door:
        door.goto(f"{event.path}registrations/")
        door.get_by_role("button", name="Arrived").click()
        expect(door.get_by_role("button", name="Not here")).to_be_visible()

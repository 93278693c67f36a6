"""A stranger in a browser: registers for a course, is noted there, comes in with a code on paper,
and leaves with an attestation that another stranger checks."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.core import hats
from entrepairs.courses.tests.making import a_course, sessions_in
from entrepairs.events.models import Event
from entrepairs.people.models import Person
from entrepairs.registrations.actions import accept_registration
from entrepairs.registrations.models import Registration
from entrepairs.tests.browser import (
    BY_LANGUAGE,
    Look,
    Site,
    browser_of_tests,
    committed,
    each_language,
    expect_no_faults,
    press_button,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def register(page: Page, look: Look) -> str:
    page.goto("/learning/")
    expect_no_faults(page, look)
    press_button(page, "Vivre avec les voix", "link")
    expect(page.get_by_text("Six fois 2 h")).to_be_visible()
    expect_no_faults(page, look)
    press_button(page, _("Register"), "link")
    page.get_by_label(_("Name to use at the event")).fill("Lise")
    press_button(page, _("Register"))
    page.wait_for_url("**/events/registration/**")
    return page.url


def note(site: Site, event: Event, claire: Person, look: Look) -> None:
    with hats.person(claire.pk):
        one = Registration.objects.get(event=event)
        accept_registration(registration=one, once=None, by=claire.pk)
    with site.visit(claire, **look) as page:
        for session, minutes in zip(sessions_in(event), ("120", "45"), strict=True):
            page.goto(f"/learning/courses/{event.key}/attendance/")
            expect_no_faults(page, look)
            press_button(page, str(session.title), "link")
            page.get_by_label("Lise").fill(minutes)
            page.get_by_text(_("Yes"), exact=True).click()
            expect_no_faults(page, look)
            press_button(page, _("Save"))
            expect(page.get_by_text(_("Saved."))).to_be_visible()


def come_in(page: Page) -> None:
    with hats.system("test"):
        lise = Person.objects.create(name="Lise")
    (code,) = issue_codes(people=[lise], by=None)
    page.goto("/enter/code/")
    page.fill("input[name=code]", code)
    page.locator("main form button.button").first.click()
    page.locator("button[name=yes]").click()
    page.wait_for_load_state()


@each_language
def test_a_stranger_becomes_an_attested_participant(site: Site, language: str) -> None:
    network, look = site.network, BY_LANGUAGE[language]
    claire = network.people["Claire"]
    event = a_course(network.escale, claire)
    with translation.override(language), site.visit(None, **look) as page:
        address = register(page, look)
        note(site, event, claire, look)
        come_in(page)
        page.goto(address)
        expect_no_faults(page, look)
        press_button(page, _("Put on my path"))
        expect(
            page.get_by_text("2 h 45").or_(page.get_by_text("2\u00a0h\u00a045")).first
        ).to_be_visible()
        press_button(page, _("Create the attestation"), "link")
        press_button(page, _("Create the attestation"))
        expect_no_faults(page, look)
        code = page.locator("code").first.inner_text()
        with site.visit(None, **look) as other:
            other.goto("/learning/verify/")
            other.get_by_label(_("Code on the attestation")).fill(code)
            press_button(other, _("Check"))
            expect(other.get_by_text("Vivre avec les voix")).to_be_visible()

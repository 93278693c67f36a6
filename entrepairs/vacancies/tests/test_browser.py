"""A seat is filled in mid-term, in a browser: a call, a candidacy, a mandate proposed and held."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from entrepairs.mandates.tests.making import kept_body
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
from entrepairs.ui.formats import today
from entrepairs.vacancies.tests.making import DAY

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


@each_language
def test_claire_fills_an_empty_seat_from_a_candidacy(site: Site, language: str) -> None:
    people, look = site.network.people, BY_LANGUAGE[language]
    body, _term, _seat = kept_body(site.network.escale, people["Claire"])
    with translation.override(language), site.visit(people["Claire"], **look) as page:
        page.goto(body.path)
        page.locator("main a[href*='/vacancies/']").first.click()
        page.get_by_label(_("Text of the call")).fill("Une séance par trimestre.")
        page.get_by_label(_("Open until")).fill((today() + DAY).isoformat())
        expect_no_faults(page, look)
        press_button(page, _("Save"))
        expect(page.get_by_text(_("Nobody has answered yet."))).to_be_visible()
        call = page.url
        with site.visit(people["Bruno"], **look) as bruno:
            bruno.goto(call)
            press_button(bruno, _("Offer myself"), "link")
            bruno.get_by_label(_("Family name")).fill("Le Goff")
            bruno.get_by_label(_("Email")).fill("bruno@example.org")
            bruno.locator("input[name=publish][value=no]").check()
            expect_no_faults(bruno, look)
            press_button(bruno, _("Send"))
            expect(bruno.get_by_text(_("Your candidacy"), exact=True)).to_be_visible()
        page.goto(call)
        expect_no_faults(page, look)
        press_button(page, _("Propose the mandate"), "link")
        press_button(page, _("Send the proposal"))
        with site.visit(people["Bruno"], **look) as bruno:
            bruno.goto("/mandates/")
            press_button(bruno, _("Yes, I take this seat"))
            bruno.goto("/mandates/")
            expect(bruno.locator(".clock b").first).to_contain_text("120")  # ends with the term
    with translation.override(language), site.visit(None, **look) as stranger:
        stranger.goto("/vacancies/")
        expect(stranger.get_by_text(_("No open call for now"))).to_be_visible()
        expect_no_faults(stranger, look)

"""What one taught, in a browser: written, confirmed, attested, and checked by a stranger."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from entrepairs.people.models import Person
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


def confirm(site: Site, person: Person, look: Look) -> None:
    with site.visit(person, **look) as page:
        page.goto("/today/")
        press_button(page, _("Read and answer"), "link")
        label = _("Your name and your role, as the attestation says them")
        page.get_by_label(label).fill("Claire Martin, IFSI de Rennes")
        expect_no_faults(page, look)
        press_button(page, _("Yes, I confirm it"))


def check(site: Site, look: Look, code: str) -> None:
    with site.visit(None, **look) as page:
        page.goto("/learning/")
        expect_no_faults(page, look)
        press_button(page, _("Check an attestation"), "link")
        page.get_by_label(_("Code on the attestation")).fill(code)
        expect_no_faults(page, look)
        press_button(page, _("Check"))
        expect(page.get_by_role("heading", name=_("This attestation is valid"))).to_be_visible()
        expect_no_faults(page, look)


@each_language
def test_a_patient_teaches_is_confirmed_and_a_stranger_checks_it(site: Site, language: str) -> None:
    people, look = site.network.people, BY_LANGUAGE[language]
    with translation.override(language):
        with site.visit(people["Bruno"], **look) as page:
            page.goto("/learning/mine/")
            expect_no_faults(page, look)
            press_button(page, _("Add what I taught"), "link")
            page.get_by_label(_("What did you teach?")).fill("Sortir de la rue")
            page.get_by_label(_("First day")).fill("2026-11-18")
            page.get_by_label(_("How many hours in all")).fill("3")
            page.get_by_text(_("With another teacher"), exact=True).click()
            page.get_by_text(_("nothing").capitalize(), exact=True).click()
            expect_no_faults(page, look)
            press_button(page, _("Save"))
            press_button(page, _("Ask who saw it"), "link")
            page.get_by_role("searchbox").or_(page.locator("[name=q]")).first.fill("Cl")
            press_button(page, _("Search"))
            press_button(page, _("Ask"))
            expect(page.get_by_text(_("Not confirmed yet"))).to_be_visible()
            confirm(site, people["Claire"], look)
            page.reload()
            press_button(page, _("Create the attestation"), "link")
            page.get_by_label(_("Your name, as it is to be read")).fill("Bruno Le Goff")
            expect_no_faults(page, look)
            press_button(page, _("Create the attestation"))
            expect_no_faults(page, look)
            code = page.locator("code").first.inner_text()
            expect(page.get_by_role("link", name=_("PDF in French"))).to_be_visible()
        check(site, look, code)

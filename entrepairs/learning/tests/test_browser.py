"""What one taught, in a browser: written, confirmed, attested, and checked by a stranger."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from entrepairs.engine import assets
from entrepairs.people.models import Person
from entrepairs.tests.browser import DESK, PHONE, Site, browser_of_tests, committed, faults, site

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {
    "fr": {"size": PHONE, "locale": "fr-FR"},
    "en": {"size": DESK, "locale": "en-GB", "java_script_enabled": False},
}


def press(page: Page, label: str, role: Any = "button") -> None:
    page.get_by_role(role, name=label).first.click()


def look_at(page: Page, look: dict[str, Any]) -> None:
    if look.get("java_script_enabled", True):
        assert faults(page) == []


def confirm(site: Site, person: Person, look: dict[str, Any]) -> None:
    with site.visit(person, **look) as page:
        page.goto("/today/")
        press(page, _("Read and answer"), "link")
        label = _("Your name and your role, as the attestation says them")
        page.get_by_label(label).fill("Claire Martin, IFSI de Rennes")
        look_at(page, look)
        press(page, _("Yes, I confirm it"))


def check(site: Site, look: dict[str, Any], code: str) -> None:
    with site.visit(None, **look) as page:
        page.goto("/learning/")
        look_at(page, look)
        press(page, _("Check an attestation"), "link")
        page.get_by_label(_("Code on the attestation")).fill(code)
        look_at(page, look)
        press(page, _("Check"))
        expect(page.get_by_role("heading", name=_("This attestation is valid"))).to_be_visible()
        look_at(page, look)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_patient_teaches_is_confirmed_and_a_stranger_checks_it(site: Site, language: str) -> None:
    assets.compile_messages()
    people, look = site.network.people, LOOKS[language]
    with translation.override(language):
        with site.visit(people["Bruno"], **look) as page:
            page.goto("/learning/mine/")
            look_at(page, look)
            press(page, _("Add what I taught"), "link")
            page.get_by_label(_("What did you teach?")).fill("Sortir de la rue")
            page.get_by_label(_("First day")).fill("2026-11-18")
            page.get_by_label(_("How many hours in all")).fill("3")
            page.get_by_text(_("With another teacher"), exact=True).click()
            page.get_by_text(_("nothing").capitalize(), exact=True).click()
            look_at(page, look)
            press(page, _("Save"))
            press(page, _("Ask who saw it"), "link")
            page.get_by_role("searchbox").or_(page.locator("[name=q]")).first.fill("Cl")
            press(page, _("Search"))
            press(page, _("Ask"))
            expect(page.get_by_text(_("Not confirmed yet"))).to_be_visible()
            confirm(site, people["Claire"], look)
            page.reload()
            press(page, _("Create the attestation"), "link")
            page.get_by_label(_("Your name, as it is to be read")).fill("Bruno Le Goff")
            look_at(page, look)
            press(page, _("Create the attestation"))
            look_at(page, look)
            code = page.locator("code").first.inner_text()
            expect(page.get_by_role("link", name=_("PDF in French"))).to_be_visible()
        check(site, look, code)

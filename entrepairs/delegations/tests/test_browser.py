"""A holder and a deputy who never met prepare a sitting, in a browser: circle, draft, photograph of
paper."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from entrepairs.sittings.tests.making import delegation, sitting_of
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

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

PAPER: Any = {"name": "ordre.txt", "mimeType": "text/plain", "buffer": b"Ordre du jour. " * 40}


@each_language
def test_a_holder_and_a_deputy_meet_in_their_circle_and_prepare_a_sitting(
    site: Site, language: str
) -> None:
    people, look = site.network.people, BY_LANGUAGE[language]
    mandates = delegation(people["Claire"], site.network, people["David"], [people["Bruno"]])
    sitting = sitting_of(mandates[0].body, people["David"])
    door = f"/delegations/of/{mandates[0].body.key}/"
    with translation.override(language):
        with site.visit(people["Bruno"], **look) as page:
            page.goto("/today/")
            page.locator(f"main a[href='{door}']").first.click()
            expect_no_faults(page, look)
            press_button(page, _("Join the circle"))
            expect(page.get_by_text(_("No draft yet"))).to_be_visible()
            expect_no_faults(page, look)
            press_button(page, _("Create a draft"), "link")
            page.get_by_label(_("Title")).fill("Délais")
            page.get_by_label(_("Text")).fill("Trois mois, c’est trop.")
            press_button(page, _("Save"))
            expect(page.locator("main")).to_contain_text("Trois mois")
            expect_no_faults(page, look)
        with site.visit(people["David"], **look) as page:
            page.goto(door)
            press_button(page, _("Join the circle"))
            page.get_by_role("link", name="Délais").click()
            page.get_by_label(_("Text")).fill("Deux mois, c’est trop.")
            press_button(page, _("Save this version"))
            expect(page.locator("main")).to_contain_text(_("Earlier versions"))
            page.goto(sitting.path)
            press_button(page, _("Add files"), "link")
            expect_no_faults(page, look)
            page.locator("input[type=file]").set_input_files(PAPER)
            press_button(page, _("Send"))
            expect(page.get_by_role("link", name="ordre.txt", exact=True)).to_be_visible()
            expect_no_faults(page, look)

"""The yearly report of a commission in a browser: a complaint is added, a name refused, the report
written, saved and downloaded."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from entrepairs.complaints.models import Complaint
from entrepairs.complaints.tests.making import delegation
from entrepairs.core import hats
from entrepairs.mandates.models import Mandate, Term
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

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

LAST_YEAR = today().year - 1


def sits(site: Site) -> Mandate:
    """David, in a term of two years, with a dozen complaints of last spring."""
    (mandate,) = delegation(
        site.network, site.network.people["Claire"], site.network.people["David"]
    )
    with hats.system("test"):
        Term.objects.update(since=dt.date(LAST_YEAR, 1, 1))
        Complaint.objects.bulk_create(
            Complaint(
                body=mandate.body,
                received_on=dt.date(LAST_YEAR, 3, 1),
                theme="waiting",
                channel="letter",
                outcome="answered",
            )
            for _line in range(12)
        )
    return mandate


def add_complaint(page: Page, mandate: Mandate) -> None:
    page.goto(f"/mandates/{mandate.key}/complaints/")
    press_button(page, _("Add a complaint"), "link")
    page.get_by_label(_("Day on which it was received")).fill(f"{LAST_YEAR}-04-02")
    page.get_by_label(_("Theme")).select_option("daily")
    page.locator("input[name=channel][value=letter]").check()
    page.get_by_label(_("One short line")).fill("Mme Durand attend")
    press_button(page, _("Save"))
    expect(page.get_by_text("Mme Durand").first).to_be_visible()
    page.get_by_label(_("One short line")).fill("repas froid")
    press_button(page, _("Save"))
    expect(page.get_by_text("repas froid")).to_be_visible()


@each_language
def test_the_report_of_a_commission_is_written_saved_and_downloaded(
    site: Site, language: str
) -> None:
    mandate, look = sits(site), BY_LANGUAGE[language]
    with (
        translation.override(language),
        site.visit(site.network.people["David"], **look) as page,
    ):
        add_complaint(page, mandate)
        expect_no_faults(page, look)
        press_button(page, _("Yearly report"), "link")
        press_button(page, _("Prepare the report of %(year)s") % {"year": LAST_YEAR})
        expect(page.get_by_text("13", exact=True)).to_be_visible()
        page.locator("a[href$='/lines/advice/']").click()
        page.locator("textarea[name=words]").fill("Dire où sont gardés les téléphones.")
        press_button(page, _("Save"))
        expect(page.get_by_text("Dire où sont gardés les téléphones.")).to_be_visible()
        expect_no_faults(page, look)
        press_button(page, _("Save a version…"), "link")
        press_button(page, _("Save the version"))
        for name, begins in (("PDF", b"%PDF"), (_("Text (ODT)"), b"PK")):
            with page.expect_download() as download:
                press_button(page, name, "link")
            assert Path(download.value.path()).read_bytes().startswith(begins)
        press_button(page, _("It was sent…"), "link")
        press_button(page, _("It was sent"))
        expect(page.get_by_text(_("Noted: this version was sent."))).to_be_visible()

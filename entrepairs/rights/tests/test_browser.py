"""Pause, leave, come back, a copy opened, everything erased: in a browser, without scripts but in
the copy."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.accounts.models import Account
from entrepairs.conversations.tests.making import make
from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.rights import exporting
from entrepairs.rights.models import Export
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    expect_no_faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser
WORDS = "quatre mots bien secrets"


@pytest.fixture(autouse=True)
def _kept_here(settings: Any, tmp_path: Path) -> None:
    kept = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "files"},
    }
    settings.STORAGES = settings.STORAGES | {"files": kept}


def test_amel_pauses_leaves_comes_back_takes_a_copy_and_is_erased(
    site: Site, tmp_path: Path
) -> None:
    amel = site.network.people["Amel"]
    make(site.network.pair, amel, body="Rendez-vous au canal")
    with hats.gate():
        account = Account.objects.get(person=amel.pk)
        account.username = "amel"
        account.set_password(WORDS)
        account.save()
    with site.visit(amel, size=PHONE, java_script_enabled=False) as page:
        pause_and_leave(page)
        take_copy(site, page, tmp_path)
        erase(page)
    with hats.system("test"):
        assert not Person.objects.filter(pk=amel.pk).exists()


def pause_and_leave(page: Page) -> None:
    page.goto("/me/data/")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Your profile is hidden.")).to_be_visible()
    page.goto("/me/data/")
    page.get_by_role("button", name="Show my profile again").click()
    page.goto("/me/data/")
    page.get_by_role("link", name="Leave the network").click()
    page.get_by_role("button", name="Leave the network").click()
    expect(page.get_by_text("You can come back until this day").first).to_be_visible()
    page.get_by_role("button", name="Come back").click()
    expect(page.get_by_text("You are back.")).to_be_visible()


def take_copy(site: Site, page: Page, folder: Path) -> None:
    page.get_by_role("button", name="Prepare my copy").click()
    expect(page.get_by_text("In preparation")).to_be_visible()
    with hats.system("test"):
        export = Export.objects.get()
    exporting.make_export(export.pk)
    page.goto("/me/data/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download my copy").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        archive.extractall(folder / "copy")
    with site.visit(size=PHONE) as reader:
        reader.goto((folder / "copy" / "read-me.html").as_uri())
        expect(reader.get_by_text("Rendez-vous au canal")).to_be_visible()
        reader.get_by_label("Search this page").fill("canal")
        expect(reader.locator("article:visible")).to_have_count(1)
        expect_no_faults(reader)


def erase(page: Page) -> None:
    page.goto("/me/data/")
    page.get_by_role("link", name="Erase everything").click()
    page.locator("main form input:not([type=hidden])").first.fill(WORDS)
    page.locator("main form button").first.click()
    expect(page.get_by_text("It happens at once.")).to_be_visible()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", name="Certificate of erasure")).to_be_visible()
    page.goto("/me/data/")
    expect(page).to_have_url(re.compile("/enter/"))


@pytest.mark.nightly
@pytest.mark.parametrize(
    "look",
    [{"size": PHONE, "locale": "fr-FR"}, {"size": DESK, "scheme": "dark"}],
    ids=["phone-french", "desk-dark"],
)
def test_the_pages_are_well_made(site: Site, look: dict[str, Any]) -> None:
    with site.visit(site.network.people["Amel"], **look) as page:
        demanded = ("/me/data/requests/", "/breaches/", "/privacy/register/", "/privacy/impact/")
        for path in ("/me/data/", "/me/data/leave/", "/account/erase/", "/me/", *demanded):
            page.goto(path)
            expect_no_faults(page)

"""Files of a group in a browser: none, few and many, in both languages; sent in pieces, without
scripts, and by keyboard alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.library.tests.sending import shelves
from entrepairs.sharing.models import SharedFile
from entrepairs.sharing.tests.making import WORDS, rows_of, shared
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "shelves", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shelves")]


@pytest.fixture
def group(site: Site) -> Group:
    people = site.network.people
    return group_of(people["Amel"], people["David"])


def many(group: Group, site: Site) -> SharedFile:
    """In each state, with long names, and names that are written from right to left."""
    amel, david = site.network.people["Amel"], site.network.people["David"]
    first = shared(group, amel, "W" * 120 + ".txt", words="Minutes " * 30)
    for number in range(31):
        shared(group, david, f"{'ن' * 40}{number}.txt")
    told: dict[str, Any] = {"circle": group.circle, "shared_by": amel, "size": 9}
    with hats.system("test"):
        for state in ("coming", "checking"):
            SharedFile.objects.create(name=f"{state}.pdf", state=state, **told)
        SharedFile.objects.create(name="x.svg", state="refused", reason="svg", **told)
        gone = SharedFile.objects.filter(circle=group.circle, name__contains="30")
        gone.update(removed_at=first.ready_at, removed_by=david)
    return first


@pytest.mark.nightly
@each_look
def test_its_pages_are_well_made_with_nothing_and_with_much(
    site: Site, group: Group, look: dict[str, Any]
) -> None:
    files = f"{group.path}files/"
    with site.visit(site.network.people["Amel"], **look) as page:
        page.goto(files)
        assert faults(page) == []
        first = many(group, site)
        for path in ("", "?page=2", f"{first.key}/", f"{first.key}/replace/"):
            page.goto(files + path)
            assert faults(page) == [], path
        page.goto(f"{files}{first.key}/remove/")
        assert faults(page) == []


def test_a_file_is_shared_in_pieces_and_opened_by_keyboard_alone(
    site: Site, group: Group, tmp_path: Path
) -> None:
    file = tmp_path / "mardi.txt"
    file.write_bytes(WORDS)
    with site.visit(site.network.people["Amel"]) as page:
        page.goto(f"{group.path}files/")
        page.locator("input[name=chosen]").set_input_files(file)
        page.get_by_label("What it is").focus()
        page.keyboard.type("Minutes")
        page.get_by_role("button", name="Share", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="mardi.txt", exact=True)).to_be_visible()
        expect(page.get_by_text("Minutes", exact=True)).to_be_visible()
        page.get_by_role("link", name=re.compile("Remove.*mardi.txt")).focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Remove", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("You removed it.")).to_be_visible()
        page.get_by_role("button", name="Bring back “mardi.txt”").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="mardi.txt", exact=True)).to_be_visible()


def test_without_scripts_a_file_is_shared_by_one_and_downloaded_by_another(
    site: Site, group: Group, tmp_path: Path
) -> None:
    file = tmp_path / "mardi.txt"
    file.write_bytes(WORDS)
    calm: dict[str, Any] = {"size": PHONE, "java_script_enabled": False}
    with site.visit(site.network.people["Amel"], **calm) as page:
        page.goto(group.path)
        page.get_by_role("link", name="Files", exact=True).click()
        page.locator("input[name=chosen]").set_input_files(file)
        page.get_by_role("button", name="Share", exact=True).click()
        expect(page.get_by_text("We have received “mardi.txt”.")).to_be_visible()
    assert [row.state for row in rows_of(group)] == ["ready"]
    with site.visit(site.network.people["David"], **calm) as page:
        page.goto("/today/")
        news = page.get_by_text("Files were shared in your group")
        expect(news).to_be_visible()
        page.goto(f"{group.path}files/")
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile("Download.*mardi.txt")).click()
        assert download.value.suggested_filename == "mardi.txt"
        page.goto("/today/")
        expect(page.get_by_text("Files were shared in your group")).to_have_count(0)

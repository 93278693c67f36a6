"""Sending files in a real browser: in pieces, over a connection that is lost, and without
scripts."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from entrepairs.core import hats
from entrepairs.files import processing
from entrepairs.files.tests import made_files as made
from entrepairs.library.tests.making import draft, published
from entrepairs.library.tests.sending import kept, shelves
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    sideways,
    site,
    too_small,
    violations,
)

__all__ = ["browser_of_tests", "committed", "shelves", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shelves")]
POEM = ("Entre pairs, d’égal à égal. " * 90_000).encode()  # three pieces


def choose(page: Page, file: Path) -> None:
    page.get_by_label("Files", exact=True).set_input_files(file)
    page.get_by_role("button", name="Send", exact=True).click()


def of(resource: Any) -> Any:
    with hats.system("test"):
        return resource.files.get()


def test_a_file_goes_on_after_a_lost_connection_and_after_the_page_was_closed(
    site: Site, tmp_path: Path
) -> None:
    claire = site.network.people["Claire"]
    resource = draft(claire, site.network)
    file = tmp_path / "poème.txt"
    file.write_bytes(POEM)
    with site.visit(claire) as page:
        pieces: list[str] = []

        def lost(route: Route) -> None:
            pieces.append(route.request.headers.get("upload-offset", ""))
            if len(pieces) > 1:
                route.abort("connectionreset")
            else:
                route.continue_()

        page.route(re.compile("/part/$"), lost)
        page.goto(f"{resource.path}files/")
        choose(page, file)
        expect(page.locator("#sending")).to_contain_text(
            "the connection is lost. It continues by itself"
        )
        assert violations(page) == []
        assert of(resource).received == 1_000_000
        page.get_by_role("button", name=re.compile("Pause.*poème.txt")).click()
        page.unroute(re.compile("/part/$"))
        page.goto("about:blank")
        offsets: list[str] = []
        page.on("request", lambda one: offsets.append(one.headers.get("upload-offset", "")))
        page.goto(f"{resource.path}files/")
        expect(page.get_by_text("1 MB of 3 MB are here")).to_be_visible()
        choose(page, file)
        expect(page.get_by_text("Being checked: only you can see it for now.")).to_be_visible()
        assert [one for one in offsets if one] == ["1000000", "2000000"]
        processing.process_file(of(resource).key, apart=False)
        expect(
            page.get_by_role("link", name="poème.txt")
        ).to_be_visible()  # the page asks by itself
    assert of(resource).size == len(POEM)


def test_a_file_is_given_up_from_the_page(site: Site, tmp_path: Path) -> None:
    claire = site.network.people["Claire"]
    resource = draft(claire, site.network)
    file = tmp_path / "x.txt"
    file.write_bytes(POEM)
    with site.visit(claire) as page:
        page.route(
            re.compile("/part/$"),
            lambda route: route.abort() if route.request.method == "PATCH" else route.continue_(),
        )
        page.goto(f"{resource.path}files/")
        choose(page, file)
        expect(page.locator("#sending")).to_contain_text("the connection is lost")
        page.get_by_role("button", name=re.compile("Do not send it.*x.txt")).click()
        expect(page.get_by_text("There is no file yet.")).to_be_visible()


def test_without_scripts_a_file_is_sent_with_the_form(site: Site, tmp_path: Path) -> None:
    claire = site.network.people["Claire"]
    resource = draft(claire, site.network)
    file = tmp_path / "affiche.jpg"
    file.write_bytes(made.picture())
    with site.visit(claire, size=PHONE, java_script_enabled=False) as page:
        page.goto(resource.path)
        page.get_by_role("link", name="Add its file").click()
        choose(page, file)
        expect(page.get_by_text("We have received “affiche.jpg”.")).to_be_visible()
        page.get_by_role("link", name="See its page").click()
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile("Download.*affiche.jpg")).click()
        assert download.value.suggested_filename == "affiche.jpg"


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "scheme", "locale"), [(PHONE, "dark", "fr-FR"), (DESK, "light", "en-GB")]
)
def test_every_page_of_files_is_for_everyone(
    site: Site, size: tuple[int, int], scheme: str, locale: str
) -> None:
    claire = site.network.people["Claire"]
    resource = published(claire, site.network)
    ready = kept(resource, claire, made.mp4(), "W" * 150 + ".mp4", language="en")
    kept(resource, claire, b"<svg/>", "ن" * 100 + ".svg", use="picture")
    with hats.system("test"):
        for state in ("coming", "checking"):
            resource.files.create(name=f"{state}.pdf", size=9, state=state, replaces=ready)
    pages = [
        "",
        "files/",
        f"files/{ready.key}/",
        f"files/{ready.key}/replace/",
        f"files/{ready.key}/remove/",
    ]
    with site.visit(claire, size=size, scheme=scheme, locale=locale) as page:
        for address in pages:
            page.goto(resource.path + address)
            assert violations(page) == [], address
            assert too_small(page) == [], address
            assert sideways(page) == 0, address

"""A real browser on a real server, for what only these show: scripts, keyboards, sizes, contrasts,
bytes."""

import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from entrepairs import testing
from entrepairs.conftest import Network, sign_in
from entrepairs.engine import assets
from entrepairs.people.models import Person
from entrepairs.tests.committed import committed
from entrepairs.tests.walking import kind_of

__all__ = ["browser_of_tests", "committed", "site"]

expect.set_options(timeout=20_000)  # a busy machine is no fault of the page
PHONE, DESK = (400, 850), (1360, 900)
LOOKS = {
    "phone-french": {"size": PHONE, "locale": "fr-FR"},
    "desk-english": {"size": DESK, "locale": "en-GB"},
}
each_look = pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
Look = dict[str, Any]
# For what is walked through once in each language: there, also without scripts.
BY_LANGUAGE: dict[str, Look] = {
    "fr": {"size": PHONE, "locale": "fr-FR"},
    "en": {"size": DESK, "locale": "en-GB", "java_script_enabled": False},
}
each_language = pytest.mark.parametrize("language", BY_LANGUAGE)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_words: Any) -> None:
        """Tests print what matters."""


@dataclass
class Site:
    """The six people's network at an address, and a browser to look at it."""

    url: str
    network: Network
    browser: Browser

    @contextmanager
    def visit(
        self,
        person: Person | None = None,
        *,
        size: tuple[int, int] = DESK,
        scheme: Any = "light",
        **options: Any,
    ) -> Iterator[Page]:
        """A page of a fresh browser, signed in as this person or nobody; any script error fails the
        test."""
        options = {"locale": "en-GB", "reduced_motion": "reduce", **options}
        width, height = size
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            **options,
        )
        if person is not None:
            session = sign_in(Client(), person).cookies["session"].value
            context.add_cookies([{"name": "session", "value": session, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        try:
            yield page
        finally:
            context.close()
        assert errors == []


@pytest.fixture(scope="module")
def browser_of_tests() -> Iterator[Browser]:
    """One for a file, closed after it: a browser that waits for nothing takes memory, and at times
    a processor."""
    assets.compile_messages()
    found = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(committed: Network, browser_of_tests: Browser) -> Iterator[Site]:
    with served(get_wsgi_application()) as url:
        yield Site(url, committed, browser_of_tests)


@contextmanager
def served(application: Any) -> Iterator[str]:
    """An application at an address of this machine."""
    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Silent)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


AXE = AXE_FILE_PATH.read_text()
COLOURS = ["color-contrast", "link-in-text-block"]  # all that changes at night


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds wrong, one line each; only what breaks these rules, if some are given."""
    # a press returns when the next page begins to arrive, not when it is there
    page.wait_for_load_state()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate(
        """async only => (await axe.run(document, {
             resultTypes: ['violations'],
             ...(only ? {runOnly: only} : {rules: {'target-size': {enabled: true}}}),
           })).violations""",
        rules,
    )
    note_run(page.url, sum(len(one["nodes"]) for one in found))
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
    ]


def note_run(url: str, faults: int) -> None:
    """A line for the accessibility statement, when `make accessibility` asks for it."""
    if log := os.environ.get("ENTREPAIRS_AXE_LOG"):
        with open(log, "a") as file:
            file.write(f"{faults} {kind_of(urlsplit(url).path)}\n")


def too_small(page: Page) -> list[str]:
    """What can be pressed and is under 48 px high or wide, links within sentences aside."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll(
                 'a, button, input, select, textarea, summary')].filter(one => {
                 const box = one.getBoundingClientRect();
                 const text = one.textContent.trim();
                 const inSentence = one.parentElement.textContent.trim() !== text
                   && one.matches('p a, li a, dd a, td a');
                 const least = box => Math.min(box.height, box.width);
                 const labels = [...one.labels || []];
                 const label = Math.max(
                   0, ...labels.map(one => least(one.getBoundingClientRect())));
                 return box.width && one.type !== 'hidden'
                   && least(box) < 47.5 && label < 47.5 && !inSentence
                   && !one.closest('h1, h2, h3, .visually-hidden, .skip, label');
               }).map(one => one.outerHTML.slice(0, 100))"""
        )
    )


def first_weight(page: Page, path: str) -> int:
    """Bytes of a first visit: all that the page asks for until nothing more comes, as gzip makes
    them (brotli, on a real server, makes less), with a third of a kilobyte of headers each."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    bodies = {url: page.request.get(url).body() for url in asked}
    made = {".woff2", ".webp", ".png", ".jpg", ".mp3", ".mp4", ".wav"}
    return sum(
        330 + len(body if Path(urlsplit(url).path).suffix in made else gzip.compress(body))
        for url, body in bodies.items()
    )


def sideways(page: Page) -> int:
    """By how much the page is wider than the window."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))


def out_of_sight(page: Page) -> list[str]:
    """The open tab, where a row of tabs slides and it is beyond the edge; a title without a gap to
    the field under it."""
    return list(
        page.evaluate(
            """() => [
                 ...[...document.querySelectorAll('.tabs [aria-current]')].filter(one => {
                   const box = one.getBoundingClientRect();
                   return box.width && (box.left < -1 || box.right > innerWidth + 1);
                 }).map(one => `tab out of sight: ${one.textContent.trim()}`),
                 ...[...document.querySelectorAll('form.stack > h2')].filter(one => {
                   let next = one.nextElementSibling;
                   while (next && !next.offsetHeight) next = next.nextElementSibling;
                   return next && one.offsetHeight
                     && next.getBoundingClientRect().top - one.getBoundingClientRect().bottom < 4;
                 }).map(one => `no gap under: ${one.textContent.trim()}`),
               ]"""
        )
    )


def faults(page: Page, *, dark: bool = testing.NIGHT) -> list[str]:
    """What is wrong with the page as it stands, in a window of this size; in dark colours too where
    all is looked at: every page takes these of one sheet."""
    found = [*violations(page), *(f"small: {one}" for one in too_small(page))]
    if wider := sideways(page):
        found.append(f"{wider} px wider than the window")
    found += out_of_sight(page)
    if not dark:
        return found
    page.emulate_media(color_scheme="dark")
    found += [f"by night: {one}" for one in violations(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    return found


def expect_no_faults(page: Page, look: Look | None = None) -> None:
    """The page as it stands; where scripts run, by which faults are found."""
    if look is None or look.get("java_script_enabled", True):
        assert faults(page) == [], page.url


def press_button(page: Page, label: str, role: Any = "button") -> None:
    """Or the link of this label."""
    page.get_by_role(role, name=label).first.click()

"""The look in a browser: no violation of axe, nothing wider than the window, nothing small to
press, light transfers."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect

from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    sideways,
    site,
)
from entrepairs.ui import nav

__all__ = ["browser_of_tests", "committed", "site"]

pytestmark = pytest.mark.browser
FOR_STRANGERS, SIGNED_IN = (
    ["/", "/help/", "/about/", "/easy/help/"],
    ["/styleguide/", "/nowhere", "/help/?country=GB"],
)


@pytest.fixture
def a_full_nav(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "_places", {})
    for order, (name, icon) in enumerate(
        [
            ("Today", "sun"),
            ("My peers", "heart-handshake"),
            ("Groups", "users"),
            ("Representing", "landmark"),
            ("Library", "library"),
        ]
    ):
        number = "2" if order == 1 else ""
        nav.add(nav.Place(name, name, "help", icon=icon, order=order, number=number))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_everything_can_be_pressed(
    site: Site, a_full_nav: None, size: tuple[int, int]
) -> None:
    for person, addresses in ((None, FOR_STRANGERS), (site.network.people["Amel"], SIGNED_IN)):
        with site.visit(person, size=size) as page:
            for address in addresses:
                page.goto(address)
                assert faults(page, dark=True) == [], address
            page.click(".help-now")
            assert faults(page, dark=True) == []


def test_at_four_hundred_percent_nothing_scrolls_sideways_nor_covers_the_text(
    site: Site, a_full_nav: None
) -> None:
    with site.visit(site.network.people["Amel"], size=(320, 256)) as page:
        for address in SIGNED_IN:
            page.goto(address)
            assert sideways(page) == 0, address
            assert (
                page.locator(".bar").evaluate("one => getComputedStyle(one).position") == "static"
            )


def test_on_a_small_phone_no_name_of_a_type_is_cut_in_two(site: Site) -> None:
    with site.visit(site.network.people["Amel"], size=(320, 640)) as page:
        page.goto("/styleguide/")
        lines = page.locator(".butterfly tbody [scope=row]").evaluate_all(
            """names => names.map(name => {
                const words = document.createRange();
                words.selectNodeContents(name);
                return [name.textContent, words.getClientRects().length];
            })"""
        )
        assert lines == [["listening", 1], ["encouragement", 1], ["lifts", 1]]


def test_help_now_opens_over_the_page_and_closes_by_keyboard(site: Site) -> None:
    with site.visit() as page:
        page.goto("/")
        page.focus(".help-now")
        page.keyboard.press("Enter")
        expect(page.locator("#help-dialog")).to_be_visible()
        expect(page.locator('#help-dialog a[href="tel:3114"]')).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#help-dialog")).to_be_hidden()
        assert page.evaluate("document.activeElement.className") == "help-now"


@dataclass
class Weather:
    """The neutral site: its address, and what it was told of us."""

    url: str
    told: list[dict[str, str]]


@pytest.fixture
def weather(settings: Any) -> Iterator[Weather]:
    told: list[dict[str, str]] = []

    class Sun(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<h1>Sun</h1>")

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Sun) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EXIT_URL = f"http://127.0.0.1:{server.server_port}/weather"
        yield Weather(settings.EXIT_URL, told)
        server.shutdown()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_leaving_at_once_shows_another_site_that_knows_nothing(
    site: Site, weather: Weather, scripts: bool
) -> None:
    with site.visit(java_script_enabled=scripts) as page:
        page.goto("/")
        page.click(".help-now")
        page.locator(".leave:visible").first.click()
        page.wait_for_url(weather.url)
        assert "referer" not in weather.told[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_after_leaving_back_shows_no_private_page(
    site: Site, weather: Weather, scripts: bool
) -> None:
    with site.visit(site.network.people["Amel"], java_script_enabled=scripts) as page:
        page.goto("/me/")
        assert "Amel" in page.inner_text("body")
        page.goto("/help/")
        page.locator(".leave:visible").first.click()
        page.wait_for_url(weather.url)
        for _press in range(2):
            page.go_back()
            expect(page.locator("h1")).to_have_text("Page closed")
            assert "Amel" not in page.inner_text("body")
            if page.url.endswith("/me/"):
                break
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url("**/today/")


def test_leaving_takes_the_place_of_the_page_in_the_history(site: Site, weather: Weather) -> None:
    with site.visit() as page:
        page.goto("/vocabulary/")
        page.goto("/help/")
        for _press in range(3):
            page.keyboard.press("Escape")
        page.wait_for_url(weather.url)
        page.go_back()
        assert page.url.endswith("/vocabulary/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_language_changes_and_the_page_stays(site: Site, scripts: bool) -> None:
    with site.visit(java_script_enabled=scripts) as page:
        page.goto("/help/?country=US")
        page.click(".language")
        expect(page).to_have_url(re.compile(r"/help/\?country=US$"))
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(page.locator("h1")).to_have_text("Besoin d’aide maintenant")


PRESS_TWICE = """() => {
  let sent = 0;
  document.addEventListener("submit", event => { sent += 1; event.preventDefault(); });
  const button = document.querySelector(".language");
  button.click(); button.click();
  return [sent, button.getAttribute("aria-disabled")];
}"""


def test_a_second_press_sends_nothing(site: Site) -> None:
    with site.visit() as page:
        page.goto("/help/")
        assert page.evaluate(PRESS_TWICE) == [1, "true"]


HTMX_FORM = """() => {
  document.querySelector('main').innerHTML =
    '<form method="post" action="/away" hx-post="/away" hx-target="this">' +
    '<textarea name="words">Kept</textarea><button>Send</button></form>';
  htmx.process(document.querySelector('main'));
}"""


@pytest.mark.parametrize("answer", ["lost", "refused"])
def test_words_stay_and_the_page_says_so_when_sending_fails(site: Site, answer: str) -> None:
    with site.visit() as page:
        page.goto("/library/")
        page.route(
            "**/away",
            lambda route: route.abort() if answer == "lost" else route.fulfill(status=503),
        )
        page.evaluate(HTMX_FORM)
        page.click("main button")
        page.wait_for_selector(".lost")
        said = page.locator(".lost").inner_text()
        assert ("nothing was sent" if answer == "lost" else "was not sent") in said
        assert page.locator("textarea").input_value() == "Kept"
        assert page.locator("main button").get_attribute("aria-disabled") is None


def test_a_first_visit_is_under_100_kilobytes_and_a_later_one_under_60(site: Site) -> None:
    """Weighed as gzip makes them; the files are served smaller still, by brotli."""
    own: set[str] = set()
    with site.visit(site.network.people["Amel"]) as page:
        page.on("request", lambda request: own.add(request.url))
        page.goto("/styleguide/")
        page.click(".help-now")
        page.wait_for_load_state("networkidle")
        bodies = {url: page.request.get(url).body() for url in own}
    pages = sum(len(gzip.compress(body)) for url, body in bodies.items() if "/static/" not in url)
    files = sum(
        len(body) if url.endswith("woff2") else len(gzip.compress(body))
        for url, body in bodies.items()
        if "/static/" in url
    )
    assert len(bodies) >= 5
    assert pages + files < 100_000
    assert pages < 60_000


# A browser of tests has no voice: one that notes what it was told to say, and ends when asked.
VOICES = """(voices) => {
  const heard = window.heard = [];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices, speak: (said) => heard.push(said), cancel: () => { heard.length = 0; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
HERE, ELSEWHERE = (
    {"name": name, "lang": "en-GB", "localService": local}
    for name, local in (("of this device", True), ("of a distant machine", False))
)


def test_a_page_is_read_aloud_by_a_voice_of_this_device_and_stops(site: Site) -> None:
    with site.visit() as page:
        page.add_init_script(f"({VOICES})({json.dumps([ELSEWHERE, HERE])})")
        page.goto("/easy/help/")
        button = page.get_by_role("button", name="Read it to me")
        button.focus()
        page.keyboard.press("Enter")
        said = page.evaluate("heard.map((one) => [one.text, one.lang, one.voice.name])")
        texts = [text for text, _language, _voice in said]
        assert texts[0] == "Help now"
        assert texts.index("Call now.") < texts.index("112") < texts.index("A shop.")
        assert {(lang, voice) for _text, lang, voice in said} == {("en", "of this device")}
        page.get_by_role("button", name="Stop reading").press("Enter")
        assert page.evaluate("heard") == []
        button.click()
        page.evaluate("heard[heard.length - 1].onend()")
        expect(button).to_be_visible()


def test_without_a_voice_of_its_own_the_device_offers_none(site: Site) -> None:
    """A voice that works elsewhere would send the words of the page there."""
    with site.visit() as page:
        page.add_init_script(f"({VOICES})({json.dumps([ELSEWHERE])})")
        page.goto("/easy/help/")
        expect(page.get_by_role("link", name="Full version")).to_be_visible()
        expect(page.locator("[data-read-aloud]")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_stranger_signs_in_from_any_page_at_every_width(site: Site, size: Any) -> None:
    with site.visit(size=size) as page:
        for address in ("/library/", "/events/", "/help/"):
            page.goto(address)
            doors = page.get_by_role("link", name="Sign in", exact=True)
            assert [door.is_visible() for door in doors.all()].count(True) == 1
            assert page.get_by_role("button", name=re.compile("English|Français")).is_visible()
            assert faults(page) == []

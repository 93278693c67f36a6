"""Help without a network, and notifications turned on and shown, in a real browser."""

from typing import Any

import pytest
from django.conf import settings as site_settings
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.notices.models import Device
from entrepairs.notices.tests.reached import BrowserOfTests
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)
from entrepairs.ui import offline

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      const answer = await caches.match(request, { ignoreVary: true });
      const url = new URL(request.url);
      found.push([name, url.pathname + url.search, await answer.text()]);
    }
  }
  return found;
}"""
WAIT = "async () => { await navigator.serviceWorker.ready; }"


def active(page: Page) -> None:
    """Once it is active it has kept all that it keeps."""
    page.evaluate(WAIT)
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
    )


@pytest.mark.parametrize(
    ("locale", "words", "again"),
    [
        ("fr-FR", "En danger maintenant", "Réessayer"),
        ("en-GB", "In danger right now", "Try again"),
    ],
)
def test_offline_help_opens_and_other_pages_say_that_they_need_the_network(
    site: Site, locale: str, words: str, again: str
) -> None:
    with site.visit(size=PHONE, locale=locale) as page:
        page.goto("/about/")
        active(page)
        page.context.set_offline(True)
        page.goto("/help/")
        expect(page.get_by_role("heading", level=2).first).to_have_text(words)
        assert page.locator("a[href='tel:112'], a[href='tel:15']").count()
        assert page.evaluate("document.fonts.size")
        assert faults(page) == []
        page.goto("/easy/help/")
        assert page.locator("main a[href='tel:112'], main a[href='tel:15']").count()
        page.goto("/library/")
        assert page.locator("h1").inner_text() in ("Pas de connexion", "No connection")
        assert faults(page) == []
        page.context.set_offline(False)
        page.get_by_role("link", name=again).click()
        expect(page).to_have_url(f"{site.url}/library/")
        expect(page.locator("h1")).not_to_have_text("No connection")


def test_nothing_kept_is_a_page_of_anybody(site: Site) -> None:
    with site.visit(site.network.people["Amel"], size=PHONE) as page:
        page.goto("/today/")
        active(page)
        for path in ("/today/", "/me/", "/pairs/", "/notices/", "/help/", "/help/?country=BE"):
            page.goto(path)
        page.wait_for_function(
            """async () => {
              const found = await caches.match('/help/?hl=en', { ignoreVary: true });
              return (await found.text()).includes('value="BE" selected');
            }"""
        )
        kept = page.evaluate(KEPT)
        pages = {f"{page}?hl=en" for page in ("/help/", "/easy/help/", "/offline/", "/plans/kept/")}
        files = (*offline.FILES, "plans/kept.js")
        wanted = {*pages, *(f"/static/{one}" for one in files)}
        assert {path for _name, path, _text in kept} == wanted
        for _name, path, text in kept:
            assert "Amel" not in text, path
            assert "Bruno" not in text, path
            assert "/account/logout/" not in text, path
        page.context.set_offline(True)
        page.goto("/today/")
        expect(page.locator("h1")).to_have_text("No connection")


def test_what_an_older_version_kept_goes_with_it(site: Site, monkeypatch: Any) -> None:
    with site.visit(size=PHONE) as page:
        page.goto("/about/")
        active(page)
        before = {name for name, _path, _text in page.evaluate(KEPT)}
        monkeypatch.setattr(offline, "version", lambda: "another")
        page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
        page.wait_for_function("async () => (await caches.keys()).join() === 'entrepairs-another'")
        assert before != {"entrepairs-another"}
        monkeypatch.setattr(site_settings, "OFFLINE", False)
        page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
        page.wait_for_function(
            """async () => !(await caches.keys()).length
              && !(await navigator.serviceWorker.getRegistrations()).length"""
        )


def test_amel_turns_notifications_on_by_a_press_and_turns_a_lost_phone_off(site: Site) -> None:
    amel = site.network.people["Amel"]
    given = BrowserOfTests("https://push.example/amel").subscription
    with site.visit(amel, size=PHONE, permissions=["notifications"]) as page:
        page.add_init_script(
            f"""PushManager.prototype.getSubscription = async () => null;
                PushManager.prototype.subscribe = async () => ({given!r});"""
        )
        page.goto("/notices/")
        active(page)
        assert faults(page) == []
        page.get_by_role("button", name="Turn on notifications on this device").click()
        expect(page.get_by_text("Notifications are on for this device.")).to_be_visible()
        expect(page.get_by_text("this one")).to_be_visible()
        assert faults(page) == []
    with site.visit(amel, size=PHONE) as page:
        page.goto("/notices/")
        page.get_by_role("link", name="Turn off a lost device").click()
        assert faults(page) == []
        page.locator("input[name=devices]").first.check()
        page.get_by_role("button", name="Turn off", exact=True).click()
        expect(page.get_by_text("What you chose is turned off.")).to_be_visible()
    with hats.system("test"):
        assert not Device.objects.filter(person=amel).exists()

"""A plan read without a network: encrypted, opened with words that are kept nowhere, erased when
the device is signed out."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from entrepairs.plans.models import Plan
from entrepairs.plans.tests.making import plan_started, written
from entrepairs.tests.browser import (
    BY_LANGUAGE,
    DESK,
    Look,
    Site,
    browser_of_tests,
    committed,
    each_language,
    faults,
    site,
)

expect.set_options(timeout=30_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

SCRIPTS: Look = {"java_script_enabled": True}  # what keeps it is one
WORDS, SECRET = "canal moulin jeudi pomme", "Marcher, même sans parler."
ACTIVE = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
# All that this browser keeps, as text: what is encrypted is no text.
KEPT = """async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = base.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      for (const row of rows) for (const value of Object.values(row)) {
        found.push(value instanceof ArrayBuffer || ArrayBuffer.isView(value)
          ? new TextDecoder().decode(value) : String(value));
      }
    }
    base.close();
  }
  return found;
}"""


def a_plan(site: Site) -> Plan:
    plan = plan_started(site.network.people["Amel"])
    written(plan, "helps", SECRET, audience=0)
    return plan


def keep_it(page: Page, plan: Plan) -> None:
    page.goto(plan.path)
    page.get_by_role("link", name=_("Without a network")).click()
    page.get_by_label(_("Words that open the copy")).fill(WORDS)
    page.get_by_role("button", name=_("Keep a copy on this device")).click()
    expect(page.get_by_text(_("A copy of your plan is on this device."))).to_be_visible()


def open_it(page: Page, words: str) -> None:
    page.get_by_label(_("Words that open the copy")).fill(words)
    page.get_by_role("button", name=_("Open the copy"), exact=True).click()


@each_language
def test_a_plan_is_read_without_a_network_with_its_words_alone(site: Site, language: str) -> None:
    plan = a_plan(site)
    with (
        translation.override(language),
        site.visit(site.network.people["Amel"], **BY_LANGUAGE[language] | SCRIPTS) as page,
    ):
        page.goto(f"{plan.path}offline/")
        assert page.evaluate(KEPT) == []
        page.wait_for_function(ACTIVE)
        page.get_by_label(_("Words that open the copy")).fill("court")
        page.get_by_role("button", name=_("Keep a copy on this device")).click()
        expect(page.get_by_text(_("Choose at least 8 characters."))).to_be_visible()
        keep_it(page, plan)
        assert faults(page) == []
        # What is written later is in the copy once the plan was opened here.
        written(plan, "worse", "Une porte fermée", audience=2)
        page.goto(plan.path)
        page.wait_for_load_state("networkidle")
        found = page.evaluate(KEPT)
        assert plan.circle.key in found
        assert not [text for text in found if "Marcher" in text or WORDS in text]
        page.context.set_offline(True)
        page.goto(plan.path)
        page.get_by_role("link", name=_("A plan kept on this device")).click()
        open_it(page, "canal moulin jeudi poire")
        expect(page.get_by_text(_("These words do not open the copy. Try again."))).to_be_visible()
        open_it(page, WORDS)
        expect(page.get_by_text(SECRET)).to_be_visible()
        expect(page.get_by_text("Une porte fermée")).to_be_visible()
        assert faults(page) == []


def test_the_copy_goes_when_it_is_erased_and_when_the_device_is_signed_out(site: Site) -> None:
    plan = a_plan(site)
    with site.visit(site.network.people["Amel"], size=DESK) as page:
        for erase in (True, False):
            keep_it(page, plan)
            assert page.evaluate(KEPT)
            if erase:
                page.get_by_role("button", name="Erase the copy from this device").click()
                expect(page.get_by_label("Words that open the copy")).to_be_visible()
            else:
                page.goto("/account/logout/")
                page.locator("main form button").first.click()
                expect(page).to_have_url(f"{site.url}/")
                page.wait_for_load_state("networkidle")
            assert page.evaluate(KEPT) == []
        page.goto("/plans/kept/")
        expect(page.get_by_text("No plan is kept on this device.")).to_be_visible()

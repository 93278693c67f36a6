"""A report, a decision and an appeal among people who are strangers to it; and the help shown to
who types words of a crisis, which leaves no trace. In a browser."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.groups.tests.making import group_of
from entrepairs.safeguarding.models import Report, Ruling
from entrepairs.safeguarding.tests.making import on_rota, readings_of, said, strangers
from entrepairs.tests.browser import (
    BY_LANGUAGE,
    Look,
    Site,
    browser_of_tests,
    committed,
    each_language,
    expect_no_faults,
    faults,
    press_button,
    site,
)

expect.set_options(timeout=20_000)  # two cores may have other tests to run
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def two_decide(site: Site, look: Look, turn: int, outcome: str) -> None:
    """One proposes, the other agrees, each from their own browser."""
    with hats.system("test"):
        report = Report.objects.get()
    one, other = (row.person for row in readings_of(report, turn))
    with site.visit(one, **look) as page:
        page.goto(f"/reports/read/{report.key}/")
        expect_no_faults(page, look)
        page.locator(f"input[value={outcome}]").check()
        page.get_by_label(_("What happened")).fill("Une menace.")
        page.locator("select[name=rule]").select_option("equals")
        press_button(page, _("Propose"))
        agreeing = page.get_by_text(
            _("The decision applies once the other person agrees."), exact=True
        )
        expect(agreeing).to_be_visible()
    with site.visit(other, **look) as page:
        page.goto("/today/")
        press_button(page, _("Read it"), "link")
        press_button(page, _("Agree: this is our decision"))
        expect(page.get_by_text(_("What you two decided"))).to_be_visible()


@each_language
def test_words_are_reported_decided_by_two_and_read_again_by_two_others(
    site: Site, language: str
) -> None:
    people, look = site.network.people, BY_LANGUAGE[language]
    for one in strangers("Nadège", "Yvonne", "Malik", "Rosa"):
        on_rota(one)
    circle = group_of(people["Amel"], people["Eve"], people["David"]).circle
    said(circle, people["Eve"])

    with translation.override(language):
        with site.visit(people["Amel"], **look) as page:
            page.goto(circle.talk_path)
            press_button(page, _("Report"), "link")
            expect_no_faults(page, look)
            page.locator("input[value=threat]").check()
            press_button(page, _("Report"))
            expect(page.get_by_role("heading", name=_("Received"))).to_be_visible()
            expect_no_faults(page, look)
        two_decide(site, look, 1, "return")
        with site.visit(people["Eve"], **look) as page:
            page.goto("/today/")
            press_button(page, _("Read it"), "link")
            expect(page.get_by_text("Je dirai tout devant eux")).to_be_visible()
            expect_no_faults(page, look)
            press_button(page, _("Ask that others read it again"), "link")
            press_button(page, _("Send"))
            expect(page.get_by_text(_("Two others read it again, as you asked."))).to_be_visible()
        two_decide(site, look, 2, "nothing")
        with site.visit(people["Amel"], **look) as page:
            page.goto(circle.talk_path)
            expect(page.get_by_text("Je dirai tout devant eux")).to_be_visible()
    with hats.system("test"):
        assert Ruling.objects.filter(agreed_at__isnull=False).count() == 2


KEPT = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie,
  (await indexedDB.databases()).map((one) => one.name), await caches.keys()])"""


@pytest.mark.parametrize("height", [480, 850])  # with and without a keyboard on the screen
def test_help_leaves_in_sight_what_one_types_and_the_numbers(site: Site, height: int) -> None:
    amel = site.network.people["Amel"]
    with site.visit(amel, size=(400, height), has_touch=True, is_mobile=True) as page:
        page.goto(site.network.pair.path)
        box = page.get_by_label("Write to Bruno")
        box.tap()
        page.keyboard.type("Je pense au suicide")
        panel = page.locator("[data-crisis]")
        expect(panel).to_be_visible()
        for one in (box, panel.get_by_text("3114")):
            place = one.bounding_box()
            assert place is not None
            assert 72 <= place["y"] <= height - 60 - place["height"]


@pytest.mark.parametrize("words", ["Je pense au SUICIDE", "j’ai envie  de mourir", "I want to die"])
def test_help_is_shown_to_who_types_and_leaves_no_trace(site: Site, words: str) -> None:
    amel = site.network.people["Amel"]
    with site.visit(amel, locale="en-GB", service_workers="block") as page:
        page.goto(site.network.pair.path)
        box = page.get_by_label("Write to Bruno")
        help_panel = page.locator("[data-crisis]")
        box.fill("Il faut suivre la suite, à demain")
        expect(help_panel).to_be_hidden()
        kept, asked = page.evaluate(KEPT), []
        page.on("request", lambda request: asked.append(request.url))
        box.fill(words)
        expect(help_panel).to_be_visible()
        expect(help_panel.get_by_text("3114")).to_be_visible()
        assert faults(page) == []
        page.get_by_role("button", name="Do not show this again here").click()
        expect(help_panel).to_be_hidden()
        box.press_sequentially(" encore")
        expect(help_panel).to_be_hidden()
        assert page.evaluate(KEPT) == kept
        assert [
            url for url in asked if "/new/" not in url
        ] == []  # what waits for news asks as ever


def test_public_pages_have_no_script_for_it(site: Site) -> None:
    with site.visit(None) as page:
        for path in ("/", "/rules/", "/rules/worry/", "/groups/"):
            page.goto(path)
            assert page.locator("script[src*=crisis]").count() == 0

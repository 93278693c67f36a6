"""A representative in a browser: papers asked again, a seat given to a deputy, what was said."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.sittings.models import PaperRequest, SeatOffer
from entrepairs.sittings.papers import items_of
from entrepairs.sittings.tests.making import delegation, sitting_of
from entrepairs.tests.browser import (
    BY_LANGUAGE,
    Look,
    Site,
    browser_of_tests,
    committed,
    each_language,
    expect_no_faults,
    press_button,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def take_the_seat(site: Site, deputy: Person, path: str, look: Look) -> None:
    with site.visit(deputy, **look) as page:
        page.goto("/today/")
        expect(page.get_by_text(_("A seat is offered to you for one sitting"))).to_be_visible()
        page.goto(path)
        press_button(page, _("Yes, I take this seat"))
        expect(page.get_by_text(_("You sit there, in the place of the holder."))).to_be_visible()


def ask_twice(page: Page, home: str, paper: str) -> None:
    press_button(page, _("Ask for this paper: %(paper)s") % {"paper": paper})
    with hats.system("test"):
        PaperRequest.objects.update(asked_on=timezone.localdate() - timedelta(days=20))
    page.goto(home)
    press_button(page, _("Ask again: %(paper)s") % {"paper": paper})
    expect(page.get_by_text(_("The request is dated today."))).to_be_visible()


def write_after_it(page: Page, home: str) -> None:
    page.goto(home)
    press_button(page, _("Write the note"), "link")
    page.get_by_label("David").check()
    page.get_by_label(_("What was said, in your words")).fill("Deux sujets portés.")
    press_button(page, _("Save"))
    expect(page.get_by_text("Deux sujets portés.")).to_be_visible()
    press_button(page, _("Add a next step"), "link")
    page.get_by_label(_("Next step")).fill("Relire l’affiche")
    page.get_by_label("Bruno").check()
    press_button(page, _("Save"))
    expect(page.get_by_text("Relire l’affiche").first).to_be_visible()


@each_language
def test_a_representative_gives_the_seat_asks_again_and_writes_what_was_said(
    site: Site, language: str
) -> None:
    people, look = site.network.people, BY_LANGUAGE[language]
    david, bruno = people["David"], people["Bruno"]
    mandates = delegation(people["Claire"], site.network, david, [bruno])
    body = mandates[0].body
    coming, past = sitting_of(body, david), sitting_of(body, david, -2)
    home = f"/mandates/{mandates[0].key}/"
    with translation.override(language), site.visit(david, **look) as page:
        page.goto("/mandates/")
        press_button(page, _("My mandate"), "link")
        press_button(page, _("I cannot come"))
        expect(page.get_by_text(_("You said that you cannot come."))).to_be_visible()
        take_the_seat(site, bruno, coming.path, look)
        page.goto(home)
        sits = _("%(name)s sits in this seat.") % {"name": "Bruno"}
        expect(page.get_by_text(sits)).to_be_visible()
        ask_twice(page, home, items_of(body)["complaints"])
        write_after_it(page, home)
        tabs = ("", "sittings/", "sittings/add/", "year/", "costs/", "handover/", "training/")
        others = (coming.path, past.path, f"{body.path}sittings/")
        for path in (*(home + tab for tab in tabs), *others):
            page.goto(path)
            expect_no_faults(page, look)
    with hats.system("test"):
        assert SeatOffer.objects.filter(sitting=coming, taken_at__isnull=False).count() == 1
        assert PaperRequest.objects.count() == 2

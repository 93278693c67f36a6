"""Pairs and today in a browser: sizes, contrasts, both languages; and every press with no scripts
at all."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.models import Agreement, Invitation
from entrepairs.people.models import Circle, Facet, Person
from entrepairs.suggestions import refresh
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)
from entrepairs.vocabulary.models import Concept

expect.set_options(timeout=20_000)  # two cores may have other tests to run
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

TABS = [
    "",
    "meetings/",
    "journal/",
    "agreement/",
    "mirror/",
    "mirror/?period=year",
    "leave/",
    "end/",
]


def they_met_and_will(pair: Circle, by: Person, other: Person) -> None:
    """A meeting that was held, with what one gave the other, and one to answer."""
    now = timezone.now()
    met = Meeting.objects.create(
        circle=pair,
        starts_at=now - timedelta(days=3),
        means="phone",
        asked_by=by,
        proposed_by=by,
        proposed_at=now - timedelta(days=5),
        agreed_by=other,
        agreed_at=now - timedelta(days=4),
        held=True,
    )
    Contribution.objects.create(
        meeting=met,
        circle=pair,
        giver=other,
        receiver=by,
        minutes=45,
        noted_by=other,
        at=met.starts_at,
        kind=Concept.objects.get(scheme="contribution", key="listening"),
        confirmed_by=by,
        confirmed_at=now,
    )
    Meeting.objects.create(
        circle=pair,
        starts_at=now + timedelta(days=3),
        means="phone",
        asked_by=by,
        proposed_by=by,
    )


@pytest.fixture
def lived_in(site: Site) -> Site:
    """Amel has something of everything: a peer who wrote, met and proposes words, an invitation,
    possible peers."""
    now, people, pair = timezone.now(), site.network.people, site.network.pair
    amel, bruno, eve, farid = (people[name] for name in ("Amel", "Bruno", "Eve", "Farid"))
    with hats.system("test"):
        cancer = Concept.objects.get(scheme="experience", key="cancer")
        for person in (amel, eve, farid):
            Facet.objects.create(person=person, kind="experience", concept=cancer, audience=4)
        Message.objects.create(
            circle=pair, author=bruno, body="Hello", once=uuid4(), sent_at=now - timedelta(hours=2)
        )
        they_met_and_will(pair, bruno, amel)
        Agreement.objects.create(
            circle=pair,
            words="Every week. Outdoors.",
            proposed_by=amel,
            accepted_by=bruno,
            accepted_at=now,
        )
        Agreement.objects.create(circle=pair, words="Every month.", proposed_by=bruno)
        Invitation.objects.create(
            by=farid, to=amel, words="A walk?", expires_at=now + timedelta(days=9)
        )
    for person in (amel, eve, farid):
        with hats.person(person.pk):
            wishes.open_wish(words="A walk", audience=4, room_for=2, once=None, by=person)
    refresh.refresh_index()
    return site


def assert_well(page: Page) -> None:
    for one in page.locator("details").all():
        one.evaluate("one => { one.open = true }")
    assert faults(page) == []


@pytest.mark.nightly
@each_look
def test_the_pages_are_well_made(lived_in: Site, look: dict[str, Any]) -> None:
    people, pair = lived_in.network.people, lived_in.network.pair.path
    paths = [
        "/today/",
        "/pairs/",
        "/pairs/looking/",
        "/pairs/suggestions/",
        "/pairs/invitations/",
        "/mirror/",
    ]
    paths += [f"/pairs/invite/{people['Eve'].key}/", *(pair + tab for tab in TABS)]
    with lived_in.visit(people["Amel"], **look) as page:
        for path in paths:
            assert page.goto(path).status == 200, path  # type: ignore[union-attr]
            assert_well(page)
            assert page.locator("h1").count() == 1


@pytest.mark.nightly
@each_look
def test_the_pages_with_nothing_on_them_are_well_made(site: Site, look: dict[str, Any]) -> None:
    with site.visit(site.network.people["Farid"], **look) as page:
        for path in (
            "/today/",
            "/pairs/",
            "/pairs/looking/",
            "/pairs/suggestions/",
            "/pairs/invitations/",
            "/mirror/",
        ):
            page.goto(path)
            assert_well(page)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def test_everything_is_pressed_without_scripts(lived_in: Site) -> None:
    """Not now, then yes after all; words accepted; a pause and its end; the end."""
    amel, pair = lived_in.network.people["Amel"], lived_in.network.pair.path
    with lived_in.visit(amel, size=PHONE, java_script_enabled=False) as page:
        page.goto("/today/")
        press(page, "Not now")
        expect(page).to_have_url(f"{lived_in.url}/today/")
        page.goto("/pairs/invitations/")
        page.locator("summary").first.click()
        press(page, "Yes, get to know each other")
        expect(page.locator("h1")).to_have_text("You and Farid")
        page.goto(f"{pair}agreement/")
        press(page, "Yes, I agree")
        expect(page.locator("main")).to_contain_text("Every month.")
        page.goto(f"{pair}leave/")
        press(page, "Start a pause")
        expect(page.locator("main")).to_contain_text("You asked for a pause")
        press(page, "End my pause")
        page.goto(f"{pair}leave/")
        page.get_by_role("link", name="End contact").click()
        press(page, "End contact")
        expect(page.locator("main")).to_contain_text("You are no longer in contact here")
    with hats.system("test"):
        assert Circle.objects.get(pk=lived_in.network.pair.pk).ended_at
        assert (
            Circle.objects.filter(kind="pair", memberships__person=amel, ended_at=None).count() == 1
        )


def test_two_people_are_always_drawn_at_the_same_size(lived_in: Site) -> None:
    people: dict[str, Person] = lived_in.network.people
    with lived_in.visit(people["Amel"]) as page:
        for path in (lived_in.network.pair.path, f"/pairs/invite/{people['Eve'].key}/"):
            page.goto(path)
            boxes = [one.bounding_box() for one in page.locator(".facing .peer").all()]
            assert len(boxes) == 2
            assert len({(box["width"], box["height"]) for box in boxes if box}) == 1

"""First main tasks, by pressing what is on the pages, in both languages: none takes more presses
than it should."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import Page, expect

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.conversations.actions import send_message
from entrepairs.core import hats
from entrepairs.engine import administration
from entrepairs.meetings.tests.making import a_held_meeting, a_line, a_meeting
from entrepairs.notices.models import WayOfDay
from entrepairs.pairs.actions.wishes import open_wish
from entrepairs.pairs.models import Invitation
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.rounds.tests.making import do_the_job, joins
from entrepairs.suggestions import refresh
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    served,
    site,
)
from entrepairs.vocabulary.models import Concept

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

GIVEN_UP = """
insert into procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)
values ('default', 'entrepairs.notices.jobs.mail_person', '{"person": 1}', 'failed', now())
"""
# Every press that a person makes, kept from page to page.
COUNTING = """addEventListener("click", (event) => {
  if (event.isTrusted && event.target.closest("a, button, summary, input, select"))
    sessionStorage.presses = 1 + Number(sessionStorage.presses || 0);
}, true)"""


@pytest.fixture(params=["fr-FR", "en-GB"])
def say(request: pytest.FixtureRequest) -> Iterator[Callable[..., str]]:
    """What pages say in the language of this run."""
    with translation.override(request.param[:2]):

        def translated(text: str, plural: str = "", n: int = 1, **values: object) -> str:
            told = ngettext(text, plural, n) if plural else gettext(text)
            return told % {"number": n, "count": n, "n": n, **values}

        yield translated


Say = Callable[..., str]


@contextmanager
def counted(
    site: Site, presses: int, person: Person | None = None, start: str = "/"
) -> Iterator[Page]:
    """A page on a phone, from which everything is reached by pressing, so many times."""
    locale = {"fr": "fr-FR", "en": "en-GB"}[translation.get_language() or "en"]
    with site.visit(person, size=PHONE, locale=locale) as page:
        page.add_init_script(COUNTING)
        page.goto(start)
        yield page
        assert int(page.evaluate("sessionStorage.presses || 0")) == presses


@pytest.fixture
def card(site: Site) -> str:
    """Nadia's association has handed her a card; Bruno looks for a peer and shares two things."""
    bruno = site.network.people["Bruno"]
    with hats.system("test"):
        nadia = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=nadia, organisation=site.network.escale)
        street = Concept.objects.get(scheme="experience", key="street")
    with hats.person(bruno.pk):
        tell_facet(by=bruno, kind="experience", concept=street, audience=4)
        open_wish(words="", audience=4, room_for=1, once=None, by=bruno)
    refresh.refresh_index()
    return issue_codes(people=[nadia], by=site.network.people["Claire"])[0]


def test_from_a_paper_card_to_a_first_message_in_eleven_presses(
    site: Site, card: str, say: Say
) -> None:
    """Three to sign in, five to say one thing of oneself, two to look for a peer, one to invite."""
    with counted(site, 11) as page:
        page.locator("#code").fill(card)
        page.get_by_role("button", name=say("Continue")).click()
        page.get_by_role("button", name=say("Yes, I am %(name)s", name="Nadia")).click()
        page.get_by_role("link", name=say("Not now")).click()
        page.get_by_role("link", name=say("Start")).click()
        page.get_by_role("button", name=say("Save and continue")).click()
        page.locator("details:has(#c-street) > summary").click()
        page.locator("#c-street").check()
        page.get_by_role("button", name=say("Save and stop here for now")).click()
        page.get_by_role("link", name=say("Find a peer")).click()
        page.get_by_role("button", name=say("Start looking")).click()
        page.get_by_role("button", name=say("Invite %(name)s", name="Bruno")).click()
        told = say("Invitation sent to %(name)s", name="Bruno")
        expect(page.locator("main")).to_contain_text(told)
    with hats.system("test"):
        assert Invitation.objects.filter(by__name="Nadia", to__name="Bruno").count() == 1


def test_from_a_new_event_to_a_registration_confirmed_in_eight_presses(
    site: Site, say: Say
) -> None:
    """Four to publish it, two to register, two to confirm."""
    claire, new = site.network.people["Claire"], f"/events/new/{site.network.escale.key}/"
    day = timezone.localdate() + timedelta(days=60)
    with counted(site, 6, claire, new) as organiser:
        organiser.locator("[name=title_en]").fill("Two steps")
        organiser.locator("[name=starts_on]").fill(day.isoformat())
        organiser.locator("[name=venue]").fill("Maison des associations")
        organiser.locator("[name=registers]").check()
        organiser.locator("main form:has([name=title_en]) .button").first.click()
        organiser.wait_for_url("**/prepare/")
        event = organiser.url.removeprefix(site.url).removesuffix("prepare/")
        organiser.get_by_role("link", name=say("Publish"), exact=True).click()
        organiser.locator("main form:has([name=once]) .button").first.click()
        with counted(site, 2, start=event) as visitor:
            visitor.get_by_role("link", name=say("Register"), exact=True).click()
            visitor.locator("[name=name]").fill("Ana")
            visitor.locator("main form .button").first.click()
            organiser.locator(f"main a[href='{event}registrations/']").first.click()
            organiser.get_by_role("button", name=say("Confirm")).click()
            visitor.reload()
            expect(visitor.get_by_role("heading", level=1)).to_have_text(say("You have a place"))


LIST = "Prénom;Réf.\nFatou;0411\nMaëlle;0412\nMaëlle;0519\nYann;0513\n"


def test_from_a_list_to_four_cards_in_four_presses_and_to_a_round_in_five(
    site: Site, say: Say
) -> None:
    """To import, to read, to add, to print; then to open a round, to work it out, to send it."""
    claire, desk = site.network.people["Claire"], f"/organisations/{site.network.escale.key}/mine/"
    with counted(site, 4, claire, desk) as page:
        page.locator("#cards a[href$='/import/']").click()
        page.locator("[name=file]").set_input_files(
            {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
        )
        page.get_by_role("button", name=say("Read the list")).click()
        add = say("Add %(count)s person", "Add %(count)s people", 4)
        page.get_by_role("button", name=add).click()
        with page.expect_download() as printed:
            cards = say("Print %(count)s card", "Print %(count)s cards", 4)
            page.get_by_role("button", name=cards).click()
        assert printed.value.suggested_filename == "codes-1.pdf"
    for name in ("Nora", "Inès"):
        joins(site.network, name, experience=["cancer"], language=["br"])
    with counted(site, 5, claire, desk) as page:
        page.locator("main a[href^='/rounds/open/']").click()
        page.get_by_role("button", name=say("Open"), exact=True).click()
        page.wait_for_load_state()
        do_the_job()
        page.get_by_role("button", name=say("Start the calculation")).click()
        page.wait_for_load_state()
        do_the_job()
        page.get_by_role("link", name=say("Send the invitations")).click()
        page.get_by_role("button", name=say("Send the invitations")).click()
        told = say("Invitations sent. It is now up to the people invited.")
        expect(page.locator("main")).to_contain_text(told)
    with hats.system("test"):
        assert Invitation.objects.filter(by__name__in=["Nora", "Inès"]).count() == 2


def test_a_peer_worker_answers_what_waits_from_the_first_screen(site: Site, say: Say) -> None:
    """What Amel noted is confirmed there; her message is one press away; his day stands below."""
    amel, bruno = site.network.people["Amel"], site.network.people["Bruno"]
    a_line(a_held_meeting(site.network.pair, amel, bruno), bruno, amel, amel)
    a_meeting(site.network.pair, amel, timedelta(minutes=5), agreed_by=bruno, title="Marche")
    with hats.person(amel.pk):
        send_message(circle=site.network.pair, body="À demain", once=uuid4(), by=amel)
    with counted(site, 2, bruno) as page:
        expect(page.locator("main")).to_contain_text("Marche")
        expect(page.locator("main")).to_contain_text(say("You brought:"))
        with page.expect_navigation():
            page.get_by_role("button", name=say("Yes, I confirm")).click()
        page.go_back()
        page.get_by_role("link", name=say("Read"), exact=False).first.click()
        expect(page.locator("main")).to_contain_text("À demain")


def test_a_user_representative_sees_the_next_sitting_without_a_press(site: Site, say: Say) -> None:
    david, claire = site.network.people["David"], site.network.people["Claire"]
    with hats.system("test"):
        cdu = Circle.objects.create(kind="delegation", name="CDU du CHU")
        Membership.objects.create(circle=cdu, person=david)
    a_meeting(cdu, david, timedelta(days=9), agreed_by=claire, title="Séance de la CDU")
    with counted(site, 1, david) as page:
        expect(page.locator("main")).to_contain_text("Séance de la CDU")
        page.get_by_role("link", name="Séance de la CDU").first.click()
        expect(page.locator("main")).to_contain_text("Écluse Saint-Martin")


def test_an_administrator_sees_without_a_press_what_to_look_at_and_mends_in_one(
    site: Site, say: Say, tmp_path: Path
) -> None:
    """What does not leave, what was given up, no backup: named first, each with its part."""
    with hats.system("test"):
        failed = {"sent": 0, "failed": 2, "cost": 0, "trouble": "Refused"}
        WayOfDay.objects.create(way="email", day=timezone.localdate(), **failed)
        with connection.cursor() as cursor:
            cursor.execute(GIVEN_UP)
    there = administration.beside(lambda *_: [], tmp_path)
    with served(there) as machine, counted(site, 1, start=machine) as page:
        for part in ("Notifications that do not leave", "Jobs that were given up", "Backups"):
            expect(page.get_by_role("link", name=say(part))).to_be_visible()
        assert faults(page) == []
        page.get_by_role("button", name=say("Try them again")).click()
        expect(page.get_by_role("status")).to_contain_text(say("Tried again: %(number)s."))
        expect(page.locator("main")).to_contain_text(say("None. Every job was done, or will be."))

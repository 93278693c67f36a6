"""First main tasks, by pressing what is on the pages: none takes more presses than it should."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.accounts.code_issuing import issue_codes
from entrepairs.conversations.actions import send_message
from entrepairs.core import hats
from entrepairs.engine import assets
from entrepairs.meetings.tests.making import a_held_meeting, a_line, a_meeting
from entrepairs.pairs.actions.wishes import open_wish
from entrepairs.pairs.models import Invitation
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.rounds.tests.making import do_the_job, joins
from entrepairs.suggestions import refresh
from entrepairs.tests.browser import PHONE, Site, browser_of_tests, committed, site
from entrepairs.vocabulary.models import Concept

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

# Every press that a person makes, kept from page to page.
COUNTING = """addEventListener("click", (event) => {
  if (event.isTrusted && event.target.closest("a, button, summary, input, select"))
    sessionStorage.presses = 1 + Number(sessionStorage.presses || 0);
}, true)"""


@contextmanager
def counted(
    site: Site, presses: int, person: Person | None = None, start: str = "/", locale: str = "en-GB"
) -> Iterator[Page]:
    """A page on a phone, from which everything is reached by pressing, so many times."""
    with site.visit(person, size=PHONE, locale=locale) as page:
        page.add_init_script(COUNTING)
        page.goto(start)
        yield page
        assert int(page.evaluate("sessionStorage.presses")) == presses


@pytest.fixture
def card(site: Site) -> str:
    """Nadia's association has handed her a card; Bruno looks for a peer and shares two things."""
    assets.compile_messages()
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


def test_from_a_paper_card_to_a_first_message_in_eleven_presses(site: Site, card: str) -> None:
    """Three to sign in, five to say one thing of oneself, two to look for a peer, one to invite."""
    with counted(site, 11) as page:
        page.locator("#code").fill(card)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Yes, I am Nadia").click()
        page.get_by_role("link", name="Not now").click()
        page.get_by_role("link", name="Start").click()
        page.get_by_role("button", name="Save and continue").click()
        page.locator("details:has(#c-street) > summary").click()
        page.locator("#c-street").check()
        page.get_by_role("button", name="Save and stop here for now").click()
        page.get_by_role("link", name="Find a peer").click()
        page.get_by_role("button", name="Start looking").click()
        page.get_by_role("button", name="Invite Bruno").click()
        expect(page.locator("main")).to_contain_text("Invitation sent to Bruno")
    with hats.system("test"):
        assert Invitation.objects.filter(by__name="Nadia", to__name="Bruno").count() == 1


def test_from_a_new_event_to_a_registration_confirmed_in_eight_presses(site: Site) -> None:
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
        organiser.get_by_role("link", name="Publish", exact=True).click()
        organiser.locator("main form:has([name=once]) .button").first.click()
        with counted(site, 2, start=event) as visitor:
            visitor.get_by_role("link", name="Register", exact=True).click()
            visitor.locator("[name=name]").fill("Ana")
            visitor.locator("main form .button").first.click()
            organiser.locator(f"main a[href='{event}registrations/']").first.click()
            organiser.get_by_role("button", name="Confirm").click()
            visitor.reload()
            expect(visitor.get_by_role("heading", level=1)).to_have_text("You have a place")


LIST = "Prénom;Réf.\nFatou;0411\nMaëlle;0412\nMaëlle;0519\nYann;0513\n"


def test_from_a_list_to_four_cards_in_four_presses_and_to_a_round_in_five(site: Site) -> None:
    """To import, to read, to add, to print; then to open a round, to work it out, to send it."""
    assets.compile_messages()
    claire, desk = site.network.people["Claire"], f"/organisations/{site.network.escale.key}/mine/"
    with counted(site, 4, claire, desk, "fr-FR") as page:
        page.locator("#cards a[href$='/import/']").click()
        page.locator("[name=file]").set_input_files(
            {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
        )
        page.get_by_role("button", name="Lire la liste").click()
        page.get_by_role("button", name="Ajouter 4 personnes").click()
        with page.expect_download() as printed:
            page.get_by_role("button", name="Imprimer 4 cartes").click()
        assert printed.value.suggested_filename == "codes-1.pdf"
    for name in ("Nora", "Inès"):
        joins(site.network, name, experience=["cancer"], language=["br"])
    with counted(site, 5, claire, desk, "fr-FR") as page:
        page.locator("main a[href^='/rounds/open/']").click()
        page.get_by_role("button", name="Ouvrir", exact=True).click()
        page.wait_for_load_state()
        do_the_job()
        page.get_by_role("button", name="Lancer le calcul").click()
        page.wait_for_load_state()
        do_the_job()
        page.get_by_role("link", name="Envoyer les invitations").click()
        page.get_by_role("button", name="Envoyer les invitations").click()
        expect(page.locator("main")).to_contain_text("Invitations envoyées")
    with hats.system("test"):
        assert Invitation.objects.filter(by__name__in=["Nora", "Inès"]).count() == 2


def test_a_peer_worker_answers_what_waits_from_the_first_screen(site: Site) -> None:
    """What Amel noted is confirmed there; her message is one press away; his day stands below."""
    amel, bruno = site.network.people["Amel"], site.network.people["Bruno"]
    a_line(a_held_meeting(site.network.pair, amel, bruno), bruno, amel, amel)
    a_meeting(site.network.pair, amel, timedelta(minutes=5), agreed_by=bruno, title="Marche")
    with hats.person(amel.pk):
        send_message(circle=site.network.pair, body="À demain", once=uuid4(), by=amel)
    with counted(site, 2, bruno) as page:
        expect(page.locator("main")).to_contain_text("Marche")
        expect(page.locator("main")).to_contain_text("You brought: listening")
        page.get_by_role("button", name="Yes, I confirm").click()
        page.go_back()
        page.get_by_role("link", name="Read", exact=False).first.click()
        expect(page.locator("main")).to_contain_text("À demain")


def test_a_user_representative_sees_the_next_sitting_without_a_press(site: Site) -> None:
    david, claire = site.network.people["David"], site.network.people["Claire"]
    with hats.system("test"):
        cdu = Circle.objects.create(kind="delegation", name="CDU du CHU")
        Membership.objects.create(circle=cdu, person=david)
    a_meeting(cdu, david, timedelta(days=9), agreed_by=claire, title="Séance de la CDU")
    with counted(site, 1, david) as page:
        expect(page.locator("main")).to_contain_text("Séance de la CDU")
        page.get_by_role("link", name="Séance de la CDU").first.click()
        expect(page.locator("main")).to_contain_text("Écluse Saint-Martin")

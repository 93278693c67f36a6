"""A round from its opening to a pair, in a browser: with scripts in English, without in French; and
its pages well made."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.people.models import Circle, Facet, Membership, Person
from entrepairs.rounds.models import Hint, Round
from entrepairs.rounds.tests.making import be_in, do_the_job, joins
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "open": "Open a matching round",
        "open it": "Open",
        "work": "Start the calculation",
        "aside": "Leave out",
        "release": "Send the invitations",
        "sure": "Send the invitations",
        "yes": "Yes, get to know each other",
        "kept": "Your yes is saved",
        "peers": "You and David are peers",
        "cancel": "Cancel this matching round",
        "sure to cancel": "Cancel this matching round",
        "cancelled": "Cancelled",
    },
    "fr": {
        "open": "Ouvrir une mise en relation collective",
        "open it": "Ouvrir",
        "work": "Lancer le calcul",
        "aside": "Écarter",
        "release": "Envoyer les invitations",
        "sure": "Envoyer les invitations",
        "yes": "Oui, faire connaissance",
        "kept": "Votre oui est enregistré",
        "peers": "David",
        "cancel": "Annuler cette mise en relation",
        "sure to cancel": "Annuler cette mise en relation",
        "cancelled": "Annulé",
    },
}


@pytest.fixture
def waiting(site: Site) -> Site:
    """Amel, David and two others wish to meet someone, and may be in the rounds of L'Escale."""
    network = site.network
    for name in ("Nora", "Ines"):
        joins(network, name, experience=["cancer"], language=["br"])
    with hats.system("test"):
        for name in ("Amel", "David"):
            person = network.people[name]
            be_in(network, person)
            for kind, key in (("experience", "street"), ("language", "fr")):
                concept = vocabulary.concept_by_key(kind, key).id
                Facet.objects.create(person=person, kind=kind, concept_id=concept, audience=4)
    return site


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).or_(
        page.get_by_role("link", name=words, exact=True)
    ).first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("language", "look"),
    [
        ("en", {"size": DESK, "locale": "en-GB"}),
        ("fr", {"size": PHONE, "locale": "fr-FR", "java_script_enabled": False}),
    ],
    ids=["with-scripts", "without-scripts-in-french"],
)
def test_a_coordinator_makes_a_round_and_two_people_become_peers(
    waiting: Site, language: str, look: dict[str, Any]
) -> None:
    people, say = waiting.network.people, WORDS[language]
    with waiting.visit(people["Claire"], **look) as page:
        page.goto(f"/organisations/{waiting.network.escale.key}/mine/")
        page.locator("main a[href='/rounds/']").click()
        page.locator("main a[href^='/rounds/open/']").first.click()
        press(page, say["open it"])
        path = page.url
        do_the_job()
        press(page, say["work"])
        expect(page.locator("progress")).to_have_count(1)
        do_the_job()
        if "java_script_enabled" in look:
            page.goto(path)
        expect(page.locator("main li.card h2")).to_have_count(
            2
        )  # with scripts, the page comes by itself
        card = page.locator("main li.card", has_text="Nora")
        card.get_by_role("button").click()
        expect(card.locator(".tag")).to_have_count(1)
        press(page, say["release"])
        press(page, say["sure"])
        expect(page.locator("main")).not_to_contain_text("David")
    says_yes(waiting, people["Amel"], look, say["yes"], say["kept"])
    says_yes(waiting, people["David"], look, say["yes"], "Amel")
    with waiting.visit(people["Amel"], **look) as page:
        page.goto("/pairs/")
        expect(page.locator("main")).to_contain_text("David")


def test_around_a_team_each_is_invited_with_one_of_its_peer_workers(waiting: Site) -> None:
    people, escale, say = waiting.network.people, waiting.network.escale, WORDS["fr"]
    with hats.system("test"):
        team = Circle.objects.create(kind="team", name="Équipe mobile", organisation=escale)
        role = Concept.objects.get(scheme="role", key="peer_worker")
        Membership.objects.create(circle=team, person=people["Bruno"], role=role)
        be_in(waiting.network, people["Bruno"], room_for=3)
    with waiting.visit(people["Claire"], size=PHONE, locale="fr-FR") as page:
        page.goto(f"/rounds/open/{escale.key}/")
        page.get_by_text("Équipe mobile").click()
        press(page, say["open it"])
        do_the_job()
        press(page, say["work"])
        do_the_job()
        expect(page.locator("main li.card h2")).to_have_count(3)
        for card in page.locator("main li.card h2").all():
            expect(card).to_contain_text("Bruno")


def says_yes(site: Site, person: Person, look: dict[str, Any], yes: str, answer: str) -> None:
    with site.visit(person, **look) as page:
        page.goto("/pairs/invitations/")
        press(page, yes)
        expect(page.locator("main, .flash").filter(has_text=answer).first).to_be_visible()


WHO_WAITS = {"total": 40, "parts": {"can": 28, "time:2": 12}, "rest": False}
GROUP = {"people": 14, "waited": 12.0, "met": None, "met_waited": None, "still_waiting": None}
WHO_WAITED = {
    "waits": [
        GROUP | {"kind": "place", "group": "Rennes"},
        GROUP | {"kind": "experience", "group": ""},
    ]
}


@pytest.mark.nightly
@each_look
def test_the_pages_about_rounds_are_well_made(waiting: Site, look: dict[str, Any]) -> None:
    people, escale = waiting.network.people, waiting.network.escale
    with hats.system("test"):
        one = Round.objects.create(organisation=escale, seed=1)
    with waiting.visit(people["Claire"], **look) as page:

        def look_at(*paths: str) -> None:
            for path in paths:
                assert page.goto(path).status == 200, path  # type: ignore[union-attr]
                assert faults(page) == [], path

        def becomes(**values: Any) -> None:
            # A page that shows progress would be read again while another is gone to.
            page.goto("about:blank")
            with hats.system("test"):
                Round.objects.filter(pk=one.pk).update(**values)

        look_at("/rounds/", one.path, f"/rounds/open/{escale.key}/")
        becomes(figures={"waiting": WHO_WAITS})
        look_at(one.path)
        becomes(state="computing", attempt=1, percent=30, beat_at="2100-01-01T00:00Z")
        look_at(one.path)
        becomes(state="failed", trouble="unforeseen")
        look_at(one.path, f"{one.path}cancel/")
        becomes(state="computing")
        do_the_job()
        look_at(one.path, f"{one.path}release/")
        becomes(state="released", ended_at="2026-11-01T00:00Z", figures=WHO_WAITED)
        look_at(one.path)
    with hats.system("test"):
        amel = people["Amel"]
        Hint.objects.create(round=one, organisation=escale, person=amel, change="turn")
    with waiting.visit(amel, **look) as page:
        look_at_hers = page.goto("/pairs/looking/")
        assert look_at_hers is not None
        assert faults(page) == []

"""The pages of weights in a browser, by day and by night, in both languages; without scripts they
work the same."""

from typing import Any

import pytest
from playwright.sync_api import expect

from entrepairs.core import hats
from entrepairs.matching.bounds import BOUNDS
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.rounds.models import Round
from entrepairs.suggestions.models import LearningFigures, Outcome, Weights
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)
from entrepairs.vocabulary import queries as vocabulary

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

BIN = {
    "low": 0.2,
    "high": 0.3,
    "pairs": 60,
    "predicted": 0.25,
    "observed": 0.4,
    "interval": [0.3, 0.5],
}
GROUP = {
    "kind": "place",
    "group": "Rennes",
    "people": 14,
    "met": None,
    "waited": 12.0,
    "met_waited": None,
    "still_waiting": None,
}


def fill(site: Site) -> str:
    """Twelve people who wish to meet someone, and what the answers told."""
    escale = site.network.escale
    with hats.system("test"):
        people = Person.objects.bulk_create(Person(name=f"P{n}", audience=0) for n in range(12))
        concept = vocabulary.concept_by_key("experience", "street").id
        Affiliation.objects.bulk_create(
            Affiliation(person=person, organisation=escale) for person in people
        )
        Wish.objects.bulk_create(Wish(person=person) for person in people)
        Facet.objects.bulk_create(
            Facet(person=person, kind="experience", concept_id=concept, audience=4)
            for person in people
        )
        suggested = {name: bound.default for name, bound in BOUNDS.items()} | {
            "shared": 3.4,
            "up_to": 1,
        }
        Weights.objects.create(organisation=escale, learning="suggest", suggested=suggested)
        LearningFigures.objects.create(
            organisation=escale,
            answers=230,
            bins=[BIN],
            waiting=[GROUP, GROUP | {"kind": "experience", "group": str(concept)}],
        )
        waits = [GROUP, GROUP | {"kind": "experience", "group": str(concept), "met": 1.0}]
        ended: dict[str, Any] = {"state": Round.State.RELEASED, "ended_at": "2026-11-01T00:00Z"}
        Round.objects.create(organisation=escale, seed=1, figures={"waits": waits}, **ended)
        assert not Outcome.objects.exists()
    return f"/organisations/{escale.key}/matching-settings/"


LOOKS: list[dict[str, Any]] = [
    {"size": PHONE, "locale": "fr-FR"},
    {"size": DESK, "locale": "en-GB"},
]


def test_weights_are_tried_saved_and_learnt_from(site: Site) -> None:
    address = fill(site)
    claire = site.network.people["Claire"]
    for look in LOOKS:
        with site.visit(claire, **look) as page:
            for path in (address, address + "learnt/", address + "reset/"):
                page.goto(path)
                assert faults(page) == [], path
    with site.visit(claire, size=DESK, java_script_enabled=False, locale="en-GB") as page:
        page.goto(address)
        page.get_by_label("What both lived through", exact=True).fill("1")
        page.get_by_role("button", name="See what would change").click()
        expect(page.get_by_text("There are at least 10 people")).to_be_visible()
        expect(page.get_by_label("What both lived through", exact=True)).to_have_value("1")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved. We now suggest")).to_be_visible()
        expect(page.get_by_text("chosen · Claire")).to_be_visible()

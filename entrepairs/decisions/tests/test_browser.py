"""Decisions in a browser: every page well made; from a proposal to its adoption, an objection
lifted, with and without scripts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.decisions.actions.proposals import close_answers
from entrepairs.decisions.models import Decision
from entrepairs.decisions.tests.making import answered, last_of, proposed
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.tests.browser import (
    PHONE,
    Site,
    browser_of_tests,
    committed,
    each_look,
    faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


@pytest.fixture
def deciding(site: Site) -> tuple[Site, Group]:
    """Amel's group, in which David is and which Bruno visits."""
    people = site.network.people
    group = group_of(people["Amel"], people["David"])
    visiting(group, people["Bruno"], days=5)
    return site, group


def closed(group: Group, site: Site, choice: str) -> Decision:
    people = site.network.people
    decision = proposed(group, people["Amel"])
    answered(decision, people["Amel"])
    answered(decision, people["David"], choice)
    with hats.person(people["Amel"].pk):
        close_answers(version=last_of(decision), once=None, by=people["Amel"])
    return decision


@pytest.mark.nightly
@each_look
def test_the_pages_are_well_made(deciding: tuple[Site, Group], look: dict[str, Any]) -> None:
    here, group = deciding
    people = here.network.people
    going, adopted = proposed(group, people["Amel"]), closed(group, here, "live")
    objected = closed(group, here, "objection")
    paths = [group.path, *(f"{group.path}decisions/{tab}" for tab in ("", "new/"))]
    paths += [one.path for one in (going, adopted, objected)]
    paths += [f"{going.path}remarks/", f"{going.path}withdraw/", f"{objected.path}amend/"]
    visits = [(people["Amel"], paths), (people["Bruno"], [group.path, going.path])]
    for person, mine in visits:
        with here.visit(person, **look) as page:
            for path in mine:
                answer = page.goto(path)
                assert answer is not None
                assert answer.status == 200, path
                assert faults(page) == [], path


def propose(page: Page, group: Group) -> None:
    def day(number: int) -> str:
        return (timezone.localdate() + timedelta(days=number)).isoformat()

    page.goto(group.path)
    page.get_by_role("link", name="Propose something").first.click()
    page.get_by_label("The question").fill("Ouvrir le dimanche ?")
    page.get_by_label("What you propose").fill("De 14 h à 17 h")
    page.get_by_label("Questions until").fill("")
    page.get_by_label("Answers until").fill(day(7))
    page.get_by_label("Adopted until").fill(day(90))
    page.get_by_role("button", name="Put it before the group").click()
    page.get_by_role("link", name="Ouvrir le dimanche ?").click()


def answer(page: Page, choice: str, words: str = "") -> None:
    page.get_by_label(choice).check()
    if words:
        page.get_by_label("What you want to say to the group").fill(words)
    page.get_by_role("button", name="Answer without my name").click()
    expect(page.get_by_text("You have answered without your name")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_proposal_is_adopted_once_an_objection_is_lifted(
    deciding: tuple[Site, Group], scripts: bool
) -> None:
    here, group = deciding
    people = here.network.people
    look: dict[str, Any] = {"size": PHONE, "java_script_enabled": scripts}
    with here.visit(people["Amel"], **look) as amel, here.visit(people["David"], **look) as david:
        propose(amel, group)
        answer(amel, "Yes, it suits me")
        david.goto(amel.url)
        answer(david, "I have an objection", "Qui tient la clé ?")
        david.get_by_role("button", name="Close the answers now").click()
        expect(david.get_by_text("Qui tient la clé ?").first).to_be_visible()
        david.get_by_role("link", name="Write a new version").click()
        david.get_by_label("What you propose").fill("De 14 h à 17 h, deux membres tiennent la clé")
        david.get_by_label("What changes").fill("La clé")
        david.get_by_role("button", name="Put it before the group").click()
        answer(david, "Yes, it suits me")
        amel.goto(david.url)
        answer(amel, "I can live with it")
        amel.get_by_role("button", name="Close the answers now").click()
        expect(amel.get_by_text("Nobody had a serious objection.")).to_be_visible()
        amel.goto(group.path)
        expect(amel.get_by_text("deux membres tiennent la clé")).to_be_visible()

"""From a code on paper to the first mirror: two people who did not know each other, each in a
browser.

The same journey in French and in English, with scripts and without.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.core import hats
from entrepairs.pairs.actions.wishes import open_wish
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.models import Affiliation, Circle, Person
from entrepairs.tests.browser import PHONE, Site, browser_of_tests, committed, site, violations
from entrepairs.vocabulary.models import Concept

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


@dataclass
class Scene:
    site: Site
    bruno: Person
    code: str
    options: dict[str, Any]

    def check(self, *pages: Page) -> None:
        """axe is a script: it has nothing to say to a browser without."""
        if self.options["java_script_enabled"]:
            assert [fault for page in pages for fault in violations(page)] == []

    def as_(self, person: Person | None) -> Any:
        return self.site.visit(person, size=PHONE, **self.options)


@pytest.fixture(params=["fr-FR", "en-GB"], ids=["french", "english"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scene(request: pytest.FixtureRequest, site: Site, language: str) -> Scene:
    """Nadia's association has printed her a code; Bruno wishes to meet someone, and has told three
    things."""
    bruno = site.network.people["Bruno"]
    with hats.system("test"):
        nadia = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=nadia, organisation=site.network.escale)
        told = [
            Concept.objects.get(scheme=s, key=k)
            for s, k in (("experience", "street"), ("support", "listening"))
        ]
    with hats.person(bruno.pk):
        tell_facet(by=bruno, kind="experience", concept=told[0], audience=4)
        tell_facet(by=bruno, kind="need", concept=told[1], audience=4)
        open_wish(words="", audience=4, room_for=1, once=None, by=bruno)
    (code,) = issue_codes(people=[nadia], by=None)
    return Scene(site, bruno, code, {"locale": language, "java_script_enabled": request.param})


def send(page: Page, form: str = "main form") -> None:
    page.locator(f"{form} button.button").first.click()
    page.wait_for_load_state()


def choose(page: Page, step: str, key: str) -> None:
    """Answer one question of the first conversation, for the network to see."""
    page.goto(f"/welcome/{step}/")
    group = page.locator(f"details:has(#c-{key})")
    if group.count() and not group.first.evaluate("one => one.open"):
        group.first.locator("summary").first.click()
    page.locator(f"#c-{key}").check()
    page.select_option("select[name=audience]", "4")
    page.locator("button[value=save]").click()
    page.wait_for_load_state()


def come_in(page: Page, code: str) -> None:
    page.goto("/enter/code/")
    page.fill("input[name=code]", code.lower().replace("-", " "))
    send(page)
    page.locator("button[name=yes]").click()
    page.wait_for_load_state()
    page.goto("/account/words/")
    send(page)


def test_from_a_code_on_paper_to_the_same_mirror(scene: Scene) -> None:
    with scene.as_(None) as nadia, scene.as_(scene.bruno) as bruno:
        come_in(nadia, scene.code)
        for step, key in (("experiences", "street"), ("offers", "listening"), ("languages", "fr")):
            choose(nadia, step, key)
        invite(nadia, scene.bruno)
        scene.check(nadia)
        pair = say_yes_and_answer(bruno)
        nadia.goto(pair)
        expect(nadia.locator("main")).to_contain_text("Bienvenue !")
        scene.check(nadia, bruno)
        three_days_later()
        meeting = plan(bruno, pair)
        agree(nadia, meeting)
        note(nadia, meeting)
        confirm(bruno, meeting)
        scene.check(nadia, bruno)
        hers, his = mirror(nadia, pair), mirror(bruno, pair)
        assert hers == his[::-1]
        assert hers == ["1 h", "30 min"]


def invite(page: Page, to: Person) -> None:
    page.goto("/pairs/looking/")
    page.locator("input[name=audience][value='4']").check()
    send(page)
    page.goto("/pairs/suggestions/")
    page.locator(f"a[href='/pairs/invite/{to.key}/']").first.click()
    page.fill("textarea[name=words]", "Bonjour Bruno")
    send(page)


def say_yes_and_answer(page: Page) -> str:
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Nadia")
    page.locator("form[action*='/yes/'] button").first.click()
    page.wait_for_url("**/pairs/**")
    with hats.system("test"):
        pair = Circle.objects.filter(kind="pair", memberships__person__name="Nadia").get()
    page.goto(pair.path)
    page.fill("textarea[name=body]", "Bienvenue !")
    send(page, "form:has(textarea[name=body])")
    expect(page.locator("main")).to_contain_text("Bienvenue !")
    return pair.path


def three_days_later() -> None:
    """Time passes: they have been a pair for three days."""
    before = timezone.now() - timedelta(days=3)
    with hats.system("test"):
        pair = Circle.objects.get(kind="pair", memberships__person__name="Nadia")
        Circle.objects.filter(pk=pair.pk).update(started_at=before)
        pair.memberships.update(since=before)


def plan(page: Page, pair: str) -> str:
    """Yesterday's: noted at once, without waiting for a day to come."""
    page.goto(f"/meetings/new/?circle={pair.split('/')[-2]}")
    page.fill("input[name=day]", (timezone.localdate() - timedelta(days=1)).isoformat())
    page.fill("input[name=clock]", "14:00")
    page.locator("input[name=means][value=in_person]").check()
    page.fill("input[name=where]", "Parc du Thabor")
    send(page, "form:has(input[name=day])")
    with hats.system("test"):
        return Circle.objects.get(key=pair.split("/")[-2]).meetings.get().path


def agree(page: Page, meeting: str) -> None:
    """Yes, they met."""
    page.goto(meeting)
    page.locator("form[action*='/accept/'] button").first.click()
    page.wait_for_load_state()


def note(page: Page, meeting: str) -> None:
    """An hour of listening given, half an hour received: twenty seconds."""
    page.goto(f"{meeting}note/")
    for side, minutes in (("given", "60"), ("received", "30")):
        page.locator(f"input[name={side}]").first.check()
        page.locator(f"input[name={side}_minutes][value='{minutes}']").check()
    send(page, "form:has(input[name=given])")


def confirm(page: Page, meeting: str) -> None:
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Nadia")
    page.goto(meeting)
    page.locator("form[action*='/confirm/'] button").first.click()
    page.wait_for_load_state()


def mirror(page: Page, pair: str) -> list[str]:
    """Given and received in all, as this person's mirror of the pair says it."""
    page.goto(f"{pair}mirror/")
    return [
        " ".join(cell.split())
        for cell in page.locator("[aria-labelledby=given-received] dd").all_inner_texts()
    ]

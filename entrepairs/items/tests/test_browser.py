"""Items in a browser: every page well made; a representative leads one from what was said to what
is told back, in both languages."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entrepairs.items.tests.making import delegation, led, said
from entrepairs.mandates.models import Body
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser
ITEM = re.compile(r"[0-9]/items/\w{14}/$")
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "What should change, in one line",
        "send": "Send to the delegation",
        "carry": "I carry it",
        "agenda": "Put it on the agenda",
        "answered": "Write the answer",
        "decided": "Write the decision",
        "done": "Write what was done",
        "told": "Tell it back",
        "yes": "yes",
        "reasons": "The answer and its reasons, in their words",
        "tell": "What you tell those who said it",
        "save": "Save",
        "hears": "Something you said takes a step",
    },
    "fr": {
        "title": "Ce qui devrait changer, en une ligne",
        "send": "Envoyer à la délégation",
        "carry": "Je porte ce sujet",
        "agenda": "Inscrire à l’ordre du jour",
        "answered": "Écrire la réponse",
        "decided": "Écrire la décision",
        "done": "Écrire ce qui a été fait",
        "told": "Raconter la suite",
        "yes": "oui",
        "reasons": "La réponse et ses raisons, dans leurs mots",
        "tell": "Ce que vous racontez aux personnes qui l’ont dit",
        "save": "Enregistrer",
        "hears": "Un sujet que vous avez confié avance",
    },
}


@pytest.fixture
def sitting(site: Site) -> tuple[Site, Body]:
    """David sits there."""
    people = site.network.people
    return site, delegation(site.network.escale, people["Claire"], people["David"])


def press(page: Page, words: str) -> None:
    """A link or a button of the page itself."""
    main = page.locator("main")
    main.get_by_role("button", name=words).or_(main.get_by_role("link", name=words)).first.click()


def lead(page: Page, words: dict[str, str]) -> None:
    press(page, words["carry"])
    for kind in ("agenda", "answered", "decided", "done", "told"):
        press(page, words[kind])
        assert faults(page) == [], kind
        if kind in ("answered", "decided"):
            page.get_by_label(words["yes"], exact=True).check()
        if kind == "answered":
            page.get_by_label(words["reasons"]).fill("Les affiches datent de 2017")
        if kind == "told":
            page.get_by_label(words["tell"]).fill("Les affiches sont là")
        press(page, words["save"])
    expect(page.get_by_text("Les affiches sont là")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "look"),
    [
        ("fr", {"size": PHONE, "locale": "fr-FR"}),
        ("en", {"size": DESK, "locale": "en-GB"}),
    ],
    ids=["phone-french", "desk-english"],
)
def test_a_representative_leads_what_was_said_to_what_is_told_back(
    sitting: tuple[Site, Body], language: str, look: dict[str, Any]
) -> None:
    (here, body), words = sitting, WORDS[language]
    people = here.network.people
    shared = led(said(body, people["Claire"]), people["David"], "decided")
    with here.visit(people["Amel"], **look) as amel, here.visit(people["David"], **look) as david:
        amel.goto(f"{body.path}items/new/")
        amel.get_by_label(words["title"]).fill("Rendre les téléphones le soir")
        press(amel, words["send"])
        amel.wait_for_url(ITEM)
        path = amel.url
        david.goto(path)
        lead(david, words)
        amel.goto("/today/")
        expect(amel.get_by_text(words["hears"]).first).to_be_visible()
        lists = ["/items/", "/items/delegations/", "/items/search/?q=heures", "/items/new/"]
        of_it = [f"{shared.path}{one}/" for one in ("merge", "erase", "share", "words", "follow")]
        for one in [
            path,
            shared.path,
            *lists,
            *of_it,
            body.path,
            f"{body.path}items/",
            "/outcomes/",
        ]:
            answer = david.goto(one)
            assert answer is not None
            assert answer.status == 200, one
            assert faults(david) == [], one

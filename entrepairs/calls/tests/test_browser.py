"""The whole life of a call in a browser, from opening it to the programme."""

from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from entrepairs.calls import notifications
from entrepairs.calls.models import ReviewAssignment
from entrepairs.calls.tests.calling import DAY
from entrepairs.core import hats
from entrepairs.events.models import Event, Talk
from entrepairs.events.tests.making import an_event
from entrepairs.people.models import Person
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    sideways,
    site,
    too_small,
    violations,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def fit(page: Page) -> None:
    """For everyone: nothing for axe to say, nothing too small, nothing beside the screen."""
    assert (violations(page), too_small(page), sideways(page)) == ([], [], 0), page.url


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def a_day(site: Site) -> Event:
    people = site.network.people
    from django.utils import timezone

    day = timezone.localdate() + 60 * DAY
    return an_event(
        site.network.escale, people["Claire"], people["David"], starts_on=day, ends_on=day
    )


def opened(site: Site, event: Event) -> None:
    """Claire opens the call, and asks Amel; David reads too, who prepares the event with her."""
    with site.visit(site.network.people["Claire"], size=DESK, locale="en-GB") as page:
        page.goto(f"{event.path}prepare/call/")
        fit(page)
        page.get_by_role("link", name="Open a call").click()
        page.fill("[name=words_en]", "Tell what you have learnt.")
        page.fill("[name=closes_on]", (event.starts_on - 10 * DAY).isoformat())
        fit(page)
        press(page, "Open a call")
        expect(page.get_by_role("heading", level=1)).to_have_text("What is asked for")
        fit(page)
        for name in ("Amel", "David"):
            page.goto(f"{event.path}prepare/call/readers/?q={name}")
            page.get_by_role("button", name=f"Ask {name}").click()
        expect(page.locator("main")).to_contain_text("2 reviewers are missing")
        fit(page)
    for name in ("Amel", "David"):
        with site.visit(
            site.network.people[name], size=PHONE, scheme="dark", java_script_enabled=False
        ) as page:
            page.goto("/events/contributions/")
            page.locator("a[href^='/events/reader/']").click()
            press(page, "Yes, I will review")


def offered(site: Site, event: Event) -> None:
    with site.visit(size=PHONE, locale="fr-FR", java_script_enabled=False) as page:
        page.goto(event.path)
        page.get_by_role("link", name="Appel à contributions").click()
        page.get_by_role("link", name="Proposer une contribution").click()
        page.fill("[name=title]", "Marcher à deux")
        page.fill("[name=summary]", "Ce que six mois de promenades m’ont appris.")
        page.fill("[name=name_1]", "Zoé Le Goff")
        page.fill("[name=mail]", "zoe@mail.example")
        press(page, "Plus d’auteurs")
        expect(page.locator("[name=name_4]")).to_be_visible()
        page.get_by_label("Communication (20 minutes)").check()
        press(page, "Envoyer")
        expect(page.get_by_role("heading", level=1)).to_have_text("Marcher à deux")
    notifications.tell_submitters()


def page_of_the_author() -> str:
    """As the last mail tells it."""
    lines = str(mail.outbox[-1].body).split()
    return next(line for line in lines if "/events/contribution/" in line).partition("/events/")[2]


def reviewed(site: Site, person: Person, advice: str) -> None:
    with hats.system("test"):
        path = ReviewAssignment.objects.get(reader__person=person).path
    with site.visit(person, size=PHONE, locale="en-GB") as page:
        page.goto(path)
        expect(page.locator("main")).not_to_contain_text("Zoé")
        fit(page)
        page.get_by_label(advice, exact=True).check()
        page.fill("[name=for_authors]", "Très vivant.")
        press(page, "Save my review")
        expect(page.locator("main")).to_contain_text("You have reviewed everything")
        fit(page)


def decided(site: Site, event: Event) -> None:
    with site.visit(
        site.network.people["Claire"], size=DESK, scheme="dark", locale="en-GB"
    ) as page:
        page.goto(f"{event.path}prepare/call/contributions/")
        expect(page.locator("main")).to_contain_text("2 of 2 reviews")
        page.locator("[name=one]").check()
        fit(page)
        press(page, "Decide")
        page.get_by_role("link", name="Marcher à deux").click()
        fit(page)
        page.goto(f"{event.path}prepare/call/letters/")
        fit(page)
        page.goto(f"{event.path}prepare/call/contributions/tell/")
        expect(page.locator("main")).to_contain_text(
            "Votre contribution « Marcher à deux » est acceptée"
        )
        fit(page)
        press(page, "Send the answers")
        expect(page.locator("main")).to_contain_text("accepted")
    notifications.tell_submitters()


def test_from_an_open_call_to_the_programme(site: Site, settings: Any) -> None:
    settings.ORIGIN = "https://pairs.example"
    event, people = a_day(site), site.network.people
    opened(site, event)
    offered(site, event)
    with site.visit(people["Claire"], java_script_enabled=False) as page:
        page.goto(f"{event.path}prepare/call/readers/")
        press(page, "Share out the waiting contributions")
    reviewed(site, people["Amel"], "accept")
    reviewed(site, people["David"], "accept with changes")
    decided(site, event)
    assert [letter.subject for letter in mail.outbox] == [
        "Nous avons bien reçu votre contribution",
        "Votre contribution a une réponse",
    ]
    with site.visit(size=PHONE, locale="fr-FR") as page:
        page.goto(f"/events/{page_of_the_author()}")
        expect(page.locator("main")).to_contain_text("Très vivant.")
        fit(page)
        press(page, "Je viendrai")
        expect(page.locator("main")).to_contain_text("Vous viendrez.")
        page.goto(f"{event.path}call/offer/")
        fit(page)
        page.goto(f"{event.path}call/")
        fit(page)
    with site.visit(people["Claire"], size=PHONE, locale="en-GB") as page:
        page.goto(f"{event.path}prepare/call/contributions/place/")
        press(page, "Add them to the programme")
        page.goto(f"{event.path}prepare/call/")
        fit(page)
        page.goto(event.path)
        expect(page.locator("#programme")).to_contain_text("Marcher à deux")
    with hats.system("test"):
        assert Talk.objects.get().speakings.get().speaker.name == "Zoé Le Goff"

"""The public pages in a real browser: on a phone and a desk, light and dark, with and without
scripts."""

import datetime as dt
import gzip
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import (
    a_large_event,
    a_material,
    a_session,
    a_speaker,
    a_study_day,
    a_talk,
    an_event,
)
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    sideways,
    site,
    too_small,
    violations,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def a_day(site: Site) -> Event:
    """A study day with all that one may have, one that is going on, and one cancelled."""
    network = site.network
    day = a_study_day(
        network.escale,
        about_fr="Une journée pour dire ce que l’expérience apprend.",
        sign_language=True,
        captions=True,
        for_whom_fr="Toute personne concernée",
        link="https://example.org/direct",
        capacity=80,
    )
    a_material(day, "Affiche")
    now, hour = timezone.now(), dt.timedelta(hours=1)
    today = timezone.localdate()
    live = an_event(
        network.escale,
        title_fr="Aujourd’hui",
        starts_on=today,
        ends_on=today + dt.timedelta(days=1),
    )
    a_session(live, title_fr="En cours", starts_at=now - hour, ends_at=now + hour)
    a_session(live, title_fr="Et ensuite", starts_at=now + hour, ends_at=now + 2 * hour)
    a_session(live, title_fr="Un jour")
    an_event(
        network.escale,
        state="cancelled",
        starts_on=dt.date(2019, 1, 2),
        ends_on=dt.date(2019, 1, 2),
    )
    return day


def pages(day: Event) -> list[str]:
    with hats.system("test"):
        live = Event.objects.get(title_fr="Aujourd’hui")
        cancelled = Event.objects.get(state="cancelled")
        session = day.sessions.get(title_fr="Ce que savent les pairs")
        talk, speaker = session.talks.get(not_recorded=True), day.speakers.all()[0]
    return [
        "/events/",
        day.path,
        live.path,
        cancelled.path,
        session.path,
        talk.path,
        speaker.path,
        f"{day.path}mine/",
        f"{day.path}mine/?kept={session.key}",
    ]


def watched(page: Page) -> list[str]:
    """What the browser complains of: a policy that is broken, a file that is not there."""
    found: list[str] = []
    page.on(
        "console",
        lambda line: found.append(line.text) if line.type in {"error", "warning"} else None,
    )
    return found


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("who", "size", "language", "scripts"),
    [
        (None, PHONE, "fr-FR", False),
        (None, DESK, "en-GB", True),
        ("Amel", PHONE, "fr-FR", True),
    ],
)
def test_every_page_can_be_read_by_everyone(
    site: Site, who: str | None, size: Any, language: str, scripts: bool
) -> None:
    paths = pages(a_day(site))
    person = site.network.people[who] if who else None
    with site.visit(person, size=size, locale=language, java_script_enabled=scripts) as page:
        complaints = watched(page)
        for path in paths:
            page.goto(path)
            assert page.locator("h1").count() == 1, path
            assert page.locator("html").get_attribute("lang") == language[:2]
            wrong = (
                faults(page)
                if scripts
                else [*too_small(page), *[sideways(page)] * (sideways(page) > 0)]
            )
            assert wrong == [], path
        assert complaints == []


def test_without_scripts_a_stranger_is_offered_nothing_that_does_not_work(site: Site) -> None:
    day = a_study_day(site.network.escale)
    with site.visit(java_script_enabled=False) as page:
        page.goto(day.path)
        assert page.get_by_role("button", name="Add to my programme").count() == 0
        assert page.get_by_role("link", name="My programme").count() == 0


def test_a_stranger_s_programme_is_kept_in_their_browser(site: Site) -> None:
    day = a_study_day(site.network.escale)
    with site.visit(size=PHONE) as page:
        page.goto(day.path)
        assert page.get_by_role("link", name="My programme").count() == 0
        page.get_by_role("listitem").filter(has_text="Écrire ensemble").get_by_role(
            "button", name="Add to my programme"
        ).click()
        expect(page.get_by_role("button", name="Added")).to_have_count(1)
        page.reload()
        expect(page.get_by_role("button", name="Added")).to_have_count(1)
        assert violations(page) == []
        page.get_by_role("link", name="My programme").click()
        expect(page.get_by_role("heading", name="Écrire ensemble")).to_be_visible()
        assert page.get_by_role("heading", name="Travailler comme pair").count() == 0
        page.goto(f"{day.path}mine/")  # the address alone finds it again
        expect(page.get_by_role("heading", name="Écrire ensemble")).to_be_visible()
        page.get_by_role("button", name="Added").click()
        expect(page.get_by_role("button", name="Add to my programme")).to_have_count(1)
        page.goto(f"{day.path}mine/")
        expect(page.get_by_text("Your programme is empty")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_one_press_keeps_a_session_in_one_s_account(site: Site, scripts: bool) -> None:
    day = a_study_day(site.network.escale)
    with site.visit(site.network.people["Amel"], java_script_enabled=scripts) as page:
        page.goto(day.path)
        workshop = page.locator("li.session").filter(has_text="Écrire ensemble")
        workshop.get_by_role("button", name="Add to my programme").click()
        expect(workshop.get_by_role("button", name="Added")).to_be_visible()
        page.get_by_role("link", name="My programme").click()
        expect(page.get_by_role("heading", name="Écrire ensemble")).to_be_visible()
        page.get_by_role("button", name="Added").click()
        expect(
            page.get_by_role("button", name="Add to my programme" if scripts else "Added")
        ).to_have_count(1 if scripts else 0)


def test_a_long_programme_is_read_by_day_hours_and_track(site: Site) -> None:
    event = a_large_event(site.network.escale, talks=300)
    with site.visit(size=PHONE) as page:
        sizes: list[int] = []
        page.on(
            "response",
            lambda answer: sizes.append(len(answer.body())) if "/events/" in answer.url else None,
        )
        page.goto(event.path)
        assert violations(page) == []
        assert sideways(page) == 0
        page.get_by_role("navigation", name="Days").get_by_role("link", name="13").click()
        expect(page).to_have_url(f"{site.url}{event.path}?day=2083-05-13")
        hours = page.get_by_role("navigation", name="Times").get_by_role("link").nth(1)
        hours.click()
        expect(hours).to_have_attribute("aria-current", re.compile("page|true"))
        expect(page.locator("li.session")).to_have_count(30)
        expect(page.get_by_role("button", name="Add to my programme").first).to_be_visible()
        page.get_by_label("Track").select_option(label="Track number 5")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**track=*")
        expect(page.locator("li.session")).to_have_count(3)
        assert violations(page) == []


def test_a_phone_spends_little_on_a_thousand_talks(site: Site) -> None:
    """Under 100 KB at the first visit, weighed as gzip makes it; under 60 KB once the stylesheet,
    the scripts and the font are there, which this server does not compress."""
    event = a_large_event(site.network.escale)
    with site.visit(size=PHONE) as page:
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url))
        page.goto(event.path)
        page.wait_for_load_state("networkidle")
        bodies = {url: page.request.get(url).body() for url in asked}
        weights = {
            url: len(body if url.endswith("woff2") else gzip.compress(body))
            for url, body in bodies.items()
        }
        assert any(url.endswith("woff2") for url in weights)
        assert sum(weights.values()) < 100_000, weights
    with site.visit(size=PHONE) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        page.goto("/library/")
        spent: list[float] = []
        session.on("Network.loadingFinished", lambda told: spent.append(told["encodedDataLength"]))
        page.goto(event.path)
        page.wait_for_load_state("networkidle")
        assert 0 < sum(spent) < 60_000


def test_long_words_and_right_to_left_names_stay_in_the_page(site: Site) -> None:
    event = an_event(
        site.network.escale, title_fr="Anticonstitutionnellement" * 12, venue="M" * 200
    )
    session = a_session(event, title_fr="W" * 300)
    a_talk(session, a_speaker(event, "ي" * 300), title_fr="x" * 300)
    with site.visit(size=PHONE) as page:
        for path in (event.path, session.path, "/events/"):
            page.goto(path)
            assert sideways(page) == 0, path

"""Recordings in a real browser: a time is pressed and heard, a yes is taken back, with scripts and
without."""

import pytest
from playwright.sync_api import expect

from entrepairs import testing
from entrepairs.core import hats
from entrepairs.drafts.tests.making import pictured_events
from entrepairs.library.tests.making import a_series, many
from entrepairs.recordings.models import Consent
from entrepairs.recordings.tests.making import (
    a_long_transcript,
    asked,
    heard_by_all,
    pictured,
    recording,
)
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    first_weight,
    sideways,
    site,
    too_small,
    violations,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def test_a_time_is_pressed_and_a_yes_taken_back(site: Site) -> None:
    claire, amel, bruno = (site.network.people[name] for name in ("Claire", "Amel", "Bruno"))
    made, voice, _other = heard_by_all(claire, amel, bruno, site.network, series=a_series())
    with site.visit() as page:
        page.goto(made.path)
        page.get_by_role("link", name="0:02").click()
        expect(page).to_have_url(f"{site.url}{made.path}?t=2#t-2")
        played = page.locator("audio")
        expect(played).to_have_js_property("error", None)
        assert played.evaluate("one => one.currentTime") >= 2
        assert played.evaluate("one => one.textTracks.length") == 1
    with site.visit(size=PHONE, java_script_enabled=False) as page:
        page.goto(made.path)
        page.get_by_role("link", name="0:02").click()
        assert str(page.locator("audio").get_attribute("src")).endswith("#t=2")
        expect(page.get_by_text("Starts at this time: 0:02")).to_be_visible()
    with site.visit(amel, size=PHONE, java_script_enabled=False) as page:
        page.goto("/library/voices/")
        page.get_by_role("link", name="La marche").click()
        page.get_by_role("button", name="Withdraw everything").click()
        expect(page.get_by_text("taken down immediately").first).to_be_visible()
    with site.visit() as page:
        answer = page.goto(made.path)
        assert answer is not None
        assert answer.status == 410
    with site.visit(claire) as page:
        page.goto("/library/cuts/")
        expect(page.get_by_text("Amel", exact=True)).to_be_visible()
    with hats.system("test"):
        assert Consent.objects.filter(voice=voice, state="withdrawn").count() == 3


@pytest.mark.nightly
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_its_pages_are_for_everyone(site: Site, size: tuple[int, int], scheme: str) -> None:
    claire, amel, bruno = (site.network.people[name] for name in ("Claire", "Amel", "Bruno"))
    made, hers, _other = heard_by_all(claire, amel, bruno, site.network, series=a_series())
    waiting = asked(claire, recording(claire, site.network), "Amel", amel)
    other = waiting.resource
    visits = {
        None: [f"{made.path}?t=2"],
        amel: ["/library/voices/", hers.path, waiting.path],
        claire: [
            f"{other.path}voices/",
            f"{other.path}voices/{waiting.key}/",
            f"{other.path}words/",
            "/library/cuts/",
        ],
    }
    for person, paths in visits.items():
        with site.visit(person, size=size, scheme=scheme) as page:
            for path in paths:
                page.goto(path)
                assert (path, violations(page), too_small(page), sideways(page)) == (
                    path,
                    [],
                    [],
                    0,
                )


def test_a_first_visit_weighs_little_and_no_sound_is_fetched_before_a_press(site: Site) -> None:
    """Under 100 KB each: three hours of speech, thirty items and thirty events with
    pictures of their own."""
    claire, amel, bruno = (site.network.people[name] for name in ("Claire", "Amel", "Bruno"))
    series = a_series()
    made, _hers, _other = heard_by_all(claire, amel, bruno, site.network, series=series)
    a_long_transcript(made, hours=3)
    signed = many(claire, site.network, 30, series=series, language="fsl")
    pictured(made, *signed)
    paths = ["/library/", "/library/?q=document", "/library/?sort=title", "/library/feeds/"]
    paths += ["/library/series/", series.path, "/library/shelves/signed/"]
    paths += ["/events/", pictured_events(site.network.escale, 30)[0].path]
    paths += [made.path, f"{made.path}?t=9000", f"{made.path}?q=canal", signed[0].path]
    for path in paths:
        for size in (PHONE, DESK) if testing.NIGHT else (PHONE,):
            with site.visit(size=size) as page:
                assert 50_000 < first_weight(page, path) < 100_000, path
                fetched = page.evaluate("performance.getEntriesByType('resource').map(o => o.name)")
                assert len(fetched) >= 3
                assert [one for one in fetched if "/library/files/" in one] == []

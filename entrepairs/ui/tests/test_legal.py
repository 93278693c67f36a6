"""What the law wants said, and what machines ask for: filled from the settings, or said to be
missing.
"""

import datetime as dt
import re
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import get_resolver
from PIL import Image

from entrepairs.accounts import clean_up
from entrepairs.calls import notifications as calls
from entrepairs.core import hats
from entrepairs.core.private_paths import private_paths
from entrepairs.notices.actions import telling
from entrepairs.people.models import Person
from entrepairs.registrations import notifications as registrations
from entrepairs.rights import retention
from entrepairs.rights.actions import exports
from entrepairs.sharing import tidying
from entrepairs.tests.accessibility import axe_version
from entrepairs.tests.addresses import addresses
from entrepairs.ui import leaving
from entrepairs.ui.durations import all_durations
from entrepairs.ui.legal import last_tested

PAGES = ("/legal/", "/privacy/", "/accessibility/")


@pytest.fixture
def told(settings: Any) -> Any:
    settings.ORIGIN = "https://pairs.example"
    settings.PUBLISHER = "GEM L’Escale, 2 rue du Port, Rennes, 02 99 00 00 00"
    settings.CONTACT = "bonjour@pairs.example"
    settings.HOSTED_BY = "Hébergeur, Lyon, 04 00 00 00 00"
    return settings


def test_the_pages_say_who_answers_and_who_hosts(told: Any, client: Client) -> None:
    for page in ("/legal/", "/privacy/"):
        text = client.get(page).content.decode()
        assert told.PUBLISHER in text
        assert told.HOSTED_BY in text
        assert 'href="mailto:bonjour@pairs.example"' in text


def test_what_is_missing_is_said_plainly(client: Client) -> None:
    text = client.get("/legal/").content.decode()
    for missing in ("who publishes it", "who hosts it", "not given an address"):
        assert missing in text


def test_the_page_names_every_cookie(client: Client, as_person: Any, amel: Person) -> None:
    hers = as_person(amel)
    names = set(hers.cookies)
    for asked in (hers, client):
        asked.get("/enter/")
        asked.post("/language/", {"language": "fr", "next": "/"})
        asked.get("/leave/")
        names |= set(asked.cookies)
    assert names == {
        configured.SESSION_COOKIE_NAME,
        configured.CSRF_COOKIE_NAME,
        configured.LANGUAGE_COOKIE_NAME,
        leaving.COOKIE,
    }
    assert "This site uses 4 cookies" in Client().get("/privacy/?hl=en").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_and_one_press_from_every_page(page: str, client: Client) -> None:
    english, french = (client.get(f"{page}?hl={code}").content.decode() for code in ("en", "fr"))
    assert re.findall("<h1>(.*?)</h1>", english) != re.findall("<h1>(.*?)</h1>", french)
    assert f'href="{page}"' in client.get("/").content.decode()


def test_durations_are_those_that_the_jobs_use(db: None) -> None:
    session = dt.timedelta(seconds=configured.SESSION_COOKIE_AGE)
    kept = [registrations.KEPT, registrations.CERTIFIED, calls.KEPT, telling.REMEMBERED, session]
    kept += [clean_up.MEMORY_OF_CODES, clean_up.UNCONFIRMED, exports.KEPT]
    kept += [tidying.BROUGHT_BACK_WITHIN]
    with hats.person(None):
        kept += [one.period for one in retention.durations()]
        assert sorted(one.period for one in all_durations()) == sorted(kept)


def test_they_are_told_in_days(client: Client) -> None:
    text = client.get("/privacy/").content.decode()
    assert "notifications, after you saw them: 180 days" in re.sub(r"\s+", " ", text).replace(
        " :", ":"
    )


def test_security_txt_is_as_its_standard_wants(told: Any, client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines["Contact"] == "mailto:bonjour@pairs.example"
    assert lines["Canonical"] == "https://pairs.example/.well-known/security.txt"
    left = dt.datetime.fromisoformat(lines["Expires"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=30) < left < dt.timedelta(days=366)


def test_robots_are_told_where_nothing_is_for_them(told: Any, client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /conversations/" in lines
    assert "Sitemap: https://pairs.example/sitemap.xml" in lines
    public = ("/", "/library/", "/events/", "/groups/", "/organisations/any/", "/help/")
    assert [path for path in public if path.startswith(private_paths())] == []
    assert [line for line in lines if line.startswith("Disallow: /notices/")] == [
        "Disallow: /notices/"
    ]


def test_no_room_forgets_to_say_that_its_pages_are_private() -> None:
    """Where no view below the first part of an address is for strangers."""
    found = [(path.split("/")[0], view) for path, view in addresses(get_resolver()) if "/" in path]
    public = {part for part, view in found if not getattr(view, "login_required", True)}
    private = {f"/{part}/" for part, _view in found if part not in public and part.isalpha()}
    assert "/rounds/" in private
    assert sorted(one for one in private if not one.startswith(private_paths())) == []


def test_robots_may_list_the_way_in_and_not_each_page_that_leads_to_it(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    robots = RobotFileParser()
    robots.parse(lines)
    for door in ("/enter/", "/enter/code/", "/enter/name/", "/account/login/"):
        assert robots.can_fetch("*", door)
    assert not robots.can_fetch("*", "/account/codes/")
    assert "Disallow: /*?next=" in lines


def test_the_icon_is_a_picture_and_the_manifest_names_others(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer["Content-Type"] == "image/x-icon"
    with Image.open("entrepairs/ui/static/ui/favicon.ico") as icon:
        assert (32, 32) in icon.info["sizes"]
    told = client.get("/site.webmanifest").json()
    assert [icon["sizes"] for icon in told["icons"]] == ["192x192", "512x512", "512x512"]
    for icon in told["icons"]:
        name = icon["src"].rpartition("/")[2]
        with Image.open(f"entrepairs/ui/static/ui/{name}") as picture:
            assert icon["sizes"] == "{}x{}".format(*picture.size)


def test_a_stranger_s_page_says_where_it_is_and_what_it_is(told: Any, client: Client) -> None:
    text = client.get("/about/?anything=1").content.decode()
    assert '<link rel="canonical" href="https://pairs.example/about/">' in text
    for code in ("fr", "en"):
        there = f"https://pairs.example/about/?hl={code}"
        assert f'<link rel="alternate" hreflang="{code}" href="{there}">' in text
        assert f'<html lang="{code}"' in client.get(f"/about/?hl={code}").content.decode()
    assert re.search(r'<meta name="description" content="[^"]{40,}"', text)
    assert '<meta property="og:title" content="How it works"' in text


def test_a_page_of_somebody_s_own_says_nothing_of_it(amel: Any, as_person: Any) -> None:
    text = as_person(amel).get("/me/").content.decode()
    assert "<h1" in text
    assert "og:url" not in text
    assert "canonical" not in text


def test_the_statement_is_of_the_tests_that_run_here(client: Client) -> None:
    tested = last_tested()
    told = f"{tested['pages']} pages were tested, not the others"
    assert told in client.get("/accessibility/").content.decode()
    assert tested["axe"] == axe_version()
    assert tested["violations"] == 0
    assert tested["pages"] > 10

"""The front page for strangers: what is on near a place, how to sign in with a card, and promises
that tests hold."""

import datetime as dt
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Affiliation, Circle, Opening, Organisation, Person
from entrepairs.vocabulary.models import Place

ROOT = Path(__file__).parents[2]
# Each promise of the page, and the tests that hold it.
PROMISES = {
    "Two yeses, always": [
        "pairs.tests.test_silence.test_nothing_in_any_table_tells_the_person_who_invited",
        "pairs.tests.test_silence.test_the_deed_of_a_no_is_about_nobody",
    ],
    "You choose who sees what": [
        "people.tests.test_audiences.test_a_facet_is_seen_by_its_audience_and_by_nobody_else",
        "people.tests.test_person.test_the_person_who_opens_a_page_is_noted",
    ],
    "No hidden notes about you": [
        "conversations.tests.test_journal.test_a_line_is_read_by_both_and_by_nobody_else",
    ],
    "Stop whenever you want": [
        "pairs.tests.test_leaving.test_either_pauses_and_nobody_writes_meanwhile",
        "pairs.tests.test_leaving.test_either_ends_it_for_both_and_both_still_read_what_was_said",
        "pairs.tests.test_leaving.test_who_ended_it_is_told_to_nobody",
    ],
}


def event(title: str, town: str, days: int, **values: Any) -> Event:
    """A published event in so many days."""
    day = timezone.localdate() + timedelta(days=days)
    place = Place.objects.filter(name=town).order_by("-population").first() if town else None
    said = {"state": "published", "published_at": timezone.now(), "kind": "study_day"}
    return Event.objects.create(
        circle=Circle.objects.create(kind="event", name=title),
        title_en=title,
        place=place,
        starts_on=day,
        ends_on=day,
        **(said | values),
    )


@pytest.fixture
def programme(db: None) -> None:
    with hats.system("test"):
        event("Coffee in Rennes", "Rennes", 20)
        event("Workshop in Marseille", "Marseille", 2)
        event("Talks online", "", 5, online=True)
        event("Over already", "Rennes", -2)
        event("In preparation", "Rennes", 3, state="draft", published_at=None)
        event("Cancelled day", "Rennes", 4, state="cancelled")


def shown(client: Client, address: str) -> list[str]:
    page = client.get(address)
    assert page.status_code == 200
    listed = page.text.split('id="near"')[1].split("</section>")[0]
    return re.findall(r"<h3[^>]*><a[^>]*>(?:<[^>]+>)?([^<]+)", listed)


def test_what_is_on_soon_is_told_and_near_a_place_that_is_typed(
    client: Client, programme: None
) -> None:
    assert shown(client, "/") == ["Workshop in Marseille", "Talks online", "Coffee in Rennes"]
    assert shown(client, "/?place=Rennes") == ["Coffee in Rennes", "Talks online"]
    assert shown(client, "/?place=Marseille") == ["Workshop in Marseille", "Talks online"]


def test_what_is_near_is_told_however_much_is_on_sooner_elsewhere(
    client: Client, programme: None
) -> None:
    with hats.system("test"):
        for number in range(61):
            event(f"Far {number}", "Marseille", 1)
    assert shown(client, "/?place=Rennes") == ["Coffee in Rennes", "Talks online"]


def test_a_place_of_many_is_chosen_and_an_unknown_one_is_said(client: Client) -> None:
    page = client.get("/?place=saint-denis").text
    assert "Several places have this name" in page
    assert 'href="?place=Saint-Denis' in page
    page = client.get("/?place=Nowhereville").text
    assert "We do not know this place" in page
    assert 'value="Nowhereville"' in page
    for odd in ("%00", "x" * 500, "<script>", "%27;--"):
        answer = client.get(f"/?place={odd}")
        assert answer.status_code == 200
        assert "<script>" not in answer.text.split("<main")[1]


def test_a_page_with_nothing_on_says_so_and_leads_on(client: Client) -> None:
    page = client.get("/?place=Rennes").text
    assert "No public event near there for now" in page
    assert 'href="/events/"' in page
    assert 'href="/groups/"' in page
    assert client.get("/groups/").status_code == 200


def test_organisations_near_come_first(client: Client) -> None:
    with hats.system("test"):
        rennes = Place.objects.filter(name="Rennes").order_by("-population").first()
        brest = Place.objects.filter(name="Brest").order_by("-population").first()
        Organisation.objects.create(name="Zed of Rennes", place=rennes)
        Organisation.objects.create(name="A far one", place=brest)
    card = client.get("/?place=Rennes").text.split('id="card"')[1].split("</section>")[0]
    names = [name.strip() for name in re.findall(r"<span>([^<]+)", card)]
    assert names[0] == "Zed of Rennes"
    assert "A far one" not in names


def test_the_code_of_a_card_is_typed_on_the_front_page(client: Client, network: Any) -> None:
    with hats.system("test"):
        nadia = Person.objects.create(name="Nadia")
        Affiliation.objects.create(person=nadia, organisation=network.escale)
    [code] = issue_codes(people=[nadia], by=network.people["Claire"])
    form = client.get("/").text.split('id="card"')[1].split("</form>")[0]
    assert 'method="post" action="/enter/code/"' in form
    assert "csrfmiddlewaretoken" in form
    once = re.search(r'name="once" value="([^"]+)"', form)
    assert once
    assert 'name="code"' in form
    answer = client.post("/enter/code/", {"code": code, "once": once[1]})
    assert answer.status_code == 200
    assert "Are you Nadia?" in answer.text


def test_each_promise_of_the_page_has_its_tests(client: Client) -> None:
    promises = client.get("/").text.split('id="promises"')[1].split("</section>")[0]
    assert re.findall(r"<h3>([^<]+)</h3>", promises) == list(PROMISES)
    for held in PROMISES.values():
        for path in held:
            module, _dot, test = path.rpartition(".")
            file = ROOT / f"{module.replace('.', '/')}.py"
            assert f"\ndef {test}(" in file.read_text(), path


def test_the_page_needs_no_account_and_few_queries(
    client: Client, programme: None, queries: Callable[[], Any]
) -> None:
    client.get("/?place=Rennes")
    with queries() as made:
        answer = client.get("/?place=Rennes")
    assert "session" not in answer.cookies
    assert len(made) <= 10
    assert answer.headers["Cache-Control"] == "no-cache"


def opened(name: str, town: str, closes: int) -> Organisation:
    """An organisation that is open every day, until that hour."""
    place = Place.objects.filter(name=town).order_by("-population").first()
    found = Organisation.objects.create(name=name, place=place, address="12 rue du Port")
    for day in range(7):
        said = {"opens": dt.time(9), "closes": dt.time(closes)}
        Opening.objects.create(organisation=found, weekday=day, **said)
    return found


def test_a_place_open_now_is_told_the_nearest_first(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = timezone.localtime(timezone=ZoneInfo("Europe/Paris")).replace(hour=12, minute=5)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    with hats.system("test"):
        opened("Far House", "Marseille", 20)
        near = opened("Near House", "Rennes", 14)
        opened("Not open any more", "Rennes", 12)
    card = client.get("/?place=Rennes").text.split('class="state">Open now')[1].split("</li>")[0]
    for told in ("12:05", "until 14:00", "Near House", "12 rue du Port, Rennes"):
        assert told in card
    assert f'href="/organisations/{near.key}/"' in card
    assert "Far House" in client.get("/").text.split("Open now")[1].split("</li>")[0]
    with hats.system("test"):
        Opening.objects.create(organisation=near, day=noon.date())
    page = client.get("/?place=Rennes").text
    assert "No public event near there for now" in page
    assert "Open now" not in page

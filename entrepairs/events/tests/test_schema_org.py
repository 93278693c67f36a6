"""What search engines ask of an event in schema.org: what is required of it is there, and of each
of its parts."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.test import Client

from entrepairs.events.models import Event
from entrepairs.events.tests.making import a_large_event, a_study_day, an_event
from entrepairs.events.tests.reading import read_page

SCHEMA = "https://schema.org/"
# developers.google.com/search/docs/appearance/structured-data/event, read on 2026-11-22
REQUIRED = {"@type", "name", "startDate", "location"}
RECOMMENDED = {"endDate", "eventAttendanceMode", "eventStatus", "url"}


def told(client: Client, path: str) -> dict[str, Any]:
    [block] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode()
    )
    found: dict[str, Any] = json.loads(block)
    assert found["@context"] == "https://schema.org"
    return found


def well(one: dict[str, Any]) -> None:
    assert set(one) >= REQUIRED | RECOMMENDED
    assert one["eventStatus"] in {SCHEMA + "EventScheduled", SCHEMA + "EventCancelled"}
    assert one["eventAttendanceMode"].startswith(SCHEMA)
    first, last = (dt.datetime.fromisoformat(one[name]) for name in ("startDate", "endDate"))
    assert first <= last
    for place in one["location"]:
        assert place["@type"] in {"Place", "VirtualLocation"}
        assert (
            place.get("url", "http").startswith("http")
            if place["@type"] == "VirtualLocation"
            else place["name"]
        )


def test_an_event_and_its_parts_are_told(client: Client, network: Any) -> None:
    day = a_study_day(network.escale, online=True, link="https://follow.example/")
    found = told(client, day.path)
    well(found)
    assert found["startDate"] == "2083-05-12T09:30:00+02:00"
    assert found["endDate"] == "2083-05-12T12:30:00+02:00"
    assert found["eventAttendanceMode"] == SCHEMA + "MixedEventAttendanceMode"
    assert found["organizer"]["name"] == "GEM L’Escale"
    assert {place["@type"] for place in found["location"]} == {"Place", "VirtualLocation"}
    assert len(found["subEvent"]) == 3, "a break is no event"
    for one in found["subEvent"]:
        well(one)
    session = told(client, found["subEvent"][0]["url"].removeprefix("http://testserver"))
    well(session)
    assert session["superEvent"]["url"] == found["url"]
    assert [one["name"] for one in session["performer"]] == ["Lise Martin", "Tom Okafor"]


def test_a_talk_is_told_at_its_own_hours(client: Client, network: Any) -> None:
    from entrepairs.core import hats

    day = a_study_day(network.escale)
    with hats.person(None):
        talk = day.talks.get(title_en="Two years in a team")
    found = told(client, talk.path)
    well(found)
    assert found["startDate"] == "2083-05-12T10:15:00+02:00"
    assert found["url"].endswith(talk.path)
    assert [one["name"] for one in found["performer"]] == ["Tom Okafor"]


@pytest.mark.parametrize(("state", "said"), [("cancelled", "EventCancelled"), ("draft", "")])
def test_what_is_cancelled_says_so_and_what_is_in_preparation_says_nothing(
    client: Client, network: Any, claire: Any, as_person: Any, state: str, said: str
) -> None:
    event: Event = an_event(network.escale, claire, state=state)
    if said:
        assert told(client, event.path)["eventStatus"] == SCHEMA + said
    else:
        assert "ld+json" not in read_page(as_person(claire), event.path)


def test_a_long_programme_is_told_by_its_parts_pages(client: Client, network: Any) -> None:
    found = told(client, a_large_event(network.escale, talks=120, tracks=6).path)
    well(found)
    assert "subEvent" not in found
    assert found["startDate"].startswith("2083-05-12T09:00")

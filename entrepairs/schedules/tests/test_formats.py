"""What we export keeps the rules that the formats' own schemas state, in each version of them that
is in use.

schedule.xml: the XML Schema of the C3VOC (github.com/voc/schedule, validator/xsd); schedule.json:
its JSON Schema (validator/json/schema.json), which pretalx names in its files. Told here in our own
words, read there on 2026-11-22.
"""

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from jsonschema import Draft7Validator, FormatChecker

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import a_large_event, a_session, a_study_day, an_event, at
from entrepairs.schedules.tests.exchange_schema import SCHEMA

DURATION, CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}"), re.compile(r"[0-2][0-9]:[0-5][0-9]")
SLUG, ACRONYM = re.compile(r"[a-z0-9_-]+[a-z0-9]"), re.compile(r"[a-z0-9_-][a-z0-9_]{3,}")
# Each is asked for, in any order, and once.
SLOT = {
    "room",
    "title",
    "subtitle",
    "type",
    "date",
    "start",
    "duration",
    "abstract",
    "slug",
    "track",
}
MAY_SLOT = {
    "logo",
    "persons",
    "language",
    "description",
    "recording",
    "links",
    "attachments",
    "url",
    "video_download_url",
}
CONFERENCE = {
    "title",
    "acronym",
    "start",
    "end",
    "days",
    "timeslot_duration",
    "base_url",
    "time_zone_name",
    "track",
}
JSON_SLOT = {
    "abstract": str,
    "attachments": list,
    "date": str,
    "description": str,
    "do_not_record": bool,
    "duration": str,
    "guid": str,
    "id": int,
    "language": str,
    "links": list,
    "logo": str,
    "persons": list,
    "recording_license": str,
    "room": str,
    "slug": str,
    "start": str,
    "subtitle": str,
    "title": str,
    "track": str,
    "type": str,
    "url": str,
}


@pytest.fixture(params=["a day", "three days"])
def event(request: Any, network: Any) -> Event:
    if request.param == "a day":
        return a_study_day(network.escale)
    return a_large_event(network.escale, talks=60, tracks=6)


def with_zone(text: str | None) -> dt.datetime:
    """A moment that says how far it is from UTC."""
    found = dt.datetime.fromisoformat(text or "")
    assert found.tzinfo is not None
    return found


def web(text: str | None) -> bool:
    return urlsplit(text or "").scheme in {"http", "https"}


def words(parent: ET.Element, name: str) -> str:
    return parent.findtext(name) or ""


def test_schedule_xml_is_as_its_schema_says(client: Client, event: Event) -> None:
    root = ET.fromstring(client.get(f"{event.path}schedule.xml").content)
    assert root.tag == "schedule"
    names = [child.tag for child in root]
    days = names.count("day")
    assert names == ["generator", "version", "conference", *["day"] * days], "in this order"
    conference = root.find("conference")
    assert conference is not None
    assert {child.tag for child in conference} <= CONFERENCE
    assert ACRONYM.match(words(conference, "acronym"))
    assert web(words(conference, "base_url"))
    for name in ("start", "end"):
        dt.date.fromisoformat(words(conference, name))
    assert int(words(conference, "days")) == days
    for day in root.iter("day"):
        dt.date.fromisoformat(day.attrib["date"])
        assert with_zone(day.attrib["start"]) < with_zone(day.attrib["end"])
        assert all(child.tag == "room" and child.attrib["name"] for child in day)
    slots = list(root.iter("event"))
    for slot in slots:
        tags = [child.tag for child in slot]
        assert len(tags) == len(set(tags))
        assert SLOT <= set(tags) <= SLOT | MAY_SLOT
        assert with_zone(words(slot, "date"))
        assert DURATION.fullmatch(words(slot, "duration"))
        assert CLOCK.fullmatch(words(slot, "start"))
        assert web(words(slot, "url"))
        assert words(slot, "recording/optout") in {"true", "false"}
        assert all(int(person.attrib["id"]) > 0 and person.text for person in slot.iter("person"))
        UUID(slot.attrib["guid"])
    for of in (
        lambda one: one.attrib["id"],
        lambda one: one.attrib["guid"],
        lambda one: words(one, "slug"),
    ):
        assert len({of(slot) for slot in slots}) == len(slots), "none twice"
    indexes = [int(day.attrib["index"]) for day in root.iter("day")]
    assert indexes == list(range(1, days + 1))


def test_schedule_json_is_as_its_schema_says(client: Client, event: Event) -> None:
    found = client.get(f"{event.path}schedule.json").json()
    assert set(found) == {"$schema", "generator", "schedule"}
    schedule = found["schedule"]
    assert isinstance(schedule["version"], str)
    assert web(schedule["base_url"])
    conference = schedule["conference"]
    assert ACRONYM.match(conference["acronym"])
    assert conference["daysCount"] == len(conference["days"])
    assert CLOCK.fullmatch(conference["timeslot_duration"])
    for room in conference["rooms"]:
        UUID(room["guid"])
    for day in conference["days"]:
        assert set(day) == {"index", "date", "day_start", "day_end", "rooms"}
        assert with_zone(day["day_start"]) < with_zone(day["day_end"])
    slots = [slot for day in conference["days"] for room in day["rooms"].values() for slot in room]
    assert slots
    for slot in slots:
        assert {name: type(slot[name]) for name in JSON_SLOT} == JSON_SLOT
        assert SLUG.fullmatch(slot["slug"])
        assert with_zone(slot["date"])
        assert DURATION.fullmatch(slot["duration"])
        assert web(slot["url"])
        UUID(slot["guid"])
        assert all(type(one["id"]) is int and one["name"] for one in slot["persons"])
    assert len({slot["id"] for slot in slots}) == len(slots)
    assert json.dumps(found)


def test_schedule_json_passes_a_validator_of_the_schema_that_it_names(
    client: Client, event: Event
) -> None:
    found = client.get(f"{event.path}schedule.json").json()
    checker = Draft7Validator(SCHEMA, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(found)] == []
    slot = next(
        slot
        for day in found["schedule"]["conference"]["days"]
        for room in day["rooms"].values()
        for slot in room
    )
    slot["answers"] = []
    assert [error.validator for error in checker.iter_errors(found)] == ["additionalProperties"]


def test_what_is_cancelled_long_or_named_in_other_letters_passes_it_too(
    client: Client, network: Any
) -> None:
    event = an_event(network.escale, title_fr="x" * 300, state="cancelled", time_zone="Etc/GMT+5")
    with hats.system("test"):
        room = event.rooms.create(name="Зал")
        event.tracks.create(name_fr="A")
    told = {"title_fr": "y" * 300, "about_fr": "z" * 5000, "type_name": "Vortrag"}
    a_session(event, room=room, starts_at=at(9), ends_at=at(9) + dt.timedelta(days=6), **told)
    found = client.get(f"{event.path}schedule.json").json()
    checker = Draft7Validator(SCHEMA, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(found)] == []
    xml = ET.fromstring(client.get(f"{event.path}schedule.xml").content)
    assert xml.findtext(".//event/duration") == "6:00:00"

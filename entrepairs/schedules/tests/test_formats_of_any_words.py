"""Formats for exchange, whatever people type."""

import json
from uuid import uuid4
from xml.etree import ElementTree

from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Speaker
from entrepairs.events.tests.making import (
    FIRST,
    a_session,
    a_speaker,
    a_talk,
    an_event,
    at,
)
from entrepairs.schedules.formats import timetable, write_frab, write_pretalx
from entrepairs.schedules.formats.make_timetable import days_with_slots
from entrepairs.schedules.tests.reading import xml

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def said_again(text: str) -> str:
    """What XML can say of it, with its ends of lines."""
    return write_frab.plain_text(text)


def a_timetable(
    title: str, *, abstract: str, name: str, room: str, track: str
) -> timetable.Timetable:
    """Of one talk, made of these words."""
    event = Event(
        key="abc",
        title_fr=title,
        language="fr",
        starts_on=FIRST,
        ends_on=FIRST,
        changed_at=at(8),
        time_zone="Europe/Paris",
    )
    slot = timetable.Slot(
        guid=str(uuid4()),
        number=1,
        starts_at=at(9),
        ends_at=at(10),
        room=room,
        url="https://e.example/",
        title=title,
        subtitle="",
        track=track,
        kind="talk",
        language="fr",
        abstract=abstract,
        description="",
        persons=[timetable.Name("x", 2, name, "https://e.example/")],
        links=[(title, "https://e.example/?a=1&b=2")],
        not_recorded=False,
    )
    return timetable.Timetable(
        "abc",
        title,
        "1",
        FIRST,
        FIRST,
        "Europe/Paris",
        "https://e.example",
        "https://e.example/",
        [track],
        days_with_slots(event, [slot]),
    )


@settings(max_examples=60)
@given(title=words, abstract=words, name=words, room=words, track=words)
def test_whatever_the_words_the_xml_says_the_same(
    title: str, abstract: str, name: str, room: str, track: str
) -> None:
    told = a_timetable(title, abstract=abstract, name=name, room=room, track=track)
    root = ElementTree.fromstring(write_frab.write_xml(told))
    [only] = root.iter("event")
    found = [
        only.findtext("title"),
        only.findtext("abstract"),
        only.findtext("room"),
        only.findtext("persons/person"),
    ]
    assert found == [said_again(text) for text in (title, abstract, room, name)]
    assert root.findtext("conference/title") == said_again(title)
    [again] = json.loads(write_pretalx.write_json(told))["schedule"]["conference"]["days"][0][
        "rooms"
    ][room]
    assert (again["title"], again["abstract"], again["persons"][0]["name"]) == (
        title,
        abstract,
        name,
    )


@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=80)
)
def test_nothing_that_people_can_read_is_lost(text: str) -> None:
    assert write_frab.plain_text(text) == text


def test_right_to_left_names_and_long_ones_come_out_as_they_are(
    client: Client, network: Network
) -> None:
    event = an_event(network.escale)
    names = ["محمد بن عبد الله", "שרה כהן", "N" * 300, "<b>&amp;", "\u202eevil"]
    session = a_session(event, starts_at=at(9), ends_at=at(10))
    a_talk(session, *[a_speaker(event, name) for name in names])
    assert [person.text for person in xml(client, event).iter("person")] == names
    with hats.system("test"):
        assert Speaker.objects.filter(event=event).count() == 5

"""The programme as other programs read it: schedule.xml and schedule.json."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Session, Talk
from entrepairs.events.tests.making import (
    a_chair,
    a_large_event,
    a_material,
    a_session,
    a_speaker,
    a_study_day,
    a_talk,
    an_event,
    at,
)
from entrepairs.people.models import Person
from entrepairs.schedules.formats.make_timetable import make_timetable
from entrepairs.schedules.tests.reading import xml

# As schedule.xsd orders it: what Giggity and ConfClerk expect of every event.
NEEDED = {
    "date",
    "start",
    "duration",
    "room",
    "slug",
    "url",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
    "abstract",
    "description",
    "persons",
    "links",
    "recording",
}


@pytest.fixture
def day(network: Network, claire: Person) -> Event:
    return a_study_day(network.escale, claire)


def conference(client: Client, event: Event) -> Any:
    answer = client.get(f"{event.path}schedule.json")
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)["schedule"]["conference"]


def test_the_conference_is_told(client: Client, day: Event) -> None:
    root = xml(client, day)
    assert root.tag == "schedule"
    assert root.findtext("version")
    told = {one.tag: one.text for one in root.find("conference") if one.tag != "track"}
    assert told == {
        "acronym": day.key,
        "title": "Entre pairs : ce que l’on sait",
        "start": "2083-05-12",
        "end": "2083-05-12",
        "days": "1",
        "timeslot_duration": "00:05",
        "base_url": "http://testserver",
        "time_zone_name": "Europe/Paris",
    }
    [only] = root.findall("day")
    assert (only.get("index"), only.get("date")) == ("1", "2083-05-12")
    assert {room.get("name") for room in only} == {
        "Grande salle",
        "Salle bleue",
        "Maison des associations",
    }


def test_each_talk_is_told_with_its_hours_and_who_speaks(client: Client, day: Event) -> None:
    [talk] = [
        one
        for one in xml(client, day).iter("event")
        if one.findtext("title") == "Savoirs d’expérience"
    ]
    assert {child.tag for child in talk} >= NEEDED
    with hats.system("test"):
        row = Talk.objects.get(title_fr="Savoirs d’expérience")
    assert talk.get("guid") == str(row.guid)
    assert int(talk.get("id")) > 0
    assert talk.findtext("date") == "2083-05-12T09:30:00+02:00"
    assert (talk.findtext("start"), talk.findtext("duration")) == ("09:30", "00:45")
    assert talk.findtext("subtitle") == "Ce que savent les pairs"
    assert (talk.findtext("track"), talk.findtext("type"), talk.findtext("language")) == (
        "Soin",
        "plenary",
        "fr",
    )
    assert talk.findtext("abstract") == "Un résumé."
    assert [person.text for person in talk.iter("person")] == ["Lise Martin"]
    assert talk.findtext("url") == f"http://testserver{row.path}"
    assert talk.findtext("recording/optout") == "false"


def test_who_asked_not_to_be_recorded_is_told(client: Client, day: Event) -> None:
    [talk] = [
        one
        for one in xml(client, day).iter("event")
        if one.findtext("title") == "Two years in a team"
    ]
    assert talk.findtext("recording/optout") == "true"


def test_a_session_whose_talks_have_no_hours_is_told_whole(
    client: Client, network: Network
) -> None:
    event = an_event(network.escale)
    session = a_session(event, title_fr="Plénière", starts_at=at(9), ends_at=at(11))
    for name in ("Lise", "Tom"):
        a_talk(session, a_speaker(event, name), title_fr=f"Parole de {name}")
    [only] = xml(client, event).iter("event")
    assert only.get("guid") == str(session.guid)
    assert only.findtext("description") == "Parole de Lise (Lise)\nParole de Tom (Tom)"
    assert [person.text for person in only.iter("person")] == ["Lise", "Tom"]


def test_what_has_no_hours_is_left_out(client: Client, network: Network) -> None:
    event = an_event(network.escale)
    a_talk(a_session(event), a_speaker(event))
    root = xml(client, event)
    assert list(root.iter("event")) == []
    assert len(root.findall("day")) == 1


def test_materials_are_links_of_what_they_belong_to(client: Client, day: Event) -> None:
    with hats.system("test"):
        talk = Talk.objects.get(title_fr="Savoirs d’expérience")
    material = a_material(day, "Diapositives", talk=talk)
    a_material(day, "Brouillon", talk=talk, state="draft", published_at=None)
    found = [(link.text, link.get("href")) for link in xml(client, day).iter("link")]
    assert found == [("Diapositives", f"http://testserver{material.resource.path}")]


def test_both_files_say_the_same(client: Client, day: Event) -> None:
    root, told = xml(client, day), conference(client, day)
    in_xml = {
        one.get("guid"): (
            one.get("id"),
            one.findtext("title"),
            one.findtext("date"),
            one.findtext("duration"),
            one.findtext("slug"),
            [p.text for p in one.iter("person")],
        )
        for one in root.iter("event")
    }
    in_json = {
        one["guid"]: (
            str(one["id"]),
            one["title"],
            one["date"],
            one["duration"],
            one["slug"],
            [p["name"] for p in one["persons"]],
        )
        for day_told in told["days"]
        for slots in day_told["rooms"].values()
        for one in slots
    }
    assert in_xml == in_json
    assert len(in_xml) == 5
    assert told["time_zone_name"] == "Europe/Paris"
    assert told["daysCount"] == 1


def test_numbers_are_the_same_at_each_export_and_of_one_thing_only(
    client: Client, day: Event
) -> None:
    def numbers() -> dict[str, str]:
        return {one.get("guid"): one.get("id") for one in xml(client, day).iter("event")}

    before = numbers()
    assert len(set(before.values())) == len(before)
    with hats.system("test"):
        Session.objects.filter(kind="break").update(title_fr="Grande pause")
    assert numbers() == before


def test_two_guids_with_one_number_are_told_apart(network: Network) -> None:
    event = an_event(network.escale)
    step = 2**31 - 2
    for n in range(3):
        a_session(
            event,
            title_fr=f"S{n}",
            guid=UUID(int=5 + n * step),
            starts_at=at(9 + n),
            ends_at=at(10 + n),
        )
    with hats.person(None):
        from entrepairs.events import queries

        sessions = queries.with_talks(queries.sessions_of(event, None))
        told = make_timetable(event, sessions, lambda path: f"https://e.example{path}")
    assert [slot.number for slot in told.days[0].rooms["Maison des associations"]] == [6, 7, 8]


def test_a_chair_stands_for_a_session_without_talks(client: Client, network: Network) -> None:
    event = an_event(network.escale)
    session = a_session(event, starts_at=at(9), ends_at=at(10))
    a_chair(session, a_speaker(event, "Claude"))
    [only] = xml(client, event).iter("event")
    assert [person.text for person in only.iter("person")] == ["Claude"]


def test_it_is_told_in_the_language_of_the_event_no_matter_who_asks(
    client: Client, network: Network
) -> None:
    event = an_event(network.escale, language="en")
    assert xml(client, event).findtext("conference/title") == "Among peers: what one knows"
    french = client.get(f"{event.path}schedule.xml", headers={"accept-language": "fr"})
    assert b"Among peers" in french.content


def test_a_night_when_clocks_change_is_told_with_the_hour_of_the_place(
    client: Client, network: Network
) -> None:
    import datetime as dt

    night = dt.date(2083, 10, 31)
    event = an_event(network.escale, starts_on=night, ends_on=night)
    first = dt.datetime(2083, 10, 31, 0, 30, tzinfo=dt.UTC)  # 2:30 in summer time
    a_session(event, starts_at=first, ends_at=first + dt.timedelta(hours=2))
    [only] = xml(client, event).iter("event")
    assert (only.findtext("date"), only.findtext("duration")) == (
        "2083-10-31T02:30:00+02:00",
        "02:00",
    )


def test_a_thousand_talks_are_told_in_few_questions(
    client: Client, network: Network, queries: Any
) -> None:
    event = a_large_event(network.escale)
    with queries() as made:
        root = xml(client, event)
    assert len(made) <= 10
    assert len(list(root.iter("event"))) == 1000
    assert len({one.get("id") for one in root.iter("event")}) == 1000
    assert len({one.findtext("slug") for one in root.iter("event")}) == 1000
    assert [one.get("date") for one in root.findall("day")] == [
        "2083-05-12",
        "2083-05-13",
        "2083-05-14",
    ]


def test_what_has_not_changed_is_not_sent_again(client: Client, day: Event) -> None:
    first = client.get(f"{day.path}schedule.xml")
    assert (
        client.get(f"{day.path}schedule.xml", headers={"if-none-match": first["ETag"]}).status_code
        == 304
    )
    assert first["Access-Control-Allow-Origin"] == "*"

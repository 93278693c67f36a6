"""The pages of those who prepare an event: who opens them, what they send, how much they ask of the
database."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import (
    Event,
    Material,
    Room,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.events.tests.preparing import at, begun, fill_programme
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once


def event_form(**more: Any) -> dict[str, Any]:
    return once() | {
        "kind": "study_day",
        "title_fr": "Être pair",
        "starts_on": "2083-03-26",
        "time_zone": "Europe/Paris",
        "language": "fr",
        **more,
    }


def addresses(event: Event, rows: dict[str, Any]) -> list[str]:
    here = f"{event.path}prepare/"
    return [
        here,
        *(
            f"{here}{end}"
            for end in (
                "change/",
                "publish/",
                "import/",
                "rooms/",
                "sessions/new/",
                f"sessions/{rows['session'].key}/",
                f"sessions/{rows['session'].key}/remove/",
                f"sessions/{rows['session'].key}/talks/new/",
                f"talks/{rows['talk'].key}/",
                f"talks/{rows['talk'].key}/remove/",
                "speakers/",
                f"speakers/{rows['speaker'].key}/",
                f"speakers/{rows['speaker'].key}/remove/",
                "materials/",
                f"materials/{rows['material'].resource.key}/remove/",
            )
        ),
    ]


def test_the_person_who_prepares_it_opens_every_page_and_others_find_none(
    event: Event, claire: Person, network: Any, as_person: As, client: Client
) -> None:
    rows = fill_programme(event, claire)
    mine, published = as_person(claire), False
    for published in (False, True):
        for address in addresses(event, rows):
            status = mine.get(address).status_code
            assert status == (302 if published and address.endswith("publish/") else 200), address
        for name in ("Amel", "Bruno", "David", "Eve", "Farid"):
            other = as_person(network.people[name])
            for address in addresses(event, rows):
                assert other.get(address).status_code == 404, (name, address)
                assert other.post(address, once()).status_code in {404, 405}, (name, address)
        for address in addresses(event, rows):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer["Location"].startswith("/enter/")
        with hats.person(claire.pk):
            if not published:
                actions.publish_event(event=event, once=uuid4(), by=claire)


def test_only_coordinators_may_begin_one(network: Any, claire: Person, as_person: As) -> None:
    for address in (
        f"/events/new/{network.escale.key}/",
        f"/events/new/{network.escale.key}/import/",
    ):
        assert as_person(claire).get(address).status_code == 200
        for name in ("Amel", "Eve", "Farid"):
            assert as_person(network.people[name]).get(address).status_code == 404
    desk = as_person(claire).get(f"/organisations/{network.escale.key}/mine/").content.decode()
    assert f'href="{reverse("events:preparing")}"' in desk
    begin = f'href="/events/new/{network.escale.key}/"'
    for address in (reverse("events:preparing"), reverse("events:list")):
        assert begin in as_person(claire).get(address).content.decode()
    hers = as_person(network.people["Amel"]).get(reverse("events:list")).content.decode()
    assert "<h1>Events</h1>" in hers
    assert begin not in hers


def test_a_study_day_is_begun_filled_and_published(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    sent = event_form(town="Rennes", venue="Maison des associations", series="Être pair")
    address = client.post(f"/events/new/{network.escale.key}/", sent)["Location"]
    assert client.post(f"/events/new/{network.escale.key}/", sent)["Location"] == address

    def send(end: str, **told: Any) -> None:
        assert client.post(f"{address}{end}", once() | told).status_code == 302, end

    send("rooms/", part="room", name="Grande salle")
    send("rooms/", part="track", name_fr="Droits")
    with hats.person(claire.pk):
        room, track = Room.objects.get(), Track.objects.get()
        assert str(Event.objects.get().place) == "Rennes"
    told = {"kind": "plenary", "title_fr": "Ouverture", "room": room.pk, "track": track.pk}
    told |= {"day": "2083-03-26", "starts": "9h", "ends": "11:00"}
    send("sessions/new/", **told, name_1="Zoé")
    with hats.person(claire.pk):
        session = Session.objects.get()
        assert (session.starts_at, session.room_id) == (at(9), room.pk)
        assert session.chairs.get().speaker.name == "Zoé"
    talk = {"title_fr": "Savoirs", "name_1": "Nour", "name_2": "Ana"}
    hours = {"day": "2083-03-26", "starts": "9:30", "ends": "10:15"}
    send(f"sessions/{session.key}/talks/new/", **talk, **hours)
    send(f"sessions/{session.key}/", **told | {"starts": "10:00", "ends": "12:00"})
    with hats.person(claire.pk):
        assert Talk.objects.get().starts_at == at(10, 30)
        assert not SessionChair.objects.exists()
    send("materials/", kind="document", title_fr="Affiche", language="fr")
    send("publish/")
    with hats.person(None):
        assert Event.objects.get().state == "published"
        assert TalkSpeaker.objects.count() == 2
        assert Material.objects.count() == 1
    send("cancel/")
    with hats.person(None):
        assert Event.objects.get().state == "cancelled"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"title_fr": ""}, "Enter a title"),
        ({"ends_on": "2083-03-25"}, "The end is before the start"),
        ({"starts_on": "2083-02-30"}, "valid date"),
        ({"town": "Nullepartville"}, "We do not know this town"),
        ({"title_fr": "x" * 301}, "at most 300"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"time_zone": "Mars/Base"}, "Select a valid choice"),
        ({"link": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_a_wrong_form_comes_back_filled(
    network: Any, claire: Person, as_person: As, sent: dict[str, str], why: str
) -> None:
    answer = as_person(claire).post(
        f"/events/new/{network.escale.key}/", event_form(venue="Là", **sent)
    )
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert 'value="Là"' in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"starts": "9:00"}, "Give the day, the beginning and the end"),
        ({"day": "2083-03-26", "starts": "10:00", "ends": "9:00"}, "The end is before the start"),
        ({"day": "2083-03-28", "starts": "2:30", "ends": "4:00"}, "clocks go forward"),
        ({"day": "2083-03-29", "starts": "9:00", "ends": "10:00"}, "Select a valid choice"),
        ({"title_fr": ""}, "Enter a title"),
        ({"name_1": "x" * 301}, "at most 300"),
        (
            {"day": "2083-03-26", "starts": "10:00", "ends": "12:00"},
            "is already in this room (Grande salle)",
        ),
    ],
)
def test_a_session_that_can_not_be_comes_back_filled(
    network: Any, claire: Person, as_person: As, sent: dict[str, str], why: str
) -> None:
    event = begun(network.escale, claire, ends_on=at(0).date().replace(day=28))
    room = fill_programme(event, claire)["room"]
    form = once() | {"kind": "plenary", "title_fr": "Atelier", "room": room.pk, **sent}
    answer = as_person(claire).post(f"{event.path}prepare/sessions/new/", form)
    assert answer.status_code == 422
    assert why in answer.content.decode().replace("&#x27;", "'")


def test_rooms_and_tracks_are_renamed_and_removed_on_one_page(
    event: Event, claire: Person, as_person: As
) -> None:
    rows, client = fill_programme(event, claire), as_person(claire)
    address = f"{event.path}prepare/rooms/"
    assert (
        client.post(
            address, once() | {"part": f"room-{rows['room'].pk}", "name": "Petite salle"}
        ).status_code
        == 302
    )
    assert (
        client.post(address, once() | {"part": "room", "name": "Petite salle"}).status_code == 422
    )
    assert client.post(address, once() | {"part": "track", "name_fr": ""}).status_code == 422
    assert client.post(address, once() | {"part": "room-0", "name": "x"}).status_code == 302
    gone = {"part": f"track-{rows['track'].pk}", "name_fr": "Droits", "remove": "yes"}
    assert client.post(address, once() | gone).status_code == 302
    with hats.person(claire.pk):
        assert (Room.objects.get().name, Track.objects.count(), Session.objects.get().track) == (
            "Petite salle",
            0,
            None,
        )


def test_speakers_talks_sessions_and_materials_are_changed_and_removed(
    event: Event, claire: Person, as_person: As
) -> None:
    rows, client = fill_programme(event, claire), as_person(claire)
    here = f"{event.path}prepare/"
    told = {"name": "Nour El Amrani", "country": "MA", "affiliation": "CHU"}
    assert client.post(f"{here}speakers/{rows['speaker'].key}/", once() | told).status_code == 302
    talk = {
        "title_fr": "Savoirs",
        "title_en": "Knowledge",
        "name_1": "Nour El Amrani",
        "language": "en",
    }
    assert client.post(f"{here}talks/{rows['talk'].key}/", once() | talk).status_code == 302
    with hats.person(claire.pk):
        assert (Talk.objects.get().title_en, Speaker.objects.get(country="MA").affiliation) == (
            "Knowledge",
            "CHU",
        )
    for end in (
        f"materials/{rows['material'].resource.key}/",
        f"talks/{rows['talk'].key}/",
        f"speakers/{rows['speaker'].key}/",
        f"sessions/{rows['session'].key}/",
    ):
        assert client.post(f"{here}{end}remove/", once()).status_code == 302
        assert client.post(f"{here}{end}remove/", once()).status_code == 404
    with hats.person(claire.pk):
        assert not any(model.objects.exists() for model in (Session, Talk, Material))

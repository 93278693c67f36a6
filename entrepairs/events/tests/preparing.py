"""Scenes of this room's tests: Claire's association prepares a study day."""

import datetime as dt
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.test import Client

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event, EventInvitation, Speaker
from entrepairs.people.models import Organisation, Person
from entrepairs.tests.posting import once

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.date(2083, 3, 26)  # far away, so that it never has been


def told(**more: Any) -> dict[str, Any]:
    """What an event is begun with."""
    return {
        "kind": "study_day",
        "title_fr": "Être pair aujourd’hui",
        "title_en": "",
        "starts_on": DAY,
        "ends_on": DAY,
        "time_zone": "Europe/Paris",
        "language": "fr",
        "venue": "Maison des associations",
        **more,
    }


def begun(organisation: Organisation, by: Person, **more: Any) -> Event:
    with hats.person(by.pk):
        return actions.begin_event(
            organisation=organisation, told=told(**more), once=uuid4(), by=by
        )


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), PARIS)


def hours(start: int, end: int) -> dict[str, Any]:
    return {"starts_at": at(start), "ends_at": at(end)}


def fill_programme(event: Event, claire: Person) -> dict[str, Any]:
    """One row of each kind, by name."""
    with hats.person(claire.pk):
        room = actions.add_room(event=event, name="Grande salle", once=uuid4(), by=claire)
        track = actions.add_track(
            event=event, name_fr="Droits", name_en="", once=uuid4(), by=claire
        )
        told = {"title_fr": "Ouverture", "room": room, "track": track, **hours(9, 11)}
        session = actions.add_session(
            event=event, told=told, chairs=["Zoé"], once=uuid4(), by=claire
        )
        talk = actions.add_talk(
            session=session,
            told={"title_fr": "Savoirs"},
            speakers=["Nour"],
            once=uuid4(),
            by=claire,
        )
        material = actions.add_material(
            event=event, told={"kind": "document", "title_fr": "Affiche"}, once=uuid4(), by=claire
        )
        speaker = Speaker.objects.get(name="Nour")
    return {
        "room": room,
        "track": track,
        "session": session,
        "talk": talk,
        "material": material,
        "speaker": speaker,
    }


def ask(client: Client, event: Event, person: Person) -> EventInvitation | None:
    client.post(f"{event.path}prepare/organisers/", once(person=person.key))
    with hats.system("test"):
        return EventInvitation.objects.filter(event=event, person=person).first()

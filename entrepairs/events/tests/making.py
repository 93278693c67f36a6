"""Events as the tests need them, made directly."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from entrepairs.core import hats
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
from entrepairs.library.models import Resource
from entrepairs.people.models import Circle, Membership, Organisation

PARIS = ZoneInfo("Europe/Paris")
FIRST = dt.date(2083, 5, 12)  # far away, so that it never has been


def at(hour: int, minute: int = 0, day: int = 0, zone: ZoneInfo = PARIS) -> dt.datetime:
    return dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(hour, minute), tzinfo=zone)


def an_event(organisation: Organisation, *prepared_by: Any, **columns: Any) -> Event:
    """Published, in French, unless told otherwise."""
    state = columns.setdefault("state", "published")
    given: dict[str, Any] = {
        "kind": "study_day",
        "starts_on": FIRST,
        "ends_on": FIRST,
        "venue": "Maison des associations",
        "published_at": None if state == "draft" else timezone.now(),
    }
    if not {"title_fr", "title_en"} & set(columns):
        given |= {
            "title_fr": "Entre pairs : ce que l’on sait",
            "title_en": "Among peers: what one knows",
        }
    with hats.system("test"):
        circle = Circle.objects.create(
            kind="event", name="Journée", organisation=organisation, started_at=timezone.now()
        )
        since = timezone.now() - dt.timedelta(days=1)
        for person in prepared_by:
            Membership.objects.create(circle=circle, person=person, since=since)
        return Event.objects.create(key=circle.key, circle=circle, **given | columns)


def a_session(event: Event, **columns: Any) -> Session:
    if not {"title_fr", "title_en"} & set(columns):
        columns["title_fr"] = "Ouverture"
    with hats.system("test"):
        return Session.objects.create(event=event, **columns)


def a_talk(session: Session, *speakers: Any, **columns: Any) -> Talk:
    if not {"title_fr", "title_en"} & set(columns):
        columns["title_fr"] = "Apprendre des autres"
    with hats.system("test"):
        talk = Talk.objects.create(event=session.event, session=session, **columns)
        for order, speaker in enumerate(speakers):
            TalkSpeaker.objects.create(talk=talk, speaker=speaker, order=order)
        return talk


def a_speaker(event: Event, name: str = "Lise Martin", **columns: Any) -> Speaker:
    with hats.system("test"):
        return Speaker.objects.create(event=event, name=name, **columns)


def a_chair(session: Session, speaker: Speaker) -> SessionChair:
    with hats.system("test"):
        return SessionChair.objects.create(session=session, speaker=speaker)


def a_material(
    event: Event, title: str = "Affiche", session: Any = None, talk: Any = None, **columns: Any
) -> Material:
    with hats.system("test"):
        given: dict[str, Any] = {
            "kind": "document",
            "state": "published",
            "published_at": timezone.now(),
            "title_fr": title,
        }
        given |= {"organisation": event.circle.organisation} | columns
        resource = Resource.objects.create(**given)
        return Material.objects.create(event=event, session=session, talk=talk, resource=resource)


def a_study_day(organisation: Organisation, *prepared_by: Any, **columns: Any) -> Event:
    """A day with two rooms, two tracks, a plenary of two talks, a workshop beside a round table,
    and a break."""
    event = an_event(organisation, *prepared_by, **columns)
    with hats.system("test"):
        hall, blue = [
            Room.objects.create(event=event, name=name, order=n)
            for n, name in enumerate(("Grande salle", "Salle bleue"))
        ]
        care, work = [
            Track.objects.create(event=event, name_fr=fr, name_en=en, order=n)
            for n, (fr, en) in enumerate((("Soin", "Care"), ("Travail", "Work")))
        ]
    lise = a_speaker(
        event,
        "Lise Martin",
        discipline="sociologue",
        affiliation="Université de Lille",
        country="FR",
    )
    tom = a_speaker(event, "Tom Okafor", position="pair-aidant", country="BE")
    a_plenary(event, room=hall, track=care, first=lise, second=tom)
    a_session(
        event,
        kind="break",
        title_fr="Pause",
        title_en="Break",
        starts_at=at(11),
        ends_at=at(11, 30),
    )
    side_by_side: dict[str, Any] = {
        "track": work,
        "starts_at": at(11, 30),
        "ends_at": at(12, 30),
    }
    a_session(event, kind="workshop", title_fr="Écrire ensemble", room=blue, **side_by_side)
    table = a_session(
        event, kind="round_table", title_fr="Travailler comme pair", room=hall, **side_by_side
    )
    a_chair(table, lise)
    return event


def a_plenary(event: Event, *, room: Room, track: Track, first: Speaker, second: Speaker) -> None:
    """Recorded, chaired by the second, who does not want their own talk recorded."""
    plenary = a_session(
        event,
        title_fr="Ce que savent les pairs",
        title_en="What peers know",
        room=room,
        track=track,
        starts_at=at(9, 30),
        ends_at=at(11),
        recorded=True,
    )
    a_chair(plenary, second)
    a_talk(
        plenary,
        first,
        title_fr="Savoirs d’expérience",
        title_en="Lived knowledge",
        about_fr="Un résumé.",
        starts_at=at(9, 30),
        ends_at=at(10, 15),
    )
    a_talk(
        plenary,
        second,
        title_en="Two years in a team",
        not_recorded=True,
        starts_at=at(10, 15),
        ends_at=at(11),
    )


def a_large_event(
    organisation: Organisation, talks: int = 1000, tracks: int = 30, days: int = 3, **columns: Any
) -> Event:
    """Each talk its own session of half an hour, in a track that has a room, on one of the days."""
    event = an_event(
        organisation, ends_on=FIRST + dt.timedelta(days=days - 1), kind="conference", **columns
    )
    with hats.system("test"):
        rooms = Room.objects.bulk_create(
            Room(event=event, name=f"Salle {n + 1}", order=n) for n in range(tracks)
        )
        threads = Track.objects.bulk_create(
            Track(
                event=event, name_fr=f"Fil numéro {n + 1}", name_en=f"Track number {n + 1}", order=n
            )
            for n in range(tracks)
        )
        sessions = [
            Session(event=event, kind="talk", **one)
            for one in half_hours(talks, days, rooms, threads)
        ]
        Session.objects.bulk_create(sessions)
        add_talks(event, sessions)
    return event


def half_hours(
    talks: int, days: int, rooms: list[Room], tracks: list[Track]
) -> Iterator[dict[str, Any]]:
    """What each session is: every track goes on at once, each in its room, day after day."""
    for n in range(talks):
        slot, track = divmod(n, len(tracks))
        place, day = divmod(slot, days)
        starts = at(9, day=day) + place * dt.timedelta(minutes=40)
        yield {
            "title_fr": f"Ce que l’expérience apprend à la pratique, étude numéro {n}",
            "room": rooms[track],
            "track": tracks[track],
            "starts_at": starts,
            "ends_at": starts + dt.timedelta(minutes=30),
        }


def add_talks(event: Event, sessions: list[Session]) -> None:
    """One in each session, by somebody of its own."""
    said = Talk.objects.bulk_create(
        Talk(
            event=event,
            session=one,
            title_fr=one.title_fr,
            about_fr="Un résumé de quelques lignes. " * 12,
        )
        for one in sessions
    )
    people = Speaker.objects.bulk_create(
        Speaker(
            event=event,
            name=f"Intervenante Numéro {n}",
            discipline="sociologue",
            affiliation="Université de Lille",
            country="FR",
        )
        for n in range(len(sessions))
    )
    TalkSpeaker.objects.bulk_create(
        TalkSpeaker(talk=talk, speaker=people[n]) for n, talk in enumerate(said)
    )

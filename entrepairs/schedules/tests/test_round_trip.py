"""Our own exports, read back, change nothing: whatever the event holds, cancelled or not."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrepairs.core import hats
from entrepairs.events import queries
from entrepairs.events.models import Event, Session, Talk, TalkSpeaker, Track
from entrepairs.events.tests.making import (
    a_large_event,
    a_material,
    a_session,
    a_speaker,
    a_study_day,
    a_talk,
    an_event,
    at,
)
from entrepairs.schedules import import_plan
from entrepairs.schedules.formats.make_timetable import make_timetable
from entrepairs.schedules.formats.write_frab import write_xml
from entrepairs.schedules.formats.write_pretalx import write_json

WRITERS = (write_xml, write_json)
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.text(letters, max_size=40) | st.sampled_from(
    [
        "",
        "a\r\nb\r\n\r\nc",
        "x" * 300,
        "Zoé & <i>Léo</i>",
        "Annulé : pour de vrai",
        "e\u0301",
        "  b ",
    ]
)
titles = words.map(lambda text: text[:300]).filter(
    lambda text: text.strip().isprintable() and text.strip()
)
links = st.lists(
    st.builds(
        lambda title, path, attachment: {
            "title": title,
            "url": f"https://elsewhere.example/{path}",
            "attachment": attachment,
        },
        st.sampled_from(["Notes", "Vidéo & plus"]),
        st.sampled_from(["a", "b?c=1&d=2"]),
        st.booleans(),
    ),
    max_size=2,
)


def exports(event: Event) -> list[bytes]:
    with hats.system("test"):
        event = queries.all_events().get(pk=event.pk)
        sessions = queries.with_talks(queries.sessions_of(event, None))
        told = make_timetable(event, sessions, lambda path: f"https://here.example{path}")
    return [write(told) for write in WRITERS]


def check_nothing_changes(event: Event, whole: bool = True) -> None:
    for content in exports(event):
        with hats.system("test"):
            found = import_plan.plan_for_event(content, event)
        [comparison] = found.comparisons
        said = [(row.what, row.title) for row in (*comparison.new, *comparison.changed)]
        assert said == []
        assert comparison.gone == []
        assert comparison.unchanged > 0 or not whole


@st.composite
def told_rows(draw: st.DrawFn) -> dict[str, Any]:
    """The words of a session or a talk, in one language or more."""
    language = draw(st.sampled_from(["fr", "en", "other", "both"]))
    found: dict[str, Any] = {"title_fr": "", "title_en": "", "links": draw(links)}
    for one in ("fr", "en") if language == "both" else (language,):
        found[f"title_{one}"] = draw(titles)
        found[f"about_{one}"] = draw(words)
        found[f"subtitle_{one}"] = draw(titles | st.just(""))
    if language == "other":
        found["other_language"] = "de"
    found["type_name"] = draw(st.sampled_from(["", "Vortrag", "Lightning talk"]))
    found["licence"] = draw(st.sampled_from(["", "CC BY 4.0"]))
    return found


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, Any]:
    sessions = []
    for number in range(draw(st.integers(1, 4))):
        talks = draw(st.lists(told_rows(), max_size=3))
        sessions.append(
            {
                "told": draw(told_rows()),
                "timed": draw(st.booleans()),
                "kind": draw(st.sampled_from(Session.Kind.values)),
                "room": draw(st.booleans()),
                "track": draw(st.booleans()),
                "starts_at": at(8 + 2 * number),
                "talks": talks,
                "talks_timed": draw(st.booleans()),
                "language": draw(st.sampled_from(["", "fr", "en", "de"])),
            }
        )
    return {
        "language": draw(st.sampled_from(["fr", "en", "de"])),
        "state": draw(st.sampled_from(["published", "cancelled"])),
        "sessions": sessions,
    }


def build(network: Any, programme: dict[str, Any]) -> Event:
    event = an_event(network.escale, language=programme["language"])
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(state=programme["state"])
        track = Track.objects.create(event=event, name_fr="Savoirs", name_en="Knowledge")
        room = event.rooms.create(name="Salle  1")
    for row in programme["sessions"]:
        hours = {"starts_at": row["starts_at"], "ends_at": row["starts_at"] + dt.timedelta(hours=2)}
        session = a_session(
            event,
            kind=row["kind"],
            room=room if row["room"] else None,
            track=track if row["track"] else None,
            **row["told"],
            **(hours if row["timed"] else {}),
        )
        for number, told in enumerate(row["talks"]):
            start = row["starts_at"] + dt.timedelta(minutes=30 * number)
            timed = {"starts_at": start, "ends_at": start + dt.timedelta(minutes=30)}
            more = timed if row["timed"] and row["talks_timed"] else {}
            speaker = a_speaker(event, f"Nour {session.pk} {number}", about_fr="Paire\r\nici")
            a_talk(session, speaker, language=row["language"], **told, **more)
    with hats.system("test"):
        return Event.objects.get(pk=event.pk)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(programmes())
def test_whatever_an_event_holds_its_files_change_nothing_in_it(
    network: Any, programme: dict[str, Any]
) -> None:
    with transaction.atomic():
        check_nothing_changes(build(network, programme), whole=False)
        transaction.set_rollback(True)


def test_the_files_of_whole_events_change_nothing_in_them(network: Any, claire: Any) -> None:
    day = a_study_day(network.escale, claire)
    with hats.system("test"):
        talk = Talk.objects.filter(event=day, starts_at__isnull=False).first()
    a_material(day, "Diapositives", talk=talk)
    check_nothing_changes(day)
    check_nothing_changes(a_large_event(network.escale, talks=60, tracks=6))


def test_what_collides_knowingly_keeps_its_mark(network: Any, claire: Any) -> None:
    event = an_event(network.escale)
    with hats.system("test"):
        room = event.rooms.create(name="Salle")
    nour = a_speaker(event, "Nour")
    for number in (1, 2):
        hours = {"starts_at": at(9), "ends_at": at(10)}
        session = a_session(event, title_fr=f"S{number}", room=room, collides=number == 2, **hours)
        talk = Talk(event=event, session=session, title_fr=f"T{number}", **hours)
        with hats.system("test"):
            talk.save()
            TalkSpeaker.objects.create(talk=talk, speaker=nour, collides=number == 2)
    check_nothing_changes(event)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_cancelled_event_says_so_in_each_entry(network: Any, language: str) -> None:
    event = an_event(network.escale, language=language, state="cancelled")
    a_session(event, title_fr="Ouverture", title_en="Opening", starts_at=at(9), ends_at=at(10))
    before = {"fr": "Annulé\xa0:\xa0Ouverture", "en": "Cancelled: Opening"}[language]
    xml, told = exports(event)
    assert before in xml.decode()
    conference = json.loads(told)["schedule"]["conference"]
    assert conference["title"].startswith(before[:6])
    [slot] = [one for room in conference["days"][0]["rooms"].values() for one in room]
    assert slot["title"] == before

"""Sessions and talks: where and when they can be, and what is said when they can not."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event, Session, SessionChair, Speaker, Talk, TalkSpeaker
from entrepairs.events.tests.preparing import at, begun, hours
from entrepairs.ledger.transactions import NotPossible
from entrepairs.ui import formats


@pytest.fixture(autouse=True)
def _as_claire(event: Event, claire: Any) -> Any:
    with hats.person(claire.pk):
        yield


def add(event: Event, by: Any, title: str = "Ouverture", **told: Any) -> Session:
    return actions.add_session(event=event, told={"title_fr": title, **told}, once=uuid4(), by=by)


def speak(session: Session, by: Any, title: str, *names: str, **told: Any) -> Talk:
    return actions.add_talk(
        session=session, told={"title_fr": title, **told}, speakers=names, once=uuid4(), by=by
    )


def test_two_sessions_in_a_room_at_a_time_are_refused_with_the_one_that_is_there(
    event: Event, claire: Any
) -> None:
    room = actions.add_room(event=event, name="Grande salle", once=uuid4(), by=claire)
    add(event, claire, room=room, **hours(9, 11))
    with pytest.raises(ValidationError) as refused:
        add(event, claire, "Atelier", room=room, **hours(10, 12))
    assert refused.value.messages == [
        f"“Ouverture” is already in this room (Grande salle): {formats.day(at(9))}, 09:00 – 11:00"
    ]
    assert Session.objects.count() == 1
    add(event, claire, "Atelier", room=room, **hours(11, 12))


def test_a_speaker_in_two_talks_at_a_time_is_refused_with_the_other_talk(
    event: Event, claire: Any
) -> None:
    first, second = (
        add(event, claire, **hours(9, 11)),
        add(event, claire, "Atelier", **hours(9, 11)),
    )
    speak(first, claire, "Savoirs", "Nour El Amrani", **hours(9, 10))
    with pytest.raises(
        ValidationError, match=r"Nour El Amrani is already speaking in “Savoirs”: .*09:00 – 10:00"
    ):
        speak(
            second,
            claire,
            "Pouvoirs",
            "Ana Diaz",
            "nour el amrani",
            starts_at=at(9, 30),
            ends_at=at(10, 30),
        )
    assert list(Speaker.objects.values_list("name", flat=True)) == ["Nour El Amrani"]
    assert Talk.objects.count() == 1


def test_a_session_moves_with_its_talks_past_each_other(event: Event, claire: Any) -> None:
    session = add(event, claire, **hours(9, 11))
    speak(session, claire, "Un", "Nour", **hours(9, 10))
    speak(session, claire, "Deux", "Nour", **hours(10, 11))
    actions.move_session(session=session, room=None, once=uuid4(), by=claire, **hours(10, 12))
    assert [talk.starts_at for talk in Talk.objects.order_by("order")] == [at(10), at(11)]
    assert set(TalkSpeaker.objects.values_list("starts_at", flat=True)) == {at(10), at(11)}
    with pytest.raises(ValidationError, match="during its session"):
        actions.move_session(
            session=session, room=None, starts_at=at(10), ends_at=at(11), once=uuid4(), by=claire
        )
    actions.move_session(
        session=session, room=None, starts_at=None, ends_at=None, once=uuid4(), by=claire
    )
    assert set(Talk.objects.values_list("starts_at", flat=True)) == {None}


def test_a_session_that_moves_to_where_its_speaker_is_elsewhere_stays(
    event: Event, claire: Any
) -> None:
    first, second = (
        add(event, claire, **hours(9, 10)),
        add(event, claire, "Atelier", **hours(11, 12)),
    )
    speak(first, claire, "Un", "Nour", **hours(9, 10))
    speak(second, claire, "Deux", "Nour", **hours(11, 12))
    with pytest.raises(ValidationError, match="Nour is already speaking in “Un”"):
        actions.move_session(session=second, room=None, once=uuid4(), by=claire, **hours(9, 10))
    second.refresh_from_db()
    assert second.starts_at == at(11)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"starts_at": at(10), "ends_at": at(9)}, "end is before the start"),
        ({"starts_at": at(10), "ends_at": None}, "both"),
        (
            {
                "starts_at": at(9, day=dt.date(2083, 3, 27)),
                "ends_at": at(10, day=dt.date(2083, 3, 27)),
            },
            "The event is on",
        ),
    ],
)
def test_hours_that_can_not_be_are_refused(event: Event, claire: Any, wrong: Any, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        add(event, claire, **wrong)


def test_a_talk_is_within_its_session(event: Event, claire: Any) -> None:
    session = add(event, claire, **hours(9, 10))
    with pytest.raises(ValidationError, match="during its session"):
        speak(session, claire, "Un", starts_at=at(9, 30), ends_at=at(10, 30))


def test_chairs_and_speakers_keep_their_order_and_are_found_again_by_name(
    event: Event, claire: Any
) -> None:
    session = actions.add_session(
        event=event, told={"title_fr": "Table"}, chairs=["Zoé", "Ana"], once=uuid4(), by=claire
    )
    assert [chair.speaker.name for chair in SessionChair.objects.all()] == ["Zoé", "Ana"]
    talk = speak(session, claire, "Un", "Ana", "Zoé", "Ana")
    assert [s.speaker.name for s in TalkSpeaker.objects.all()] == ["Ana", "Zoé"]
    actions.change_talk(
        talk=talk, told={"title_fr": "Un"}, speakers=["Zoé"], once=uuid4(), by=claire
    )
    assert [s.speaker.name for s in TalkSpeaker.objects.all()] == ["Zoé"]
    assert Speaker.objects.count() == 2
    actions.change_session(
        session=session, told={"title_fr": "Table"}, chairs=["Ana"], once=uuid4(), by=claire
    )
    assert [chair.speaker.name for chair in SessionChair.objects.all()] == ["Ana"]


def test_what_somebody_else_removed_is_said_to_have_changed(event: Event, claire: Any) -> None:
    session = add(event, claire)
    talk = speak(session, claire, "Un", "Nour")
    speaker = Speaker.objects.get()
    actions.remove_talk(talk=Talk.objects.get(), once=uuid4(), by=claire)
    with pytest.raises(NotPossible):
        actions.change_talk(
            talk=talk, told={"title_fr": "Deux"}, speakers=[], once=uuid4(), by=claire
        )
    actions.remove_speaker(speaker=Speaker.objects.get(), once=uuid4(), by=claire)
    words = dict.fromkeys(
        ("discipline", "position", "affiliation", "country", "about_fr", "about_en"), ""
    )
    with pytest.raises(NotPossible):
        actions.change_speaker(
            speaker=speaker, told={"name": "Nour", **words}, once=uuid4(), by=claire
        )


def test_nothing_of_another_event_is_used(event: Event, network: Any, claire: Any) -> None:
    other = begun(network.escale, claire, title_fr="Une autre journée")
    room = actions.add_room(event=other, name="Là-bas", once=uuid4(), by=claire)
    with pytest.raises(NotPossible):
        add(event, claire, room=room)

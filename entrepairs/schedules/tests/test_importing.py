"""A file becomes a programme: all of it or nothing, and the same file again changes nothing."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import (
    Event,
    Room,
    Session,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.events.tests.preparing import at, begun, hours
from entrepairs.library.models import Resource
from entrepairs.schedules import import_plan
from entrepairs.schedules.actions import import_programmes
from entrepairs.schedules.tests.files import CSV, frab, frab_event, large, pretalx, pretalx_event
from entrepairs.schedules.tests.importing import picture, understood, write
from entrepairs.search.models import Entry
from entrepairs.ui import formats

EXPEERTS = (Path(__file__).parent.parent / "data" / "expeerts.json").read_bytes()


@pytest.fixture
def event(network: Any, claire: Any) -> Event:
    return begun(network.escale, claire, ends_on=at(0).date().replace(day=28))


@pytest.mark.parametrize(
    "content",
    [
        frab([[frab_event(1, 0, "09:00") + frab_event(2, 0, "09:30")]]),
        pretalx(pretalx_event(1), pretalx_event(2, "09:30")),
        CSV.encode(),
    ],
    ids=["frab", "pretalx", "csv"],
)
def test_the_same_file_twice_changes_nothing(event: Event, claire: Any, content: bytes) -> None:
    first = write(event, content, claire).comparisons[0]
    before = picture()
    again = write(event, content, claire).comparisons[0]
    assert (again.new, again.changed, again.gone, again.nothing) == ([], [], [], True)
    assert again.unchanged > 0
    assert not first.nothing
    assert picture() == before


def test_a_frab_event_is_a_session_of_one_talk_both_found_again(event: Event, claire: Any) -> None:
    write(event, frab([[frab_event(1, 0, "09:00", type="Workshop")]]), claire)
    with hats.person(claire.pk):
        talk = Talk.objects.select_related("session__room", "session__track").get()
        assert (talk.guid, talk.session.kind, talk.session.room, talk.session.track) == (
            UUID(int=1),
            "workshop",
            Room.objects.get(),
            Track.objects.get(),
        )
        assert (talk.starts_at, talk.session.starts_at) == (at(9), at(9))


def test_what_changed_in_the_file_changes_here_and_what_it_does_not_say_stays(
    event: Event, claire: Any
) -> None:
    write(event, frab([[frab_event(1, 0, "09:00") + frab_event(2, 0, "10:00")]]), claire)
    with hats.person(claire.pk):
        Talk.objects.filter(guid=UUID(int=1)).update(title_en="Talk one", not_recorded=True)
    later = frab([[frab_event(1, 0, "11:00", title="Autre titre") + frab_event(2, 0, "10:00")]])
    found = write(event, later, claire).comparisons[0]
    assert [(line.what, line.title) for line in found.changed] == [
        ("session", "Autre titre"),
        ("talk", "Autre titre"),
    ]
    with hats.person(claire.pk):
        talk = Talk.objects.get(guid=UUID(int=1))
        assert (talk.title_fr, talk.title_en, talk.not_recorded, talk.starts_at) == (
            "Autre titre",
            "Talk one",
            True,
            at(11),
        )
        assert TalkSpeaker.objects.get(talk=talk).starts_at == at(11)


def test_two_talks_of_a_speaker_and_a_room_may_change_places(event: Event, claire: Any) -> None:
    nour = '<person id="9">Nour</person>'
    write(
        event,
        frab([[frab_event(1, 0, "09:00", persons=nour) + frab_event(2, 0, "09:30", persons=nour)]]),
        claire,
    )
    write(
        event,
        frab([[frab_event(2, 0, "09:00", persons=nour) + frab_event(1, 0, "09:30", persons=nour)]]),
        claire,
    )
    with hats.person(claire.pk):
        assert list(Talk.objects.order_by("starts_at").values_list("guid", flat=True)) == [
            UUID(int=2),
            UUID(int=1),
        ]


def test_what_is_here_and_not_in_the_file_stays_unless_it_is_said_to_go(
    event: Event, claire: Any
) -> None:
    both, one = (
        frab([[frab_event(1, 0, "09:00") + frab_event(2, 0, "10:00")]]),
        frab([[frab_event(1, 0, "09:00")]]),
    )
    write(event, both, claire)
    found = write(event, one, claire).comparisons[0]
    assert sorted(line.what for line in found.gone) == ["session", "speaker", "talk"]
    assert found.nothing
    with hats.person(claire.pk):
        assert Talk.objects.count() == 2
    write(event, one, claire, without_gone=True)
    with hats.person(claire.pk):
        assert (Talk.objects.count(), Session.objects.count(), Speaker.objects.count()) == (1, 1, 1)


def test_a_room_taken_by_what_the_file_does_not_name_is_told(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        room = actions.add_room(event=event, name="Salle 1", once=uuid4(), by=claire)
        told = {"title_fr": "Accueil", "room": room, **hours(9, 10)}
        actions.add_session(event=event, told=told, once=uuid4(), by=claire)
        found = understood(event, frab([[frab_event(1, 0, "09:30")]]))
        assert [note.what for note in found.collides] == [
            "in Salle 1, “Talk 1” starts before the end of “Accueil” (already in the programme, "
            f"{formats.day(at(9))}, 09:00 – 10:00): it is imported without its room"
        ]
        assert (
            understood(event, frab([[frab_event(1, 0, "09:30")]]), without_gone=True).collides == []
        )


def test_somebody_written_by_hand_is_found_again_by_name(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        actions.add_session(
            event=event, told={"title_fr": "Table"}, chairs=["Ana Díaz"], once=uuid4(), by=claire
        )
    write(event, CSV.encode(), claire)
    with hats.person(claire.pk):
        assert Speaker.objects.filter(name="Ana Díaz").count() == 1


def test_a_talk_of_a_session_of_several_stays_in_it(event: Event, claire: Any) -> None:
    """Our own schedule.xml, read again: it names talks, not the sessions that hold them."""
    with hats.person(claire.pk):
        session = actions.add_session(
            event=event, told={"title_fr": "Plénière", **hours(9, 11)}, once=uuid4(), by=claire
        )
        talks = [
            actions.add_talk(
                session=session,
                told={"title_fr": f"Talk {n}", **hours(8 + n, 9 + n)},
                once=uuid4(),
                by=claire,
            )
            for n in (1, 2)
        ]
    events = "".join(
        frab_event(n, 0, f"{8 + n:02}:00", "01:00", guid=str(t.guid))
        for n, t in enumerate(talks, 1)
    )
    found = write(event, frab([[events]]), claire).comparisons[0]
    assert found.gone == []
    with hats.person(claire.pk):
        assert Session.objects.get().talks.count() == 2


def test_the_expeerts_events_are_begun_and_begun_once(network: Any, eve: Any) -> None:
    with hats.person(eve.pk):
        found = import_plan.plan_for_organisation(
            EXPEERTS, network.university, eve.pk, without_gone=False
        )
        assert found.is_ready
        events = import_programmes(
            comparisons=found.comparisons,
            organisation=network.university,
            without_gone=False,
            once=uuid4(),
            by=eve,
        )
        assert [event.starts_on.year for event in events] == [2019, 2021]
        assert (Session.objects.count(), Talk.objects.count(), TalkSpeaker.objects.count()) == (
            3,
            6,
            7,
        )
        assert Resource.objects.filter(title_fr="").count() == Resource.objects.count() == 10
        assert (
            Resource.objects.get(publisher="L'aire d'u", series__slug="expeerts").kind
            == "recording"
        )
        assert import_plan.plan_for_organisation(
            EXPEERTS, network.university, eve.pk, without_gone=False
        ).nothing


def test_of_several_events_the_one_of_that_day_is_meant(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        assert "several events" in understood(event, EXPEERTS).refusals[0].what


@pytest.mark.nightly
def test_a_thousand_talks_are_imported_in_few_statements(
    event: Event, claire: Any, queries: Any
) -> None:
    content = large()
    with queries() as made:
        write(event, content, claire)
    assert len(made) < 60
    with hats.person(claire.pk):
        assert (
            Talk.objects.count(),
            Session.objects.count(),
            Track.objects.count(),
            Room.objects.count(),
        ) == (
            1000,
            1000,
            30,
            30,
        )
        assert TalkSpeaker.objects.count() == 2000
        assert sorted(
            {
                talk.starts_at.astimezone(at(0).tzinfo).day
                for talk in Talk.objects.all()
                if talk.starts_at
            }
        ) == [26, 27, 28]
    with queries() as made:
        again = write(event, content, claire).comparisons[0]
    assert again.nothing
    assert len(made) < 40


def test_json_is_read_the_same_whatever_the_order_of_its_keys(event: Event, claire: Any) -> None:
    content = pretalx(pretalx_event(1))
    write(event, content, claire)
    turned = json.dumps(json.loads(content), sort_keys=True).encode()
    assert write(event, turned, claire).comparisons[0].nothing


def test_what_was_imported_into_a_published_event_is_found(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        actions.publish_event(event=event, once=uuid4(), by=claire)
    write(event, CSV.encode(), claire)
    with hats.person(None):
        found = Entry.objects.filter(kind="talk").values_list("title_fr", "names")
        assert ("Ce que la rue apprend", "Zoé Œuvrard") in found

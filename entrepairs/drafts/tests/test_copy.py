"""An event begun from an earlier one: what comes with it, and that nobody does."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.drafts.actions.copies import Parts, copy_event
from entrepairs.events.models import Event, Room, Session, SessionChair, Speaker, Talk, Track
from entrepairs.events.tests.making import FIRST, PARIS, a_material, a_study_day, an_event, at
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.models import Series
from entrepairs.people.models import Membership, Person
from entrepairs.registrations.models import Registration
from entrepairs.tests.posting import As, once, text

NEXT = dt.date(2084, 11, 20)  # in winter, when clocks show another hour


@pytest.fixture
def event(network: Any, claire: Person, david: Person) -> Event:
    """A full study day that Claire and David prepare, with somebody registered and a document."""
    with hats.system("test"):
        series = Series.objects.create(slug="pairs", title_fr="Pairs")
    made = a_study_day(network.escale, claire, david, series=series, capacity=40, quiet_room=True)
    a_material(made)
    with hats.system("test"):
        Registration.objects.create(event=made, name="Zoé")
        Speaker.objects.filter(event=made).update(person=david)
    return made


def copied(event: Event, by: Person, parts: Parts, **told: Any) -> Event:
    with hats.person(by.pk):
        return copy_event(
            event=event,
            told={"title_fr": "Encore", "title_en": "", "starts_on": NEXT, **told},
            parts=parts,
            once=uuid4(),
            by=by.pk,
        )


def test_it_says_the_same_on_another_day_and_nobody_comes_with_it(
    event: Event, claire: Person
) -> None:
    made = copied(event, claire, Parts(talks=True))
    with hats.system("test"):
        made = Event.objects.get(pk=made.pk)
        assert (made.state, made.starts_on, made.ends_on) == ("draft", NEXT, NEXT)
        assert (made.title_fr, made.title_en) == ("Encore", "")
        for same in ("venue", "capacity", "quiet_room", "kind", "series_id", "time_zone"):
            assert getattr(made, same) == getattr(event, same)
        prepared_by = Membership.objects.filter(circle=made.circle_id)
        assert [one.person_id for one in prepared_by] == [claire.pk]
        assert [room.name for room in Room.objects.filter(event=made)] == [
            "Grande salle",
            "Salle bleue",
        ]
        assert Track.objects.filter(event=made).count() == 2
        first = Session.objects.filter(event=made).order_by("starts_at")[0]
        assert first.room is not None
        assert first.room.event_id == made.pk
        starts = dt.datetime.combine(NEXT, dt.time(9, 30), tzinfo=PARIS)
        assert (first.title_en, first.starts_at) == ("What peers know", starts)
        assert not first.recorded
        talks = Talk.objects.filter(event=made).order_by("starts_at")
        assert [talk.title_fr or talk.title_en for talk in talks] == [
            "Savoirs d’expérience",
            "Two years in a team",
        ]
        assert talks[0].session_id == first.pk
        for nobody in (Speaker, Registration):
            assert not nobody._default_manager.filter(event=made).exists()
        assert not SessionChair.objects.filter(session__event=made).exists()
        assert not made.materials.exists()
        assert Session.objects.filter(event=event).count() == 4  # the earlier one stays


def test_only_what_is_ticked_is_copied(event: Event, claire: Person) -> None:
    made = copied(event, claire, Parts(rooms=False, tracks=False))
    bare = copied(event, claire, Parts(rooms=False, tracks=False, sessions=False))
    with hats.system("test"):
        assert Session.objects.filter(event=made, room=None, track=None).count() == 4
        assert not Talk.objects.filter(event=made).exists()
        assert not Room.objects.filter(event=made).exists()
        assert not Session.objects.filter(event=bare).exists()


@pytest.mark.parametrize("who", ["david", "amel", "farid"])
def test_only_who_prepares_it_and_coordinates_its_organisation_copies_it(
    event: Event, network: Any, who: str
) -> None:
    with pytest.raises(NotPossible):
        copied(event, network.people[who.title()], Parts())
    with hats.system("test"):
        assert Event.objects.count() == 1


def test_the_page_proposes_next_year_and_comes_back_filled(
    as_person: As, event: Event, claire: Person, david: Person, amel: Person
) -> None:
    address, client = f"{event.path}prepare/copy/", as_person(claire)
    assert address in text(client.get(f"{event.path}prepare/"))
    next_year = (FIRST + dt.timedelta(weeks=52)).isoformat()
    assert next_year in text(client.get(address))
    sent = {"title_fr": "", "title_en": "", "starts_on": NEXT.isoformat(), "talks": "on"}
    refused = text(client.post(address, {**sent, **once()}))
    assert "Enter a title in at least one language." in refused
    assert "tick the sessions too" in refused
    assert NEXT.isoformat() in refused
    sent |= {"title_fr": "Encore", "sessions": "on", **once()}
    first, second = (client.post(address, sent)["Location"] for _time in range(2))
    assert first == second
    assert "Ouverture" not in text(client.get(first))
    assert "Encore" in text(client.get(first))
    assert "Ask a coordinator" in text(as_person(david).get(address))
    assert as_person(amel).get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_copying_asks_as_much_for_thirty_sessions_as_for_one(
    network: Any, claire: Person, queries: Any, rows: int
) -> None:
    made = an_event(network.escale, claire)
    with hats.system("test"):
        Session.objects.bulk_create(
            Session(event=made, title_fr=f"N{n}", starts_at=at(9), ends_at=at(10))
            for n in range(rows)
        )
    with queries() as asked:
        copied(made, claire, Parts())
    assert len(asked) == 13

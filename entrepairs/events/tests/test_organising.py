"""Who begins an event, and what becomes of it."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Bookmark, Event, Material, Room
from entrepairs.events.tests.preparing import begun, hours, told
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.models import Resource, Series
from entrepairs.search.models import Entry


def test_a_coordinator_begins_an_event_and_is_in_its_circle(network: Any, claire: Any) -> None:
    event = begun(network.escale, claire)
    with hats.person(claire.pk):
        assert event.circle.key == event.key
        assert [m.person_id for m in event.circle.memberships.all()] == [claire.pk]
        assert Event.objects.get(pk=event.pk).state == "draft"
    with hats.system("test"):
        assert Deed.objects.get(room="events", verb="begin").object_key == event.key


@pytest.mark.parametrize("who", ["amel", "bruno", "david", "eve", "farid"])
def test_nobody_begins_one_for_an_organisation_that_they_do_not_coordinate(
    network: Any, who: str
) -> None:
    with pytest.raises(NotPossible):
        begun(network.escale, network.people[who.capitalize()])
    with hats.system("test"):
        assert not Event.objects.exists()
        assert not Deed.objects.filter(room="events").exists()


def test_the_same_form_twice_makes_one_event(network: Any, claire: Any) -> None:
    once = uuid4()
    with hats.person(claire.pk):
        event = actions.begin_event(organisation=network.escale, told=told(), once=once, by=claire)
        with pytest.raises(AlreadyDone) as before:
            actions.begin_event(organisation=network.escale, told=told(), once=once, by=claire)
    assert before.value.deed.object_key == event.key


def test_it_needs_a_title_and_does_not_end_before_it_begins(network: Any, claire: Any) -> None:
    for wrong in ({"title_fr": ""}, {"ends_on": dt.date(2083, 3, 25)}):
        with pytest.raises(ValidationError):
            begun(network.escale, claire, **wrong)


def test_a_series_is_named_once_and_found_again(network: Any, claire: Any) -> None:
    first, second = (begun(network.escale, claire, series="Être pair") for _ in range(2))
    assert first.series_id == second.series_id is not None
    with hats.system("test"):
        assert Series.objects.get().slug == "etre-pair"


@pytest.mark.parametrize("who", ["amel", "david", "eve", "farid"])
def test_others_change_nothing_of_it(event: Event, network: Any, who: str) -> None:
    person = network.people[who.capitalize()]
    for action in (actions.publish_event, actions.cancel_event):
        with hats.person(person.pk), pytest.raises(NotPossible):
            action(event=event, once=uuid4(), by=person)
    with hats.person(person.pk), pytest.raises(NotPossible):
        actions.change_event(event=event, told=told(venue="Ailleurs"), once=uuid4(), by=person)
    with hats.person(person.pk), pytest.raises(NotPossible):
        actions.add_room(event=event, name="Salle", once=uuid4(), by=person)


def test_published_it_is_seen_by_everyone_with_its_materials_and_cancelled_it_stays(
    event: Event, claire: Any
) -> None:
    with hats.person(claire.pk):
        actions.add_material(
            event=event, told={"kind": "document", "title_fr": "Affiche"}, once=uuid4(), by=claire
        )
    with hats.person(None):
        assert not Event.objects.exists()
        assert not Resource.objects.exists()
    with hats.person(claire.pk):
        actions.publish_event(event=event, once=uuid4(), by=claire)
    with hats.person(None):
        assert Event.objects.get().published_at is not None
        assert Resource.objects.get().title_fr == "Affiche"
        assert Entry.objects.get(kind="document").title_fr == "Affiche"
        assert Material.objects.count() == 1
    with hats.person(claire.pk):
        with pytest.raises(NotPossible):
            actions.publish_event(event=event, once=uuid4(), by=claire)
        actions.cancel_event(event=event, once=uuid4(), by=claire)
        with pytest.raises(NotPossible):
            actions.cancel_event(event=event, once=uuid4(), by=claire)
    with hats.person(None):
        assert Event.objects.get().state == "cancelled"


def test_what_is_listed_once_it_is_published_is_public_at_once(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        actions.publish_event(event=event, once=uuid4(), by=claire)
        material = actions.add_material(
            event=event, told={"kind": "book", "title_fr": "Actes"}, once=uuid4(), by=claire
        )
    with hats.person(None):
        assert Resource.objects.get().title_fr == "Actes"
        assert Entry.objects.get(kind="book").title_fr == "Actes"
    with hats.person(claire.pk):
        actions.remove_material(material=material, once=uuid4(), by=claire)
    with hats.person(None):
        assert not Material.objects.exists()
        assert Resource.objects.exists()


def test_a_link_leads_somewhere(event: Event, claire: Any) -> None:
    with hats.person(claire.pk), pytest.raises(ValidationError, match="address"):
        actions.add_material(
            event=event, told={"kind": "link", "title_fr": "Site"}, once=uuid4(), by=claire
        )


def test_it_is_not_published_without_saying_where(network: Any, claire: Any) -> None:
    event = begun(network.escale, claire, venue="")
    with hats.person(claire.pk), pytest.raises(ValidationError, match="where"):
        actions.publish_event(event=event, once=uuid4(), by=claire)


def test_its_days_do_not_leave_sessions_outside(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        actions.add_session(
            event=event, told={"title_fr": "Ouverture", **hours(9, 10)}, once=uuid4(), by=claire
        )
        later = dt.date(2083, 3, 27)
        with pytest.raises(ValidationError, match="outside"):
            actions.change_event(
                event=event, told=told(starts_on=later, ends_on=later), once=uuid4(), by=claire
            )


def test_rooms_and_tracks_have_a_name_of_their_own(event: Event, claire: Any) -> None:
    with hats.person(claire.pk):
        room = actions.add_room(event=event, name="Grande salle", once=uuid4(), by=claire)
        other = actions.add_room(event=event, name="Petite salle", once=uuid4(), by=claire)
        assert (room.order, other.order) == (0, 1)
        with pytest.raises(ValidationError, match="already"):
            actions.add_room(event=event, name="Grande salle", once=uuid4(), by=claire)
        with pytest.raises(ValidationError, match="already"):
            actions.change_room(room=other, name="Grande salle", once=uuid4(), by=claire)
        actions.remove_room(room=room, once=uuid4(), by=claire)
        with pytest.raises(ValidationError, match="name"):
            actions.add_track(event=event, name_fr="", name_en="", once=uuid4(), by=claire)
        track = actions.add_track(
            event=event, name_fr="Droits", name_en="", once=uuid4(), by=claire
        )
        actions.change_track(
            track=track, name_fr="Droits", name_en="Rights", once=uuid4(), by=claire
        )
        actions.remove_track(track=track, once=uuid4(), by=claire)
    with hats.system("test"):
        assert [room.name for room in Room.objects.all()] == ["Petite salle"]


def test_a_session_taken_out_leaves_everybodys_own_programme(
    event: Event, claire: Any, amel: Any
) -> None:
    with hats.person(claire.pk):
        session = actions.add_session(
            event=event, told={"title_fr": "Ouverture"}, once=uuid4(), by=claire
        )
        actions.publish_event(event=event, once=uuid4(), by=claire)
    with hats.person(amel.pk):
        Bookmark.objects.create(person=amel, session=session)
    with hats.person(claire.pk):
        actions.remove_session(session=session, once=uuid4(), by=claire)
    with hats.system("test"):
        assert not Bookmark.objects.exists()

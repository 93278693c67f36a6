"""Somebody who has an account, registered by organisers: told, free to cancel, never twice."""

from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Block, Person
from entrepairs.registrations import actions, notifications
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As, once, text

TOLD = "The organisers registered you for an event"


def add(event: Event, person: Person, by: Person) -> Registration:
    with hats.person(by.pk):
        actions.add_person(event=event, person=person, once=uuid4(), by=by.pk)
    with hats.system("test"):
        return Registration.objects.get(event=event, person=person)


def test_who_is_registered_by_an_organiser_is_told_and_cancels_as_they_like(
    as_person: As, claire: Person, bruno: Person, event: Event
) -> None:
    address, organiser = f"{event.path}registrations/add/", as_person(claire)
    assert bruno.key in text(organiser.get(address, {"q": "Bru"}))
    assert organiser.post(address, once(person=bruno.key)).status_code == 302
    with hats.system("test"):
        one = Registration.objects.get()
    assert (one.person_id, one.state, one.added_by_id) == (bruno.pk, "place", claire.pk)
    for _time in range(2):
        notifications.tell_registered()
    client = as_person(bruno)
    assert TOLD in text(client.get("/today/"))
    assert "Claire registered you for an event" in text(client.get("/me/activity/"))
    assert "nobody asks you why" in text(client.get(one.path))
    assert TOLD not in text(client.get("/today/"))
    client.post(f"{one.path}cancel/", once())
    with hats.system("test"):
        one.refresh_from_db()
    assert one.state == "cancelled"
    with pytest.raises(NotPossible, match="only they can register again"):
        add(event, bruno, claire)
    assert bruno.key not in text(organiser.get(address, {"q": "Bru"}))


def test_who_is_added_to_a_full_event_waits_and_is_told_so(
    as_person: As, claire: Person, amel: Person, bruno: Person, event: Event
) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(capacity=1)
    register(as_person(amel), event)
    one = add(event, bruno, claire)
    notifications.tell_registered()
    assert TOLD in text(as_person(bruno).get("/today/"))
    assert "You are first on the waiting list" in text(as_person(bruno).get(one.path))


def test_nobody_is_added_twice_nor_across_a_block_nor_to_what_is_over(
    as_person: As, claire: Person, amel: Person, bruno: Person, event: Event
) -> None:
    register(as_person(amel), event)
    with pytest.raises(NotPossible, match="registered already"):
        add(event, amel, claire)
    with hats.system("test"):
        Block.objects.create(person=bruno, blocked=claire)
    with pytest.raises(NotPossible):
        add(event, bruno, claire)
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(state="cancelled")
        event.refresh_from_db()
    with pytest.raises(NotPossible, match="closed"):
        add(event, bruno, claire)


@pytest.mark.parametrize("who", ["amel", "eve", "farid"])
def test_nobody_else_registers_somebody(
    as_person: As, network: Any, bruno: Person, event: Event, who: str
) -> None:
    other = network.people[who.title()]
    sent = once(person=bruno.key)
    answer = as_person(other).post(f"{event.path}registrations/add/", sent)
    assert answer.status_code == 404
    with pytest.raises(NotPossible):
        add(event, bruno, other)
    with hats.system("test"):
        assert not Registration.objects.exists()

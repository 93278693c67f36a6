"""Somebody who has an account, asked by organisers whether they come: their yes is theirs alone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Block, Person
from entrepairs.registrations import actions, notifications
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As, once, text

ASKED = "The organisers ask whether you come to an event"


def only_one() -> Registration:
    with hats.system("test"):
        return Registration.objects.get()


def add(event: Event, person: Person, by: Person) -> Registration:
    with hats.person(by.pk):
        actions.ask_person(event=event, person=person, once=uuid4(), by=by.pk)
    with hats.system("test"):
        return Registration.objects.get(event=event, person=person)


def test_who_is_asked_by_an_organiser_is_registered_once_they_say_yes(
    as_person: As, claire: Person, bruno: Person, event: Event
) -> None:
    address, organiser = f"{event.path}registrations/add/", as_person(claire)
    assert bruno.key in text(organiser.get(address, {"q": "Bru"}))
    assert organiser.post(address, once(person=bruno.key)).status_code == 302
    one = only_one()
    assert (one.person_id, one.state, one.added_by_id) == (bruno.pk, "asked", claire.pk)
    for _time in range(2):
        notifications.tell_registered()
    client = as_person(bruno)
    assert "Claire asked whether you come to an event" in text(client.get("/me/activity/"))
    assert "You are not registered before you say yes." in text(client.get(one.path))
    assert ASKED in text(client.get("/today/"))  # reading is no answer
    assert "asked, no answer yet" in text(organiser.get(f"{event.path}registrations/"))
    assert client.post(f"{one.path}yes/", once()).status_code == 302
    assert only_one().state == "place"
    assert "You have a place" in text(client.get(one.path))
    notifications.tell_registered()
    assert ASKED not in text(client.get("/today/"))


def test_nobody_says_yes_for_them(
    as_person: As, client: Client, claire: Person, amel: Person, bruno: Person, event: Event
) -> None:
    one = add(event, bruno, claire)
    assert as_person(amel).post(f"{one.path}yes/", once()).status_code == 404
    assert "/enter/" in client.post(f"{one.path}yes/", once())["Location"]
    as_person(claire).post(f"/events/registration/{one.key}/accept/", once())
    for person in (amel, claire):
        with hats.person(person.pk), pytest.raises(NotPossible):
            actions.agree_to_registration(registration=one, once=uuid4(), by=person.pk)
        with hats.person(person.pk), pytest.raises(NotPossible):
            actions.accept_registration(registration=one, once=uuid4(), by=person.pk)
    assert only_one().state == "asked"


def test_who_says_no_is_asked_no_more_and_who_says_nothing_is_forgotten(
    as_person: As, claire: Person, amel: Person, bruno: Person, event: Event
) -> None:
    one = add(event, bruno, claire)
    client = as_person(bruno)
    assert "The organisers see that you are not coming." in text(client.get(f"{one.path}cancel/"))
    client.post(f"{one.path}cancel/", once())
    assert only_one().state == "cancelled"
    with pytest.raises(NotPossible, match="only they can register again"):
        add(event, bruno, claire)
    asked = f"{event.path}registrations/add/"
    assert bruno.key not in text(as_person(claire).get(asked, {"q": "Bru"}))
    add(event, amel, claire)
    over = timezone.now() + timedelta(days=13)
    assert notifications.forget_unconfirmed(over - timedelta(days=4)) == 0
    assert notifications.forget_unconfirmed(over) == 1
    assert only_one().person_id == bruno.pk


def test_who_says_yes_to_a_full_event_waits_and_is_told_so(
    as_person: As, claire: Person, amel: Person, bruno: Person, event: Event
) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(capacity=1)
    register(as_person(amel), event)
    one = add(event, bruno, claire)
    client = as_person(bruno)
    assert "All places are taken. With a yes, you go on the waiting list." in text(
        client.get(one.path)
    )
    client.post(f"{one.path}yes/", once())
    assert "You are first on the waiting list" in text(client.get(one.path))


def test_nobody_is_added_twice_nor_across_a_block_nor_to_what_is_over(
    as_person: As, claire: Person, amel: Person, bruno: Person, event: Event
) -> None:
    register(as_person(amel), event)
    with pytest.raises(NotPossible, match="registered or asked already"):
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

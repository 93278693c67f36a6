"""A cancelled event: those who registered are told, and told again when it does take place."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.registrations import notifications
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As, text


def decide(action: Any, event: Event, by: Person) -> None:
    with hats.person(by.pk):
        action(event=event, once=uuid4(), by=by)


@pytest.fixture
def called_off(
    client: Client, as_person: As, amel: Person, bruno: Person, claire: Person, event: Event
) -> list[str]:
    """Amel and Zoé have a place, Bruno waits; then Claire cancels the event."""
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(venue="Maison des associations")
    event.venue = "Maison des associations"
    rows = [
        register(as_person(amel), event),
        register(client, event, mail="zoe@mail.example"),
        register(as_person(bruno), event),
    ]
    notifications.tell_registered()
    mail.outbox.clear()
    decide(actions.cancel_event, event, claire)
    return [row.path for row in rows]


def test_a_cancelled_event_is_told_to_everyone_who_registered_once(
    client: Client, as_person: As, amel: Person, bruno: Person, called_off: list[str]
) -> None:
    assert notifications.tell_registered() == 3
    assert notifications.tell_registered() == 0
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["zoe@mail.example"], "The event is cancelled: Ce que nous savons")
    ]
    assert "is cancelled" in str(mail.outbox[0].body)
    for person, path in ((amel, called_off[0]), (bruno, called_off[2])):
        signed_in = as_person(person)
        assert "An event you registered for is cancelled" in text(signed_in.get("/today/"))
        page = text(signed_in.get(path))
        assert "please do not travel" in page
        assert "You have a place" not in page
        assert "You are first on the waiting list" not in page
        assert "An event you registered for is cancelled" not in text(signed_in.get("/today/"))
    assert "please do not travel" in text(client.get(called_off[1]))


@pytest.mark.parametrize("told_before", [True, False])
def test_it_takes_place_after_all_and_they_are_told_that_too(
    as_person: As,
    amel: Person,
    claire: Person,
    event: Event,
    called_off: list[str],
    told_before: bool,
) -> None:
    if told_before:
        notifications.tell_registered()
    decide(actions.publish_event, event, claire)
    notifications.tell_registered()
    subjects = [sent.subject for sent in mail.outbox]
    assert subjects == (
        ["The event is cancelled: Ce que nous savons", "You have a place"] if told_before else []
    )
    assert "it is cancelled" not in text(as_person(amel).get("/today/"))
    with hats.system("test"):
        assert Notice.objects.filter(about__endswith=":off", seen_at=None).count() == 0
        told = set(
            Notice.objects.filter(kind="place", seen_at=None).values_list("person", flat=True)
        )
    assert told == ({amel.pk} if told_before else set())  # who waits, waits as before


def test_the_person_who_cancelled_before_is_told_nothing(
    client: Client, claire: Person, event: Event
) -> None:
    one = register(client, event, mail="zoe@mail.example")
    notifications.tell_registered()
    client.post(f"{one.path}cancel/", {"once": str(uuid4())})
    mail.outbox.clear()
    decide(actions.cancel_event, event, claire)
    assert (notifications.tell_registered(), mail.outbox) == (0, [])
    assert "This registration is cancelled" in text(client.get(one.path))


def test_the_list_stays_at_hand_when_registration_is_closed(
    as_person: As, claire: Person, event: Event
) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(registers=False)
    assert f"{event.path}registrations/" in text(as_person(claire).get(f"{event.path}prepare/"))

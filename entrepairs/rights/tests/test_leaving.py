"""Leaving the network, coming back, and what becomes of a name after 30 days."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events.tests.making import an_event
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Affiliation, Circle, Facet, Membership, Person
from entrepairs.people.tests.telling import tell
from entrepairs.rights import settling
from entrepairs.rights.models import Departure
from entrepairs.tests.posting import As

LATER = timedelta(days=31)


def leave(person: Person, as_person: As) -> Any:
    return as_person(person).post("/me/data/leave/", {"once": uuid4()}, follow=True)


def current(person: Person) -> tuple[int, int]:
    with hats.system("test"):
        return (
            Membership.objects.current().filter(person=person).count(),
            Affiliation.objects.current().filter(person=person).count(),
        )


def test_amel_leaves_every_circle_at_once_and_is_found_by_nobody(
    amel: Person, bruno: Person, eve: Person, network: Any, as_person: As
) -> None:
    with hats.system("test"):
        Wish.objects.create(person=amel, room_for=2, audience=4)
    assert "Leave the network?" in as_person(amel).get("/me/data/leave/").text
    page = leave(amel, as_person)
    assert "You can come back until this day" in page.text
    assert current(amel) == (0, 0)
    with hats.system("test"):
        assert not Wish.objects.filter(person=amel, closed_at=None).exists()
        assert Circle.objects.get(pk=network.pair.pk).ended_at is not None
        assert Person.objects.get(pk=amel.pk).paused_at is not None
    assert "You left the network" in as_person(amel).get("/today/").text


def test_the_last_coordinator_is_told_so_and_may_leave(
    claire: Person, network: Any, as_person: As
) -> None:
    assert f"Nobody else coordinates: {network.escale.name}" in (
        as_person(claire).get("/me/data/leave/").text
    )
    leave(claire, as_person)
    assert current(claire) == (0, 0)


def test_the_last_organiser_of_an_event_leaves_too(
    eve: Person, network: Any, as_person: As
) -> None:
    an_event(network.university, eve)
    assert current(eve)[0] > 0
    assert "You have left." in leave(eve, as_person).text
    assert current(eve) == (0, 0)


def test_she_comes_back_within_thirty_days_and_asks_her_circles_again(
    amel: Person, as_person: As
) -> None:
    tell(amel, "voices")
    leave(amel, as_person)
    page = as_person(amel).post("/me/data/come-back/", {"once": uuid4()}, follow=True)
    assert "You are back." in page.text
    with hats.system("test"):
        row = Person.objects.get(pk=amel.pk)
        assert (row.paused_at, row.name) == (None, "Amel")
        assert Facet.objects.filter(person=amel).count() == 1
        assert not Departure.objects.exists()
    assert current(amel) == (0, 0)


def test_after_thirty_days_her_name_goes_and_she_comes_back_no_more(
    amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    tell(amel, "voices")
    leave(amel, as_person)
    assert settling.settle_due(timezone.now()) == 0
    assert settling.settle_due(timezone.now() + LATER) == 1
    with hats.person(bruno.pk):
        assert Person.objects.get(pk=amel.pk).name == "Une personne partie"
    with hats.system("test"):
        assert not Facet.objects.filter(person=amel).exists()
        Departure.objects.update(due_at=timezone.now())
    client = as_person(amel)
    page = client.post("/me/data/come-back/", {"once": uuid4()}, follow=True)
    assert "The 30 days are over" in page.text
    assert "Your account is empty." in page.text


def test_somebody_who_is_in_a_circle_again_has_come_back(
    amel: Person, network: Any, as_person: As
) -> None:
    leave(amel, as_person)
    with hats.system("test"):
        Membership.objects.create(circle=network.group, person=amel)
    assert settling.settle_due(timezone.now() + LATER) == 0
    with hats.system("test"):
        assert Person.objects.get(pk=amel.pk).name == "Amel"
        assert not Departure.objects.exists()

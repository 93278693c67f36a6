"""The first days: steps with ticks, and people who are free at the same time, in one press."""

from typing import Any

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people import slots
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.models import Facet, Person
from entrepairs.suggestions import refresh
from entrepairs.tests.posting import As, once
from entrepairs.tests.posting import text as words
from entrepairs.vocabulary.models import Concept

EVERY = (1 << 21) - 1


def see(as_person: As, person: Person) -> str:
    return words(as_person(person).get("/today/"))


def welcome(*people: Person) -> None:
    with hats.system("test"):
        for person in people:
            Person.objects.filter(pk=person.pk).update(welcomed_at=timezone.now())


@pytest.fixture
def eve_and_farid_look(eve: Person, farid: Person) -> None:
    with hats.system("test"):
        cancer = Concept.objects.get(scheme="experience", key="cancer")
    for person in (eve, farid):
        with hats.person(person.pk):
            tell_facet(by=person, kind="experience", concept=cancer, audience=4)
            tell_facet(by=person, kind="availability", slots=EVERY, audience=4)
            Wish.objects.create(person=person, audience=4)
    welcome(eve, farid)
    refresh.refresh_index()


def test_each_step_that_is_done_is_ticked_and_one_thing_is_to_press(
    as_person: As, eve: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=eve.pk).update(welcomed_at=None)
    page = see(as_person, eve)
    steps = page.split("Your first steps")[1].split("</section>")[0]
    assert steps.count('class="done"') == 1
    assert steps.count('class="button"') == 1
    assert "/welcome/" in steps
    welcome(eve)
    steps = see(as_person, eve).split("Your first steps")[1].split("</section>")[0]
    assert steps.count('class="done"') == 2
    assert "/pairs/looking/" in steps
    with hats.person(eve.pk):
        Wish.objects.create(person=eve, audience=4)
    steps = see(as_person, eve).split("Your first steps")[1].split("</section>")[0]
    assert steps.count('class="done"') == 3
    assert "/pairs/suggestions/" in steps
    assert "You are up to date" not in see(as_person, eve)


def test_with_a_peer_or_once_hidden_they_are_gone(
    as_person: As, amel: Person, eve: Person, network: Any
) -> None:
    welcome(amel, eve)
    assert "Your first steps" not in see(as_person, amel)
    assert "Hello Amel" in see(as_person, amel)
    client = as_person(eve)
    assert "Your first steps" in see(as_person, eve)
    assert client.post("/me/first-steps/hide/", once())["Location"] == "/today/"
    page = see(as_person, eve)
    assert "Your first steps" not in page
    assert "You are up to date" in page


def test_one_press_invites_somebody_who_is_free_at_the_same_time(
    as_person: As, eve: Person, farid: Person, eve_and_farid_look: None
) -> None:
    client = as_person(eve)
    page = see(as_person, eve)
    moments = page.split("Free when you are")[1].split("</ul>")[0]
    assert "Farid" in moments
    said = moments.split('name="words" value="')[1].split('"')[0]
    assert "Are you free at this time: " in said
    client.post(f"/pairs/invite/{farid.key}/", {"words": said} | once())
    with hats.system("test"):
        assert Invitation.objects.get(by=eve, to=farid).words == said
    page = see(as_person, eve)
    assert "Free when you are" not in page
    assert "You sent an invitation" in page


def test_without_a_time_in_common_nobody_is_shown_there(
    as_person: As, eve: Person, farid: Person, eve_and_farid_look: None
) -> None:
    with hats.system("test"):
        Facet.objects.filter(person=farid, kind="availability").update(audience=0)
    refresh.refresh_index()
    page = see(as_person, eve)
    assert "Your first steps" in page
    assert "Free when you are" not in page


@pytest.mark.parametrize("day", range(7))
def test_the_next_time_is_the_soonest_from_tomorrow_on(day: int) -> None:
    found = slots.next_time(slots.slot_bit(day, 1))
    assert found is not None
    later, on, third = found
    assert 1 <= later <= 7
    assert (on, third) == (day, 1)
    assert (timezone.localdate().weekday() + later) % 7 == day
    assert slots.next_time(0) is None


def test_who_looks_no_more_or_pauses_is_shown_nobody(
    as_person: As, eve: Person, farid: Person, eve_and_farid_look: None
) -> None:
    assert "Free when you are" in see(as_person, eve)
    with hats.system("test"):
        Person.objects.filter(pk=eve.pk).update(paused_at=timezone.now())
    assert "Free when you are" not in see(as_person, eve)
    with hats.system("test"):
        Person.objects.filter(pk=eve.pk).update(paused_at=None)
        Wish.objects.filter(person=eve).update(closed_at=timezone.now())
    page = see(as_person, eve)
    assert "Your first steps" in page
    assert "Free when you are" not in page


def test_no_invitation_names_a_time_that_its_reader_may_not_see(
    as_person: As, eve: Person, eve_and_farid_look: None
) -> None:
    with hats.system("test"):
        Facet.objects.filter(person=eve, kind="availability").update(audience=3)
    page = see(as_person, eve)
    assert "Your first steps" in page
    assert "Free when you are" not in page

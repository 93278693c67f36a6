"""A course is told before a yes; who was there is noted, and keeps their hours."""

import random
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from entrepairs.core import hats
from entrepairs.courses import queries as courses
from entrepairs.courses.actions import describe_course, keep_course, note_attendance
from entrepairs.courses.models import Attendance, Course, KeptCourse, LedSession
from entrepairs.courses.tests.making import FACTS, a_course, noted, sessions_in
from entrepairs.events.models import Event
from entrepairs.learning.models import Step
from entrepairs.learning.tests.making import attested
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Affiliation, Membership, Person
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register
from entrepairs.rights.erasing import erase_person
from entrepairs.tests.posting import As, once, text


@pytest.fixture
def course(network: Any, claire: Person) -> Event:
    return a_course(network.escale, claire)


def test_a_course_says_before_a_yes_what_it_takes_costs_and_who_reads(
    course: Event, client: Any
) -> None:
    assert "Vivre avec les voix" in text(client.get("/learning/"))
    page = text(client.get(course.path))
    for words in ("Before you say yes", "Six fois 2 h", "Gratuit", "Les deux personnes"):
        assert words in page


def test_an_event_that_is_no_course_is_not_among_them(
    network: Any, course: Event, claire: Person, client: Any, queries: Any
) -> None:
    other = a_course(network.escale, claire)
    with hats.system("test"):
        Course.objects.filter(event=other).delete()
        Event.objects.filter(pk=other.pk).update(title_fr="Une journée")
    assert "Une journée" not in text(client.get("/learning/"))
    with queries() as plain:
        assert "Before you say yes" not in text(client.get(other.path))
    with queries() as taught:
        client.get(course.path)
    assert len(taught) <= len(plain) + 1


def test_its_organisers_describe_it_and_nobody_else(
    network: Any, amel: Person, claire: Person, as_person: As
) -> None:
    event = a_course(network.escale, claire)
    here = f"/learning/courses/{event.key}/"
    assert as_person(amel).get(here).status_code == 404
    page = as_person(claire)
    told = once(kind="training", declared="2024-ETP-12", takes_fr="", takes_en="", costs_fr="")
    assert "Only therapeutic education is declared" in text(page.post(here, told))
    told = once(kind="etp", declared="2024-ETP-12", declared_on="2024-03-01", takes_fr="6 × 2 h")
    assert page.post(here, told).status_code == 302
    assert "2024-ETP-12" in text(page.get(event.path))
    prepared = text(page.get(reverse("events:prepare", args=[event.key])))
    assert "Course: hours and attendance" in prepared


def test_a_stranger_is_noted_in_part_and_keeps_their_hours_once_they_have_a_code(
    course: Event, client: Any, claire: Person, farid: Person, bruno: Person, as_person: As
) -> None:
    one = register(client, course)
    first, second = sessions_in(course)
    page = as_person(claire)
    here = f"/learning/courses/{course.key}/attendance/"
    assert "not noted yet" in text(page.get(here))
    for session, lasted in ((first, "120"), (second, "45")):
        told = once(**{f"minutes_{one.pk}": lasted, "by_peer": "yes"})
        assert page.post(f"{here}{session.key}/", told).status_code == 302
    assert "1 person" in text(page.get(here))
    mine = text(client.get(one.path)).replace("\u00a0", " ")
    assert "You were there: 2 h 45" in mine
    assert "A paper code is enough" in mine
    person = as_person(farid)
    assert "Put on my path" in text(person.get(one.path))
    kept = person.post(f"/learning/kept/{one.key}/", once(), follow=True)
    assert "Vivre avec les voix" in text(kept)
    with hats.person(farid.pk):
        [step] = Step.objects.filter(person=farid)
    assert (step.minutes, step.title, step.place) == (
        165,
        "Vivre avec les voix",
        "Maison des usagers",
    )
    assert step.confirmed_as == "GEM L’Escale"
    again = person.post(f"/learning/kept/{one.key}/", once(), follow=True)
    assert "on a path already" in text(again)
    assert "Only the organisers see these figures" in text(page.get(here))
    assert person.get(here).status_code == as_person(bruno).get(here).status_code == 404
    badge = attested(step, name="Farid B.")
    assert "This attestation is valid" in text(client.get(badge.path))


def test_nothing_is_kept_where_nothing_was_noted_nor_what_is_of_another(
    course: Event, client: Any, claire: Person, amel: Person, farid: Person, as_person: As
) -> None:
    one = register(as_person(amel), course, name="Amel")
    with hats.person(amel.pk), pytest.raises(NotPossible):
        keep_course(registration=one, once=uuid4(), by=amel)
    noted(sessions_in(course)[0], claire, {one: 60})
    with hats.person(farid.pk), pytest.raises(NotPossible):
        keep_course(registration=one, once=uuid4(), by=farid)
    with hats.person(amel.pk):
        assert keep_course(registration=one, once=uuid4(), by=amel).minutes == 60


def test_only_those_who_prepare_it_note_who_was_there(
    course: Event, client: Any, amel: Person, as_person: As
) -> None:
    one = register(client, course)
    session = sessions_in(course)[0]
    with hats.person(amel.pk), pytest.raises(NotPossible):
        note_attendance(session=session, minutes={one.pk: 60}, by_peer=None, once=uuid4(), by=amel)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        describe_course(event=course, told=FACTS, once=uuid4(), by=amel)
    page = as_person(amel).get(f"/learning/courses/{course.key}/attendance/{session.key}/")
    assert page.status_code == 404


def test_what_is_noted_is_corrected_and_who_was_not_there_is_taken_off(
    course: Event, client: Any, claire: Person
) -> None:
    one, two = register(client, course), register(client, course, name="Lise")
    session = sessions_in(course)[0]
    noted(session, claire, {one: 120, two: 120}, by_peer=True)
    noted(session, claire, {one: 30}, by_peer=False)
    with hats.system("test"):
        assert list(Attendance.objects.values_list("registration", "minutes")) == [(one.pk, 30)]
        assert not LedSession.objects.get().by_peer


def test_the_sums_equal_an_independent_recount(network: Any, client: Any, claire: Person) -> None:
    event = a_course(network.escale, claire, sessions=4)
    people = [register(client, event, name=f"N{number}") for number in range(6)]
    chance, told, led = random.Random(14), [], []
    for session in sessions_in(event):
        minutes = {one: chance.randrange(1, 121) for one in people if chance.random() < 0.6}
        by_peer = chance.random() < 0.5
        noted(session, claire, minutes, by_peer)
        told += [(session.pk, one.pk, lasted) for one, lasted in minutes.items()]
        led.append(by_peer)
    with hats.person(claire.pk):
        assert courses.sum_course(event) == {
            "people": len({one for _session, one, _lasted in told}),
            "sessions": len({session for session, _one, _lasted in told}),
            "minutes": sum(lasted for _session, _one, lasted in told),
            "by_peer": sum(led),
        }


def test_who_is_erased_leaves_neither_hours_nor_path(
    course: Event, claire: Person, amel: Person, as_person: As
) -> None:
    one = register(as_person(amel), course, name="Amel")
    noted(sessions_in(course)[0], claire, {one: 60})
    with hats.person(amel.pk):
        keep_course(registration=one, once=uuid4(), by=amel)
    erase_person(amel.pk)
    with hats.system("test"):
        assert not Attendance.objects.exists()
        assert not KeptCourse.objects.exists()
        assert not Registration.objects.filter(pk=one.pk).exists()


def test_what_is_taken_off_a_path_can_be_kept_again(
    course: Event, claire: Person, amel: Person, as_person: As
) -> None:
    one = register(as_person(amel), course, name="Amel")
    noted(sessions_in(course)[0], claire, {one: 60})
    page = as_person(amel)
    page.post(f"/learning/kept/{one.key}/", once())
    with hats.person(amel.pk):
        [step] = Step.objects.filter(person=amel)
    page.post(f"/learning/mine/{step.key}/remove/", once())
    assert "Put on my path" in text(page.get(one.path))


def test_thirty_people_cost_as_many_queries_as_one(
    course: Event, client: Any, claire: Person, as_person: As, queries: Any
) -> None:
    page = as_person(claire)
    here = f"/learning/courses/{course.key}/attendance/{sessions_in(course)[0].key}/"
    register(client, course)
    with queries() as one:
        text(page.get(here))
    with hats.system("test"):
        Registration.objects.bulk_create(
            Registration(event=course, name=f"N{number}") for number in range(29)
        )
        Registration.objects.filter(event=course).update(state="place")
    with queries() as many:
        assert text(page.get(here)).count('name="minutes_') == 30
    assert len(one) == len(many) <= 10


def test_hours_that_one_noted_for_oneself_are_no_hours(
    course: Event, client: Any, claire: Person, as_person: As
) -> None:
    """Who prepares it cannot attest themselves what nobody else saw."""
    one = register(as_person(claire), course, name="Claire")
    first, second = sessions_in(course)
    noted(first, claire, {one: 720})
    with hats.person(claire.pk), pytest.raises(NotPossible):
        keep_course(registration=one, once=uuid4(), by=claire)
    with hats.system("test"):
        Attendance.objects.create(session=second, registration=one, minutes=60)
    with hats.person(claire.pk):
        assert keep_course(registration=one, once=uuid4(), by=claire).minutes == 60


def test_who_noted_the_hours_does_not_learn_who_kept_them(
    course: Event, client: Any, claire: Person, eve: Person, farid: Person, as_person: As
) -> None:
    one = register(client, course)
    noted(sessions_in(course)[0], claire, {one: 60})
    with hats.person(farid.pk):
        step = keep_course(registration=one, once=uuid4(), by=farid)
    assert step.asked_of_id is None
    with hats.person(claire.pk):
        assert not Step.objects.exists()
    assert "on a path" not in text(client.get(one.path))
    assert "on a path" in text(as_person(farid).get(one.path))
    with hats.system("test"):
        Affiliation.objects.filter(person=claire).update(coordinator=False)
        Membership.objects.create(circle=course.circle, person=eve)
    erase_person(claire.pk)
    with hats.person(farid.pk):
        assert Step.objects.get().confirmed_as == "GEM L’Escale"

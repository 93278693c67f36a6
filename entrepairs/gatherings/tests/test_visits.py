"""One meeting of two groups: each sees only that meeting."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.gatherings.models import Visit
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import a_meeting
from entrepairs.people.models import Person

type AsPerson = Callable[[Person], Client]


@pytest.fixture
def host(amel: Person, david: Person) -> Group:
    return group_of(amel, david, name="Escale")


@pytest.fixture
def guest(eve: Person, farid: Person) -> Group:
    return group_of(eve, farid, name="Fougères")


@pytest.fixture
def meeting(host: Group, amel: Person, david: Person) -> Meeting:
    return a_meeting(host.circle, amel, dt.timedelta(days=4), agreed_by=david, title="Sortie")


def invites(client: Client, meeting: Meeting, name: str = "Fougères") -> Any:
    said = {"group": name, "once": uuid4()}
    return client.post(f"/gatherings/{meeting.key}/invite/", said)


def visit_of(meeting: Meeting) -> Visit:
    with hats.system("test"):
        return Visit.objects.get(meeting=meeting)


def answers(client: Client, visit: Visit, answer: str) -> Any:
    said = {"answer": answer, "once": uuid4()}
    return client.post(f"/gatherings/visits/{visit.key}/answer/", said)


def of_guest(guest: Group) -> list[Meeting]:
    with hats.system("test"):
        return list(Meeting.objects.filter(circle=guest.circle))


def test_the_other_group_comes_by_its_yes_and_each_sees_only_that_meeting(
    host: Group, guest: Group, meeting: Meeting, amel: Person, eve: Person, farid: Person,
    as_person: AsPerson,
) -> None:  # fmt: skip
    assert invites(as_person(amel), meeting).status_code == 302
    visit = visit_of(meeting)
    assert "The group “Escale” invites yours" in as_person(farid).get("/today/").text
    page = as_person(farid).get(f"/gatherings/visits/{visit.key}/")
    assert "Sortie" in page.text
    assert of_guest(guest) == []
    answers(as_person(farid), visit, "yes")
    (same,) = of_guest(guest)
    assert (same.starts_at, same.title) == (meeting.starts_at, "Sortie")
    theirs = as_person(eve).get(f"/gatherings/{same.key}/").text
    assert "You visit this group: Escale" in theirs
    assert "one meeting, two groups" in as_person(eve).get(guest.path).text
    ours = as_person(amel).get(f"/gatherings/{meeting.key}/").text
    assert "Fougères" in ours
    for path in (meeting.path, f"/gatherings/{meeting.key}/", f"{host.path}people/"):
        assert as_person(eve).get(path).status_code == 404
    for path in (same.path, f"{guest.path}people/"):
        assert as_person(amel).get(path).status_code == 404
    for words, person in ((theirs, "Amel"), (ours, "Farid")):
        assert person not in words.split("<main")[1].split("</main>")[0]


def test_what_the_host_moves_or_cancels_is_so_for_both_and_the_guest_moves_nothing(
    host: Group, guest: Group, meeting: Meeting, amel: Person, david: Person, farid: Person,
    as_person: AsPerson,
) -> None:  # fmt: skip
    invites(as_person(amel), meeting)
    answers(as_person(farid), visit_of(meeting), "yes")
    (same,) = of_guest(guest)
    assert "Suggest another time" not in as_person(farid).get(same.path).text
    later = meeting.starts_at + dt.timedelta(hours=2)
    move: Any = {"starts_at": later, "proposed_by": amel, "agreed_by": None, "agreed_at": None}
    with hats.person(amel.pk):
        Meeting.objects.filter(pk=meeting.pk).update(**move)
    assert of_guest(guest)[0].starts_at == meeting.starts_at  # suggested only
    as_person(david).post(f"/meetings/{meeting.key}/accept/", {"once": uuid4()})
    assert of_guest(guest)[0].starts_at == later
    as_person(david).post(f"/meetings/{meeting.key}/cancel/", {"once": uuid4()})
    assert of_guest(guest)[0].cancelled_at is not None


def test_a_no_is_silent_and_a_group_that_said_yes_may_still_not_come(
    host: Group, guest: Group, meeting: Meeting, amel: Person, eve: Person, farid: Person,
    as_person: AsPerson,
) -> None:  # fmt: skip
    invites(as_person(amel), meeting)
    visit = visit_of(meeting)
    answers(as_person(farid), visit, "no")
    assert "invites yours" not in as_person(eve).get("/today/").text
    assert "not answered yet" in as_person(amel).get(f"/gatherings/{meeting.key}/").text
    answers(as_person(eve), visit, "yes")
    assert of_guest(guest) == []
    other = a_meeting(host.circle, amel, dt.timedelta(days=6), agreed_by=eve, title="Café")
    invites(as_person(amel), other)
    answers(as_person(eve), visit_of(other), "yes")
    (same,) = of_guest(guest)
    as_person(eve).post(f"/meetings/{same.key}/cancel/", {"once": uuid4()})
    assert visit_of(other).withdrawn_at is not None
    page = as_person(amel).get(f"/gatherings/{other.key}/")
    assert page.status_code == 200
    assert "Fougères" not in page.text
    with hats.system("test"):
        assert Meeting.objects.get(pk=other.pk).cancelled_at is None


def test_only_who_decides_invites_and_answers_and_nobody_a_group_they_do_not_see(
    host: Group, guest: Group, meeting: Meeting, amel: Person, bruno: Person, eve: Person,
    as_person: AsPerson,
) -> None:  # fmt: skip
    visiting(host, bruno, days=9)
    assert invites(as_person(bruno), meeting).status_code == 404
    with hats.system("test"):
        Group.objects.filter(pk=guest.pk).update(audience=2)
    unknown = invites(as_person(amel), meeting)
    assert unknown.status_code == 422
    assert "We do not know this group" in unknown.text
    itself = invites(as_person(amel), meeting, "Escale")
    assert itself.status_code == 422
    assert "Only the group that plans a meeting" in itself.text
    with hats.system("test"):
        Group.objects.filter(pk=guest.pk).update(audience=5)
    invites(as_person(amel), meeting)
    visit = visit_of(meeting)
    assert as_person(bruno).get(f"/gatherings/visits/{visit.key}/").status_code == 404
    assert answers(as_person(amel), visit, "yes").status_code in {302, 404}
    assert of_guest(guest) == []

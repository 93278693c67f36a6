"""Meetings of a group that somebody planned by itself: who comes, and how many came."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.models import Attending, Headcount
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import a_meeting
from entrepairs.people.models import Membership, Person

type AsPerson = Callable[[Person], Client]


@pytest.fixture
def group(amel: Person, david: Person, eve: Person) -> Group:
    group = group_of(amel, david, eve)
    with hats.system("test"):
        Membership.objects.filter(circle=group.circle).update(
            since=timezone.now() - dt.timedelta(days=90)
        )
    return group


def come(client: Client, meeting: Meeting, seen_by: str) -> Any:
    said = {"seen_by": seen_by, "once": uuid4()}
    return client.post(f"/gatherings/{meeting.key}/come/", said)


@pytest.mark.parametrize(
    ("seen_by", "planner", "member"),
    [("group", True, True), ("facilitator", True, False), ("nobody", False, False)],
)
def test_eve_comes_to_a_planned_meeting_and_those_read_it_whom_she_chose(
    group: Group,
    amel: Person,
    david: Person,
    eve: Person,
    as_person: AsPerson,
    seen_by: str,
    planner: bool,
    member: bool,
) -> None:
    meeting = a_meeting(group.circle, amel, agreed_by=david, title="Sortie")
    assert come(as_person(eve), meeting, seen_by).status_code == 302
    for person, reads in ((amel, planner), (david, member)):
        for path in (group.path, f"/gatherings/{meeting.key}/"):
            page = as_person(person).get(path).text
            assert "Sortie" in page
            assert ("They come:" in page) is reads
    assert "You come." in as_person(eve).get(group.path).text
    assert f"/gatherings/{meeting.key}/" in as_person(eve).get(meeting.path).text


def test_what_nobody_said_yes_to_yet_is_not_come_to_and_what_is_moved_is_said_again(
    group: Group, amel: Person, david: Person, eve: Person, as_person: AsPerson
) -> None:
    asked = a_meeting(group.circle, amel, title="Sortie")
    page = as_person(eve).get(group.path).text
    assert "waits for the yes of another member" in page
    assert f"/gatherings/{asked.key}/come/" not in page.split('id="next"')[1].split("<ul")[1]
    told = as_person(eve).post(
        f"/gatherings/{asked.key}/come/", {"seen_by": "group", "once": uuid4()}, follow=True
    )
    assert "another member must say yes first" in told.text
    with hats.person(david.pk):
        Meeting.objects.filter(pk=asked.pk).update(agreed_by=david, agreed_at=timezone.now())
    come(as_person(eve), asked, "group")
    with hats.person(amel.pk):
        assert Attending.objects.filter(meeting=asked).count() == 1
        Meeting.objects.filter(pk=asked.pk).update(
            starts_at=asked.starts_at + dt.timedelta(days=1),
            proposed_by=amel,
            proposed_at=timezone.now(),
            agreed_by=None,
            agreed_at=None,
        )
    with hats.system("test"):
        assert not Attending.objects.exists()


def test_we_were_nine_at_a_planned_meeting_too(
    group: Group, amel: Person, david: Person, as_person: AsPerson
) -> None:
    yesterday = -dt.timedelta(days=1)
    meeting = a_meeting(group.circle, amel, yesterday, agreed_by=david, title="Sortie")
    page = as_person(amel).get(group.path).text
    assert "how many were you?" in page
    said = {"number": "9", "once": uuid4()}
    answer = as_person(david).post(f"/gatherings/{meeting.key}/count/", said)
    assert answer.status_code == 302
    with hats.system("test"):
        (found,) = Headcount.objects.all()
        assert (found.number, found.meeting_id, found.meeting.held) == (9, meeting.pk, True)
    assert 'value="9"' in as_person(amel).get(group.path).text


def test_a_meeting_that_is_to_come_or_of_another_group_is_not_counted(
    group: Group, amel: Person, david: Person, eve: Person, bruno: Person, as_person: AsPerson
) -> None:
    meeting = a_meeting(group.circle, amel, agreed_by=david, title="Sortie")
    said = {"number": "9", "once": uuid4()}
    refused = as_person(amel).post(f"/gatherings/{meeting.key}/count/", said)
    assert refused.status_code == 422
    with hats.system("test"):
        assert not Headcount.objects.exists()
    assert as_person(bruno).get(f"/gatherings/{meeting.key}/").status_code == 404
    assert come(as_person(bruno), meeting, "group").status_code == 404


def test_the_page_of_a_group_asks_as_much_with_30_planned_meetings_as_with_1(
    group: Group, amel: Person, david: Person, as_person: AsPerson, queries: Any
) -> None:
    counts, reader = [], as_person(amel)
    for number in (1, 29):
        for day in range(number):
            a_meeting(group.circle, amel, dt.timedelta(days=1 + day), agreed_by=david)
        with queries() as made:
            page = reader.get(group.path)
        assert page.text.count("planned by a member") == min(number, 3)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 14

"""The pages on which a meeting is planned and answered: forms that come back filled."""

import datetime as dt
import re
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.forms import plan_form
from entrepairs.meetings.tests.making import DAY, a_held_meeting, a_meeting, as_it_is
from entrepairs.people.models import Circle, Person
from entrepairs.tests.posting import As, text


def test_a_meeting_is_planned_answered_and_kept(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    answer = as_person(amel).post(f"/meetings/new/?circle={pair.key}", plan_form(), follow=True)
    assert "Bruno has not answered yet" in text(answer)
    path = answer.request["PATH_INFO"]
    assert "Waiting for your answer" in text(as_person(bruno).get("/meetings/"))
    answer = as_person(bruno).post(f"{path}accept/", {"once": str(uuid4())}, follow=True)
    assert "Planned" in text(answer)


def test_the_time_is_the_person_s(as_person: As, pair: Circle, amel: Person, bruno: Person) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(time_zone="Indian/Reunion")
    answer = as_person(amel).post(
        f"/meetings/new/?circle={pair.key}", plan_form(clock="14h00"), follow=True
    )
    assert "14:00" in text(answer)
    with hats.system("test"):
        meeting = Meeting.objects.get()
    assert meeting.starts_at.hour == 10
    page = text(as_person(bruno).get(meeting.path))
    assert "14:00 in Indian/Reunion" in page
    assert re.search(r"at (11|12):00", page)
    assert "14:00" in text(as_person(amel).get("/today/"))
    assert "14:00" in text(as_person(amel).get("/meetings/"))


def test_a_double_press_plans_one_meeting_and_answers_the_same(
    as_person: As, pair: Circle, amel: Person
) -> None:
    form, client = plan_form(), as_person(amel)
    first = client.post(f"/meetings/new/?circle={pair.key}", form)
    again = client.post(f"/meetings/new/?circle={pair.key}", form)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    with hats.system("test"):
        assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": ""}, "required"),
        ({"day": "2020-02-30"}, "valid date"),
        ({"day": "1999-01-01"}, "You were not in contact here yet"),
        ({"day": "2099-01-01"}, "more than a year"),
        ({"day": "2026-03-29", "clock": "02:30"}, "clocks go forward"),
        ({"clock": "26:00"}, "valid time"),
        ({"minutes": "-5"}, "valid choice"),
        ({"means": "link", "where": "javascript:alert(1)"}, "valid URL"),
        ({"means": "link", "where": ""}, "Enter the link"),
        ({"once": "x"}, "incomplete"),
    ],
)
def test_what_cannot_be_meant_comes_back_filled(
    as_person: As, pair: Circle, amel: Person, wrong: Any, words: str
) -> None:
    answer = as_person(amel).post(
        f"/meetings/new/?circle={pair.key}", plan_form(title="Balade") | wrong
    )
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Balade" in text(answer)


def test_a_link_without_its_beginning_is_one(as_person: As, pair: Circle, amel: Person) -> None:
    as_person(amel).post(
        f"/meetings/new/?circle={pair.key}", plan_form(means="link", where="visio.example/abc")
    )
    with hats.system("test"):
        assert Meeting.objects.get().where == "https://visio.example/abc"


def test_the_form_is_filled_in_as_they_usually_meet(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    paris = timezone.get_default_timezone()
    usual = (
        (timezone.now() - 14 * DAY)
        .astimezone(paris)
        .replace(hour=17, minute=15, second=0, microsecond=0)
    )
    for week in range(3):
        when = usual - week * 7 * DAY - timezone.now()
        a_held_meeting(pair, amel, bruno, when, minutes=90, where="Parc du Thabor")
    a_held_meeting(
        pair, amel, bruno, usual + DAY - timezone.now(), minutes=30, means="phone", where="06"
    )
    page = text(as_person(amel).get(f"/meetings/new/?circle={pair.key}"))
    assert "as you usually meet" in page
    for value in ('value="17:15"', 'value="Parc du Thabor"', '<option value="90" selected>'):
        assert value in page
    day = re.search(r'type="date"[^>]* value="([^"]+)"|value="([^"]+)"[^>]* type="date"', page)
    assert day is not None
    proposed = dt.date.fromisoformat(day[1] or day[2])
    assert proposed.isoweekday() == usual.isoweekday()
    assert proposed >= timezone.localdate()


def test_with_one_pair_there_is_no_question_with_whom(
    as_person: As, pair: Circle, amel: Person, eve: Person
) -> None:
    assert as_person(amel).get("/meetings/new/")["Location"] == f"/meetings/new/?circle={pair.key}"
    assert "No peer to meet yet" in text(as_person(eve).get("/meetings/new/"))


def test_no_meeting_is_planned_in_a_paused_pair(as_person: As, pair: Circle, amel: Person) -> None:
    with hats.system("test"):
        Circle.objects.filter(pk=pair.pk).update(paused_at=timezone.now())
    client = as_person(amel)
    assert "contact is paused" in text(client.get(f"/meetings/new/?circle={pair.key}"))
    assert client.post(f"/meetings/new/?circle={pair.key}", plan_form())["Location"] == pair.path
    with hats.system("test"):
        assert not Meeting.objects.exists()


def test_accepting_one_s_own_proposal_changes_nothing_and_says_so(
    as_person: As, pair: Circle, amel: Person
) -> None:
    meeting = a_meeting(pair, amel)
    answer = as_person(amel).post(f"{meeting.path}accept/", {"once": str(uuid4())}, follow=True)
    assert "has changed in the meantime" in text(answer)
    assert as_it_is(meeting).agreed_at is None


def test_another_time_comes_back_filled_then_waits_for_the_other(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel, title="Balade")
    client = as_person(amel)
    page = text(client.get(f"{meeting.path}other-time/"))
    assert 'value="Balade"' in page
    assert "will need a yes again" in page
    client.post(f"{meeting.path}other-time/", plan_form(title="Balade"))
    moved = as_it_is(meeting)
    assert (moved.proposed_by_id, moved.agreed_at, moved.sequence) == (amel.pk, None, 1)
    assert "Waiting for your answer" in text(as_person(bruno).get(meeting.path))


def test_cancelling_asks_first(as_person: As, pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel)
    client = as_person(amel)
    assert "Cancel this meeting?" in text(client.get(f"{meeting.path}cancel/"))
    assert as_it_is(meeting).cancelled_at is None
    answer = client.post(f"{meeting.path}cancel/", {"once": str(uuid4())}, follow=True)
    assert "Cancelled" in text(answer)
    assert as_it_is(meeting).cancelled_by_id == amel.pk


@pytest.mark.parametrize("part", ["other-time", "cancel", "note", "not-counted"])
def test_a_page_that_is_no_longer_of_use_leads_to_the_meeting(
    as_person: As, pair: Circle, amel: Person, part: str
) -> None:
    meeting = a_meeting(pair, amel, cancelled_by=amel, cancelled_at=timezone.now())
    assert as_person(amel).get(f"{meeting.path}{part}/")["Location"] == meeting.path

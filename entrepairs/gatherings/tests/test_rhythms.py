"""When a group meets: written by keepers, one time moved or cancelled, in every calendar."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.calendar.actions import make_calendar
from entrepairs.calendar.queries import my_feed_token
from entrepairs.core import hats
from entrepairs.gatherings.actions.rhythms import change_rhythm, stop_rhythm, tell_apart
from entrepairs.gatherings.models import Gathering, Rhythm
from entrepairs.gatherings.queries import next_times, rhythms_of
from entrepairs.gatherings.tests.making import WEEK, begun_before, rhythm_of, told
from entrepairs.gatherings.times import Time
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.actions.planning import accept_meeting, cancel_meeting, propose_other_time
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Person
from entrepairs.tests.calendar_client import read_on

PARIS = ZoneInfo("Europe/Paris")
AFTER_ANSWER = 4  # queries: that the page was seen, once it has left
TODAY = timezone.localdate()
IN_A_WEEK = TODAY + WEEK
type AsPerson = Callable[[Person], Client]


@pytest.fixture
def group(amel: Person, david: Person) -> Group:
    return group_of(amel, david)


@pytest.fixture
def rhythm(group: Group, amel: Person) -> Rhythm:
    return rhythm_of(group, amel, starts_on=TODAY + dt.timedelta(days=1))


def coming(rhythm: Rhythm, person: Person, number: int = 3) -> list[Time]:
    with hats.person(person.pk):
        return next_times(rhythms_of(rhythm.circle), number)


def apart(time: Time, by: Person) -> Meeting:
    with hats.person(by.pk):
        return tell_apart(rhythm=time.rhythm, day=time.day, once=uuid4(), by=by)


def move(meeting: Meeting, hours: int, by: Person, accepted_by: Person) -> None:
    values: dict[str, Any] = {
        "title": "Café",
        "minutes": 60,
        "time_zone": "Europe/Paris",
        "means": "phone",
    }
    later = meeting.starts_at + dt.timedelta(hours=hours)
    with hats.person(by.pk):
        propose_other_time(
            meeting=meeting, starts_at=later, where="", once=uuid4(), by=by, **values
        )
    with hats.person(accepted_by.pk):
        accept_meeting(meeting=meeting, once=uuid4(), by=accepted_by)


def cancel(meeting: Meeting, by: Person) -> None:
    with hats.person(by.pk):
        cancel_meeting(meeting=meeting, once=uuid4(), by=by)


def test_a_keeper_writes_it_and_a_stranger_reads_the_next_three_dates(
    group: Group, amel: Person, david: Person, client: Client, as_person: AsPerson
) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    typed = {
        "title": "Café du jour",
        "every": "1",
        "weekdays": [str(tomorrow.weekday())],
        "ordinal": "1",
        "starts_on": tomorrow.isoformat(),
        "clock": "14:30",
        "minutes": "120",
        "means": "in_person",
        "attendance": "count",
    }
    path = f"/gatherings/new/{group.circle.key}/"
    assert as_person(david).get(path).status_code == 404
    wrong = as_person(amel).post(path, typed | {"starts_on": "1900-01-01", "once": str(uuid4())})
    assert wrong.status_code == 422
    assert "That is long ago." in wrong.text
    assert 'value="Café du jour"' in wrong.text
    answer = as_person(amel).post(path, typed | {"once": str(uuid4())})
    assert answer.status_code == 302, answer.text
    page = client.get(group.path).text
    assert page.count("Café du jour") == 6  # three dates, here and for search engines
    assert "14:30" in page
    assert "every week" in page
    assert "Café du jour" in as_person(david).get(group.path).text


def test_a_keeper_alone_changes_and_stops_it(
    rhythm: Rhythm, amel: Person, david: Person, as_person: AsPerson
) -> None:
    with hats.person(david.pk), pytest.raises(NotPossible):
        stop_rhythm(rhythm=rhythm, once=uuid4(), by=david)
    assert len(coming(rhythm, david)) == 3
    answer = as_person(amel).post(f"/gatherings/rhythm/{rhythm.key}/stop/", {"once": uuid4()})
    assert answer.status_code == 302
    assert coming(rhythm, david) == []
    with hats.person(amel.pk), pytest.raises(NotPossible, match="already been stopped"):
        stop_rhythm(rhythm=rhythm, once=uuid4(), by=amel)


def test_another_hour_holds_from_now_on_and_what_was_stays(
    rhythm: Rhythm, amel: Person, david: Person
) -> None:
    begun_before(rhythm, 4)
    with hats.person(amel.pk):
        values = told(rhythm.starts_on, clock=dt.time(18), title="Soirée")
        change_rhythm(rhythm=rhythm, told=values, once=uuid4(), by=amel)
    assert {time.starts_at.astimezone(PARIS).hour for time in coming(rhythm, david)} == {18}
    with hats.person(david.pk):
        rhythm.refresh_from_db()
    assert rhythm.clock == dt.time(14, 30)
    assert rhythm.until is not None
    assert rhythm.until < coming(rhythm, david)[0].day


def test_one_time_is_cancelled_and_one_is_moved_for_everyone_who_sees_the_page(
    rhythm: Rhythm, amel: Person, david: Person, client: Client
) -> None:
    first, second, _third = coming(rhythm, david)
    cancel(apart(first, david), david)
    move(apart(second, david), 3, by=david, accepted_by=amel)
    shown = coming(rhythm, amel)
    assert [time.cancelled for time in shown] == [True, False, False]
    assert [time.moved for time in shown] == [False, True, False]
    page = client.get(rhythm.circle.path)
    assert "Cancelled" in page.text
    assert "Changed this time" in page.text
    assert "17:30" in page.text
    body = client.get(f"{rhythm.circle.path}calendar.ics").content
    found = read_on(body, TODAY, TODAY + 3 * WEEK)
    assert [one.DTSTART for one in found] == [shown[1].starts_at, shown[2].starts_at]
    assert b"EXDATE" in body
    assert b"RECURRENCE-ID" in body


def test_my_calendar_and_my_feed_have_each_time_once(
    rhythm: Rhythm, amel: Person, david: Person, as_person: AsPerson
) -> None:
    first, second, third = coming(rhythm, david)
    cancel(apart(first, david), david)
    move(apart(second, david), 3, by=david, accepted_by=amel)
    with hats.person(david.pk):
        make_calendar(once=uuid4(), by=david)
        token = my_feed_token()
    body = as_person(david).get(f"/calendar/feed/{token}.ics").content
    found = read_on(body, TODAY, third.day + dt.timedelta(days=1))
    assert [(one.DTSTART, str(one["STATUS"])) for one in found if "STATUS" in one] == [
        (first.starts_at, "CANCELLED"),
        (second.starts_at + dt.timedelta(hours=3), "CONFIRMED"),
    ]
    assert [one.DTSTART for one in found][2:] == [third.starts_at]
    page = as_person(david).get("/calendar/").text
    main = page.split("<main", 1)[1].split("</main", 1)[0]
    assert main.count("Café") == 3, main  # not the cancelled one: four weeks have four


def test_who_sees_the_page_finds_it_in_the_calendar_and_who_does_not_finds_nothing(
    rhythm: Rhythm, amel: Person, client: Client
) -> None:
    assert "Café (Les voix)" in client.get("/calendar/").text
    with hats.system("test"):
        Group.objects.filter(pk=rhythm.circle_id).update(audience=2)
    page = client.get("/calendar/")
    assert page.status_code == 200
    assert "Café (Les voix)" not in page.text


def test_a_time_is_told_apart_once_and_only_where_the_rule_has_it(
    rhythm: Rhythm, amel: Person, david: Person, eve: Person
) -> None:
    (time,) = coming(rhythm, david, 1)
    assert apart(time, david) == apart(time, amel)
    wrong, later = time.day + dt.timedelta(days=1), time.day + WEEK
    with hats.person(david.pk), pytest.raises(NotPossible):
        tell_apart(rhythm=rhythm, day=wrong, once=uuid4(), by=david)
    with hats.person(eve.pk), pytest.raises(NotPossible):
        tell_apart(rhythm=rhythm, day=later, once=uuid4(), by=eve)
    with hats.system("test"):
        assert Gathering.objects.count() == 1


def test_nobody_says_yes_to_a_meeting_of_theirs_as_if_a_rule_did(
    group: Group, amel: Person
) -> None:
    with (
        hats.person(amel.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "insert into meetings_meeting (key, circle_id, title, starts_at, minutes, time_zone,"
            ' means, "where", asked_by_id, proposed_by_id, agreed_at, sequence) values'
            " ('k', %s, '', now() + interval '1 day', 60, 'Europe/Paris', 'phone', '', me(), me(),"
            " now(), 0)",
            [group.pk],
        )


def test_thirty_rhythms_cost_no_more_than_one(
    group: Group, amel: Person, client: Client, as_person: AsPerson, queries: Callable[[], Any]
) -> None:
    counts: dict[str, list[int]] = {}
    member = as_person(amel)
    for number in (1, 29):
        for _each in range(number):
            rhythm_of(group, amel, starts_on=TODAY + dt.timedelta(days=1))
        for who, path in (
            (client, group.path),
            (member, group.path),
            (member, f"{group.path}meetings/"),
            (client, f"{group.path}calendar.ics"),
        ):
            with queries() as made:
                assert who.get(path).status_code == 200
            counts.setdefault(f"{path}{who is client}", []).append(len(made))
    assert all(one == thirty <= 10 + AFTER_ANSWER for one, thirty in counts.values()), counts

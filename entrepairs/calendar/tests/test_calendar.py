"""The calendar: what is mine, what is near, by periods; and whose it never shows."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.calendar.tests.making import an_event_soon, soon
from entrepairs.calendar.tests.reading import read
from entrepairs.core import hats
from entrepairs.events.models import Bookmark
from entrepairs.events.tests.making import a_session, a_speaker, a_talk
from entrepairs.meetings.actions.planning import cancel_future_meetings
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import DAY, YESTERDAY, a_held_meeting, a_meeting
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As

BUDGET = 10


# What is mine


def test_meetings_registrations_sessions_kept_and_spoken_in_are_on_one_page(
    as_person: As, network: Any, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, DAY, agreed_by=amel, title="Balade au canal")
    a_meeting(pair, bruno, 2 * DAY)
    registered = an_event_soon(network, title_fr="Journée des pairs")
    at = timezone.now() + 3 * DAY
    hours = {"starts_at": at, "ends_at": at + dt.timedelta(hours=1)}
    kept = a_session(registered, title_fr="Écrire", **hours)
    spoken = a_session(registered, title_fr="Parler", **hours)
    a_talk(spoken, a_speaker(registered, "Amel", person=amel))
    mine = as_person(amel)
    register(mine, registered, name="Amel")
    with hats.system("test"):
        Bookmark.objects.create(person=amel, session=kept)
    page = read(mine)
    for what in ("Balade au canal", "Meeting with Bruno", "Waiting for your answer"):
        assert what in page
    for words in ("You registered", "You speak at this event", "In your programme"):
        assert words in page
    assert "You speak in this session" in page
    for path in (meeting.path, registered.path, kept.path, spoken.path):
        assert f'href="{path}"' in page
    assert page.count(f'href="{registered.path}"') == 1, "told by two rooms, it is one entry"
    only = read(mine, "?only=meetings")
    assert ("Balade au canal" in only, registered.path in only) == (True, False)


def test_what_is_of_others_is_not_in_it(
    as_person: As, network: Any, pair: Circle, amel: Person, bruno: Person, claire: Person
) -> None:
    a_meeting(pair, bruno, DAY, agreed_by=amel, title="Balade au canal")
    event = an_event_soon(network, claire, state="draft", title_fr="Journée secrète")
    shown = an_event_soon(network, title_fr="Journée ouverte")
    register(as_person(amel), shown, name="Amel")
    page = read(as_person(claire))
    assert ("Balade" in page, "Journée secrète" in page) == (False, True)
    assert ("In preparation" in page, "Journée ouverte" in page) == (True, False)
    near = read(as_person(claire), "?show=near")
    assert ("Journée ouverte" in near, event.path in near) == (True, False)
    assert "You registered" not in near
    assert "Journée secrète" not in read(as_person(amel))


def test_of_a_circle_one_left_only_what_took_place_stays(
    as_person: As, group: Circle, amel: Person, claire: Person
) -> None:
    a_meeting(group, claire, DAY, title="Le prochain café")
    a_held_meeting(group, claire, amel, -10 * DAY, title="Le dernier café")
    mine, before = as_person(amel), f"?on={soon(-20)}"
    assert "Le prochain café" in read(mine)
    with hats.system("test"):
        Membership.objects.filter(circle=group, person=amel).update(until=timezone.now())
    assert "Le prochain café" not in read(mine)
    assert "Le dernier café" in read(mine, before)


@pytest.mark.parametrize("how", ["blocked", "closed"])
def test_once_two_are_apart_nothing_to_come_stays(
    as_person: As, pair: Circle, amel: Person, bruno: Person, how: str
) -> None:
    a_meeting(pair, bruno, DAY, agreed_by=amel, title="Balade")
    assert "Balade" in read(as_person(amel))
    with hats.person(bruno.pk):
        if how == "blocked":
            block_person(by=bruno, person=amel, once=uuid4())
        else:
            cancel_future_meetings(circle=pair, by=bruno)
    for person in (amel, bruno):
        assert "Balade" not in read(as_person(person))


def test_who_paused_everything_still_reads_their_own(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    a_meeting(pair, bruno, DAY, agreed_by=amel, title="Balade")
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(paused_at=timezone.now())
    assert "Balade" in read(as_person(amel))


def test_what_was_called_off_or_never_answered_is_not_in_it(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    day = f"?on={soon(-8)}"
    a_held_meeting(pair, bruno, amel, -2 * DAY, title="Tenue")
    a_meeting(pair, bruno, YESTERDAY, title="Sans réponse")
    a_meeting(pair, bruno, -3 * DAY, agreed_by=amel, held=False, title="Pas eu lieu")
    off = {"cancelled_by": bruno, "cancelled_at": timezone.now()}
    a_meeting(pair, bruno, DAY, agreed_by=amel, title="Annulée", **off)
    page = read(as_person(amel), day)
    assert "Tenue" in page
    for title in ("Sans réponse", "Pas eu lieu", "Annulée"):
        assert title not in page


# Periods


@pytest.mark.parametrize("view", ["list", "week", "month", "day"])
def test_one_row_and_thirty_make_the_same_queries(
    as_person: As, pair: Circle, amel: Person, bruno: Person, queries: Any, view: str
) -> None:
    client, made = as_person(amel), []
    for number in (1, 29):
        for n in range(number):
            a_meeting(pair, bruno, dt.timedelta(minutes=n + 1), agreed_by=amel)
        with queries() as sql:
            read(client, f"?view={view}")
        made.append(len(sql))
    assert made[0] == made[1] <= BUDGET, sql


def test_a_month_of_three_hundred_stays_readable_and_light(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    first = timezone.localtime().replace(day=1, hour=9, minute=0)
    mine = as_person(amel)
    with hats.system("test"):
        Meeting.objects.bulk_create(
            Meeting(
                circle=pair,
                starts_at=first + (n % 28) * DAY + dt.timedelta(minutes=30 * (n // 28)),
                agreed_by=amel,
                agreed_at=first,
                held=True,
                means="phone",
                asked_by=bruno,
                proposed_by=bruno,
                title=f"Appel {n}",
            )
            for n in range(300)
        )
        Circle.objects.filter(pk=pair.pk).update(started_at=first - 99 * DAY)
        Membership.objects.filter(circle=pair).update(since=first - 99 * DAY)
    page = read(mine, "?view=month")
    assert page.count("+ 8 more") == 20
    assert page.count("+ 7 more") == 8
    assert page.count('<li class="meetings">') == 3 * 28
    day = f"{first.date() + 27 * DAY}"
    assert f"view=day&amp;on={day}" in page
    assert read(mine, f"?view=day&on={day}").count('<a href="/meetings/') == 10
    assert len(mine.get("/calendar/?view=month").content) < 100_000


def test_an_event_of_several_days_is_on_each_of_them_and_once_in_a_list(
    client: Client, network: Any
) -> None:
    event = an_event_soon(network, starts_on=dt.date(2083, 5, 11), ends_on=dt.date(2083, 5, 13))
    week = read(client, "?view=week&on=2083-05-12")
    assert week.count(f'href="{event.path}"') == 3
    assert read(client, "?on=2083-05-12").count(f'href="{event.path}"') == 1
    assert event.path not in read(client, "?on=2083-05-14")


def test_periods_follow_each_other_and_an_empty_one_tells_what_comes_next(
    client: Client, network: Any
) -> None:
    an_event_soon(network, starts_on=dt.date(2083, 5, 12), ends_on=dt.date(2083, 5, 12))
    page = read(client, "?view=month&on=2083-01-31")
    assert "January 2083" in page
    assert 'href="?view=month&amp;on=2082-12-31"' in page
    assert 'href="?view=month&amp;on=2083-02-01"' in page
    assert "No event here for these days" in page
    assert "Next entry: Wednesday 12 May 2083" in page.replace("\xa0", " ")
    assert "on=2083-05-12" in page
    week = read(client, "?view=week&on=2083-05-12")
    assert 'href="?view=week&amp;on=2083-05-17"' in week
    last = read(client, "?on=2083-06-01")
    assert ("No event here" in last, "Next entry" in last) == (True, False)


@pytest.mark.parametrize("address", ["?on=9999-99-99", "?view=x&on=x", "?on=0001-01-01&km=x"])
def test_what_an_address_cannot_mean_is_today(client: Client, network: Any, address: str) -> None:
    assert timezone.localdate().strftime("%b") in read(client, address)


def test_with_htmx_the_answer_is_the_part_of_the_page(as_person: As, amel: Person) -> None:
    mine = as_person(amel)
    part = mine.get("/calendar/?view=week", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="entries"')
    assert part.strip() in mine.get("/calendar/?view=week").content.decode()


# What one may do there


def test_organising_an_event_is_offered_to_those_who_may(
    as_person: As, client: Client, network: Any, amel: Person, claire: Person
) -> None:
    begin = f'href="/events/new/{network.escale.key}/"'
    page = as_person(claire).get("/calendar/").content.decode()
    assert begin in page
    assert "Organise an event" in page
    hers = as_person(amel).get("/calendar/").content.decode()
    assert "Plan a meeting" in hers
    assert begin not in hers
    stranger = client.get("/calendar/").content.decode()
    assert "<h1" in stranger
    assert "Organise an event" not in stranger
    assert "Plan a meeting" not in stranger

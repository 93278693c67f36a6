"""What waits for each of the two, and the fragments that other pages are made of."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings import queries
from entrepairs.meetings.actions import noting
from entrepairs.meetings.states import State, Transition
from entrepairs.meetings.tests.making import (
    DAY,
    TOMORROW,
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
    as_it_is,
)
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests.posting import As
from entrepairs.ui.duties import read_lines

Counting = Callable[[], Any]
HOUR = dt.timedelta(hours=1)


def waiting(person: Person) -> list[str]:
    with hats.person(person.pk):
        return [line.kind.name for line in read_lines(person.pk, "meetings")]


def test_a_proposal_waits_for_the_other_only(pair: Circle, amel: Person, bruno: Person) -> None:
    a_meeting(pair, bruno)
    assert (waiting(amel), waiting(bruno)) == (["answer"], [])


def test_a_proposal_whose_time_has_passed_still_waits_for_the_other(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    a_meeting(pair, bruno, YESTERDAY)
    assert (waiting(amel), waiting(bruno)) == (["lapsed"], [])


def test_a_proposal_that_goes_on_is_neither_over_nor_asked_whether_they_met(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    under_way = a_meeting(pair, bruno, -HOUR / 2, minutes=60)
    a_meeting(pair, bruno, -2 * HOUR, minutes=60)
    assert sorted(waiting(amel)) == ["answer", "lapsed"]
    with hats.person(amel.pk):
        [coming], [_over] = queries.coming_page().rows, queries.past_page().rows
        [in_calendar] = queries.select_for_calendar(timezone.now() - DAY)
    assert coming.key == in_calendar.key == under_way.key
    assert coming.state == State.PROPOSED
    assert coming.may == {Transition.ACCEPT, Transition.OTHER_TIME, Transition.CANCEL}


def test_an_agreed_meeting_waits_for_both_once_it_is_over(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    a_meeting(pair, bruno, agreed_by=amel)
    a_meeting(pair, bruno, -HOUR / 2, agreed_by=amel, minutes=60)  # they are in it
    assert (waiting(amel), waiting(bruno)) == ([], [])
    a_meeting(pair, bruno, -2 * HOUR, agreed_by=amel, minutes=60)
    assert (waiting(amel), waiting(bruno)) == (["say_held"], ["say_held"])


def test_a_held_meeting_waits_for_the_person_who_notes_first_then_for_the_other(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    assert (waiting(amel), waiting(bruno)) == (["note"], ["note"])
    line = a_line(meeting, amel, bruno, amel)
    assert (waiting(amel), waiting(bruno)) == ([], ["confirm"])
    with hats.person(bruno.pk):
        noting.confirm_contributions(
            meeting=meeting, noted_at=line.noted_at, once=uuid4(), by=bruno
        )
    assert (waiting(amel), waiting(bruno)) == ([], [])


@pytest.mark.parametrize(
    "state",
    [
        {"cancelled": True},
        {"held": False},
        {"held": True, "uncounted": True},
        {"when": -40 * DAY},
        {"when": -40 * DAY, "held": True},
    ],
    ids=lambda state: "-".join(state),
)
def test_what_is_settled_or_long_past_waits_for_nobody(
    pair: Circle, amel: Person, bruno: Person, state: dict[str, Any]
) -> None:
    now = timezone.now()
    columns: dict[str, Any] = {"held": state.get("held")}
    if "cancelled" in state:
        columns |= {"cancelled_by": amel, "cancelled_at": now}
    if "uncounted" in state:
        columns |= {"uncounted_by": amel, "uncounted_at": now}
    a_meeting(pair, amel, state.get("when", YESTERDAY), agreed_by=bruno, **columns)
    assert (waiting(amel), waiting(bruno)) == ([], [])


def test_a_note_waits_however_old_it_is(pair: Circle, amel: Person, bruno: Person) -> None:
    a_line(a_held_meeting(pair, amel, bruno, -300 * DAY), amel, bruno, amel)
    assert waiting(bruno) == ["confirm"]


def test_nothing_waits_once_the_pair_has_ended(
    pair: Circle, amel: Person, bruno: Person, ended: Callable[[], None]
) -> None:
    a_meeting(pair, bruno)
    a_meeting(pair, bruno, YESTERDAY, agreed_by=amel)
    a_line(a_held_meeting(pair, amel, bruno), bruno, amel, bruno)
    ended()
    assert waiting(amel) == []


def test_in_a_paused_pair_only_what_was_still_waits(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    a_meeting(pair, bruno)
    a_line(a_held_meeting(pair, amel, bruno), bruno, amel, bruno)
    with hats.system("test"):
        Circle.objects.filter(pk=pair.pk).update(paused_at=timezone.now())
    assert waiting(amel) == ["confirm"]


def test_a_group_has_nothing_to_note(group: Circle, amel: Person, claire: Person) -> None:
    a_held_meeting(group, claire, amel)
    a_meeting(group, claire)
    assert waiting(amel) == ["answer"]


def test_the_newest_comes_first(pair: Circle, amel: Person, bruno: Person) -> None:
    a_held_meeting(pair, amel, bruno, -5 * DAY)
    a_meeting(pair, bruno, proposed_at=timezone.now())
    a_meeting(pair, bruno, -2 * DAY, agreed_by=amel)
    assert waiting(amel) == ["answer", "say_held", "note"]


def test_nothing_of_others_waits_for_me(
    pair: Circle, amel: Person, bruno: Person, claire: Person, david: Person
) -> None:
    a_meeting(pair, amel)
    a_held_meeting(pair, amel, bruno)
    assert waiting(claire) == waiting(david) == []


def test_it_makes_two_queries_for_one_and_for_thirty(
    pair: Circle, amel: Person, bruno: Person, queries: Counting
) -> None:
    made = []
    for number in (1, 29):
        for n in range(number):
            a_meeting(pair, bruno, (n + 1) * HOUR)
            a_line(a_held_meeting(pair, amel, bruno, -(n + 1) * HOUR), bruno, amel, bruno)
        with hats.person(amel.pk):
            with queries() as sql:
                assert read_lines(amel.pk, "meetings")
            made.append(len(sql))
    assert made == [2, 2]  # the second for what is noted and waits for a yes


# What comes


def test_what_comes_next_is_the_soonest_that_is_not_over(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    a_meeting(pair, bruno, -3 * HOUR, agreed_by=amel, minutes=60)
    under_way = a_meeting(pair, bruno, -HOUR / 2, agreed_by=amel, minutes=60)
    a_meeting(pair, bruno, TOMORROW)
    a_meeting(pair, bruno, HOUR, cancelled_by=bruno, cancelled_at=timezone.now())
    with hats.person(amel.pk):
        found = queries.next_for(pair)
        assert found is not None
        assert found.key == under_way.key
        assert [m.meeting.agreed_by_id for m in queries.next_meetings()] == [amel.pk, None]


def test_nothing_comes_of_a_circle_one_left(group: Circle, amel: Person, claire: Person) -> None:
    a_meeting(group, claire)
    with hats.system("test"):
        Membership.objects.filter(circle=group, person=amel).update(until=timezone.now())
    with hats.person(amel.pk):
        assert queries.next_meetings() == []


def test_meetings_of_a_circle_are_paged_newest_first(
    pair: Circle, amel: Person, bruno: Person, queries: Counting
) -> None:
    from entrepairs.meetings.queries import of_circle

    for n in range(51):
        a_held_meeting(pair, amel, bruno, -(n + 1) * DAY)
    with hats.person(amel.pk):
        with queries() as sql:
            page = of_circle(pair)
        starts = [shown.meeting.starts_at for shown in page.rows]
        assert starts == sorted(starts, reverse=True)
        assert (len(starts), page.has_next(), len(of_circle(pair, "2").rows)) == (50, True, 1)
    assert len(sql) == 2


# Fragments


def drawn(template: str, person: Person, **context: Any) -> str:
    request = RequestFactory().get("/")
    return render_to_string(template, {"person": person, **context}, request=request)


def test_a_list_of_nothing_draws_nothing(amel: Person) -> None:
    assert drawn("meetings/_list.html", amel, meetings=[]).strip() == ""


def test_the_next_card_offers_to_plan_when_nothing_is(pair: Circle, amel: Person) -> None:
    card = drawn("meetings/_next.html", amel, meeting=None, circle=pair)
    assert f"/meetings/new/?circle={pair.key}" in card
    pair.paused_at = timezone.now()
    assert "/meetings/new/" not in drawn("meetings/_next.html", amel, meeting=None, circle=pair)


def test_the_next_card_tells_the_time_of_the_page(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel, title="Balade")
    with hats.person(amel.pk), timezone.override("Indian/Reunion"):
        card = drawn("meetings/_next.html", amel, meeting=queries.next_for(pair), circle=pair)
    there = meeting.starts_at.astimezone(dt.timezone(dt.timedelta(hours=4)))
    assert f"{there:%H:%M}" in card
    assert meeting.path in card


@pytest.mark.parametrize("state", ["answer", "lapsed", "say_held", "note", "confirm"])
def test_each_duty_has_its_one_press_and_the_press_does_it(
    as_person: As, pair: Circle, amel: Person, bruno: Person, state: str
) -> None:
    if state in {"answer", "lapsed"}:
        meeting = a_meeting(pair, bruno, TOMORROW if state == "answer" else YESTERDAY)
    else:
        meeting = a_meeting(
            pair, bruno, YESTERDAY, agreed_by=amel, held=None if state == "say_held" else True
        )
    if state == "confirm":
        a_line(meeting, bruno, amel, bruno)
    with hats.person(amel.pk):
        [line] = read_lines(amel.pk, "meetings")
        card = drawn("meetings/_duty.html", amel, line=line)
    assert card.count("<h2") == 1
    client = as_person(amel)
    if press := re.search(r'<form method="post" action="([^"]+)"', card):
        name = re.search(r'<button class="button" name="(\w+)" value="(\w+)"', card)
        values = {name[1]: name[2]} if name else {}
        if noted_at := re.search(r'name="noted_at" value="([^"]+)"', card):
            values |= {"noted_at": noted_at[1]}
        assert client.post(press[1], {"once": str(uuid4())} | values).status_code == 302
        assert as_it_is(meeting).agreed_at
        assert as_it_is(meeting).held is (None if state == "answer" else True)
        if state == "confirm":
            assert "Bruno brought:" in card  # what she says yes to
            with hats.person(amel.pk):
                assert read_lines(amel.pk, "meetings") == []
    else:
        link = re.search(r'<a class="button" href="([^"]+)"', card)
        assert link is not None
        assert client.get(link[1]).status_code == 200

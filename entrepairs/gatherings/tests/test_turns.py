"""Facilitating in turns: dealt among those who wish, passed on, swapped, ended."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions import turns as actions
from entrepairs.gatherings.actions.rhythms import change_rhythm
from entrepairs.gatherings.models import Rhythm, Swap, Turn, TurnTaker
from entrepairs.gatherings.tests.making import begun_before, rhythm_of, told
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person

TODAY = timezone.localdate()
DAYS = [TODAY + dt.timedelta(days=1 + 7 * week) for week in range(6)]
type AsPerson = Callable[[Person], Client]


@pytest.fixture
def rhythm(amel: Person, david: Person, eve: Person) -> Rhythm:
    """Amel, David and Eve are in the group; Amel and David take turns."""
    group = group_of(amel, david, eve)
    found = rhythm_of(group, amel, starts_on=DAYS[0])
    for person in (amel, david):
        act(actions.join_turns, person, rhythm=found)
    return found


def act(action: Callable[..., Any], by: Person, **values: Any) -> Any:
    with hats.person(by.pk):
        return action(once=uuid4(), by=by, **values)


def dealt(rhythm: Rhythm, by: Person, by_lot: bool = False) -> list[Turn]:
    act(actions.deal_turns, by, rhythm=rhythm, days=DAYS, by_lot=by_lot)
    with hats.person(by.pk):
        rows = Turn.objects.select_related("person", "rhythm__circle")
        return list(rows.filter(rhythm=rhythm).order_by("day"))


def holders(rhythm: Rhythm) -> list[str]:
    with hats.system("test"):
        rows = Turn.objects.filter(rhythm=rhythm).select_related("person").order_by("day")
        return [row.person.name if row.person else "" for row in rows]


def test_turns_go_round_among_those_who_wish(rhythm: Rhythm, amel: Person, eve: Person) -> None:
    dealt(rhythm, amel)
    assert holders(rhythm) == ["Amel", "David"] * 3
    with hats.person(eve.pk), pytest.raises(NotPossible, match="Only those who take turns"):
        actions.deal_turns(rhythm=rhythm, days=DAYS, by_lot=False, once=uuid4(), by=eve)
    with hats.person(amel.pk), pytest.raises(NotPossible, match="have their turns already"):
        actions.deal_turns(rhythm=rhythm, days=DAYS, by_lot=True, once=uuid4(), by=amel)
    more = [DAYS[-1] + dt.timedelta(days=7 * week) for week in (1, 2, 3)]
    act(actions.join_turns, eve, rhythm=rhythm)
    act(actions.deal_turns, eve, rhythm=rhythm, days=DAYS + more, by_lot=False)
    assert holders(rhythm) == ["Amel", "David"] * 3 + ["Eve", "Amel", "David"]


def test_turns_are_drawn_so_that_each_has_one_before_anyone_has_two(
    rhythm: Rhythm, amel: Person, eve: Person
) -> None:
    act(actions.join_turns, eve, rhythm=rhythm)
    dealt(rhythm, amel, by_lot=True)
    first, second = holders(rhythm)[:3], holders(rhythm)[3:]
    assert sorted(first) == sorted(second) == ["Amel", "David", "Eve"]


def test_a_turn_is_passed_on_without_a_reason_and_taken(
    rhythm: Rhythm, amel: Person, david: Person, as_person: AsPerson
) -> None:
    first = dealt(rhythm, amel)[0]
    path = f"/gatherings/turns/{rhythm.key}/{first.pk}/"
    assert as_person(david).post(f"{path}pass/", {"once": uuid4()}).status_code == 302
    assert holders(rhythm)[0] == "Amel"  # it was not his
    as_person(amel).post(f"{path}pass/", {"once": uuid4()})
    assert holders(rhythm)[0] == ""
    page = as_person(david).get(rhythm.circle.path).text
    assert "nobody yet" in page
    assert f"{path}take/" in page
    as_person(david).post(f"{path}take/", {"once": uuid4()})
    assert holders(rhythm)[0] == "David"
    with hats.person(amel.pk), pytest.raises(NotPossible, match="changed in the meantime"):
        actions.take_turn(turn=first, once=uuid4(), by=amel)


def test_two_turns_are_swapped_once_the_other_says_yes(
    rhythm: Rhythm, amel: Person, david: Person, eve: Person, as_person: AsPerson
) -> None:
    mine, theirs = dealt(rhythm, amel)[:2]
    path = f"/gatherings/turns/{rhythm.key}/{mine.pk}/swap/"
    assert "David" in as_person(amel).get(path).text
    as_person(amel).post(path, {"other": theirs.pk, "once": uuid4()})
    assert "Amel suggests to swap turns with you" in as_person(david).get(rhythm.circle.path).text
    with hats.person(david.pk):
        swap = Swap.objects.get()
    answer = f"/gatherings/turns/swap/{swap.pk}/"
    assert as_person(eve).post(answer, {"answer": "yes", "once": uuid4()}).status_code == 404
    as_person(david).post(answer, {"answer": "yes", "once": uuid4()})
    assert holders(rhythm)[:3] == ["David", "Amel", "Amel"]


def test_a_turn_that_changed_hands_is_no_more_what_was_suggested(
    rhythm: Rhythm, amel: Person, david: Person
) -> None:
    mine, theirs = dealt(rhythm, amel)[:2]
    swap = act(actions.suggest_swap, amel, turn=mine, other=theirs)
    act(actions.pass_turn, amel, turn=mine)
    with hats.person(david.pk), pytest.raises(NotPossible, match="changed in the meantime"):
        actions.accept_swap(swap=swap, once=uuid4(), by=david)
    assert holders(rhythm)[:2] == ["", "David"]


def test_another_rule_keeps_those_who_take_turns(rhythm: Rhythm, amel: Person) -> None:
    begun_before(rhythm, 1)
    dealt(rhythm, amel)
    other = {**told(rhythm.starts_on), "clock": dt.time(10)}
    after = act(change_rhythm, amel, rhythm=rhythm, told=other)
    assert after.pk != rhythm.pk
    act(actions.deal_turns, amel, rhythm=after, days=DAYS, by_lot=False)
    assert holders(after) == ["Amel", "David"] * 3


def test_a_no_to_a_swap_is_silent(rhythm: Rhythm, amel: Person, david: Person) -> None:
    mine, theirs = dealt(rhythm, amel)[:2]
    swap = act(actions.suggest_swap, amel, turn=mine, other=theirs)
    act(actions.decline_swap, david, swap=swap)
    with hats.person(amel.pk):
        assert Swap.objects.filter(declined=None).exists()
    with hats.person(amel.pk), pytest.raises(NotPossible, match="suggested this swap already"):
        actions.suggest_swap(turn=mine, other=theirs, once=uuid4(), by=amel)
    with hats.person(david.pk), pytest.raises(NotPossible):
        actions.accept_swap(swap=swap, once=uuid4(), by=david)


def test_of_two_who_end_them_at_once_the_second_is_told(
    rhythm: Rhythm, amel: Person, david: Person, eve: Person
) -> None:
    dealt(rhythm, amel)
    with hats.person(eve.pk), pytest.raises(NotPossible, match="Only those who take turns"):
        actions.end_turns(rhythm=rhythm, once=uuid4(), by=eve)
    act(actions.end_turns, amel, rhythm=rhythm)
    with hats.person(david.pk), pytest.raises(NotPossible, match="had already been ended"):
        actions.end_turns(rhythm=rhythm, once=uuid4(), by=david)
    with hats.system("test"):
        assert not TurnTaker.objects.exists()
        assert not Turn.objects.exists()


def test_who_stops_or_leaves_has_no_turn_to_come(
    rhythm: Rhythm, amel: Person, david: Person, as_person: AsPerson
) -> None:
    dealt(rhythm, amel)
    act(actions.leave_turns, amel, rhythm=rhythm)
    assert holders(rhythm) == ["", "David"] * 3
    as_person(david).post(f"{rhythm.circle.path}leave/", {"once": uuid4()})
    assert holders(rhythm) == [""] * 6


def test_what_is_past_is_nobodys_to_count(rhythm: Rhythm, amel: Person) -> None:
    with hats.system("test"):
        for ago in (1, 2, 30):
            Turn.objects.create(rhythm=rhythm, day=TODAY - dt.timedelta(days=ago), person=amel)
    with hats.person(amel.pk):
        assert Turn.objects.count() == 1
    dealt(rhythm, amel)
    with hats.system("test"):
        assert Turn.objects.filter(day__lt=TODAY).count() == 1


def test_a_visitor_takes_no_turns(rhythm: Rhythm, bruno: Person) -> None:
    with hats.system("test"):
        group = rhythm.circle.group
    visiting(group, bruno, days=5)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="Only members"):
        actions.join_turns(rhythm=rhythm, once=uuid4(), by=bruno)

"""Planning a meeting, and answering."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.actions import noting, planning
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import DAY, TOMORROW, YESTERDAY, a_meeting, as_it_is
from entrepairs.meetings.tests.planning import accept, cancel, move, plan, told
from entrepairs.people.models import Circle, Person

End = Callable[[], None]


def test_a_meeting_is_proposed_and_the_other_is_told(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = as_it_is(plan(pair, amel, title=" Marche ", where=" Écluse "))
    assert (meeting.title, meeting.where, meeting.asked_by_id, meeting.agreed_at) == (
        "Marche",
        "Écluse",
        amel.pk,
        None,
    )
    assert [n.path for n in told(bruno)] == [meeting.path]
    assert told(amel) == []
    with hats.system("test"):
        deed = Deed.objects.get(room="meetings")
    assert (deed.verb, deed.by_person, deed.about_person, deed.object_key) == (
        "plan",
        amel.pk,
        bruno.pk,
        meeting.key,
    )


def test_the_same_form_sent_twice_plans_one_meeting(pair: Circle, amel: Person) -> None:
    once, at = uuid4(), timezone.now() + TOMORROW
    first = plan(pair, amel, once=once, starts_at=at)
    with pytest.raises(AlreadyDone) as before:
        plan(pair, amel, once=once, starts_at=at)
    assert before.value.deed.object_key == first.key
    with hats.system("test"):
        assert Meeting.objects.count() == 1


def test_the_other_says_yes_and_it_is_agreed(pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = as_it_is(accept(plan(pair, amel), bruno))
    assert (meeting.agreed_by_id, meeting.held) == (bruno.pk, None)
    assert len(told(amel)) == 1


def test_the_person_who_answers_has_seen_what_was_told(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    accept(plan(pair, amel), bruno)
    assert [notice.seen_at is not None for notice in told(bruno)] == [True]


def test_nobody_says_yes_to_their_own_proposal(pair: Circle, amel: Person) -> None:
    meeting = plan(pair, amel)
    with pytest.raises(NotPossible):
        accept(meeting, amel)
    assert as_it_is(meeting).agreed_by_id is None


def test_a_refused_action_leaves_no_deed(pair: Circle, amel: Person) -> None:
    meeting = plan(pair, amel)
    with pytest.raises(NotPossible):
        accept(meeting, amel)
    with hats.system("test"):
        assert [deed.verb for deed in Deed.objects.filter(room="meetings")] == ["plan"]


def test_another_time_makes_the_other_the_one_who_proposes(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = as_it_is(move(plan(pair, amel), bruno, 3 * DAY))
    assert (meeting.proposed_by_id, meeting.asked_by_id, meeting.sequence) == (bruno.pk, amel.pk, 1)
    with pytest.raises(NotPossible):
        accept(meeting, bruno)
    assert as_it_is(accept(meeting, amel)).agreed_by_id == amel.pk


def test_an_agreed_meeting_that_moves_waits_for_a_yes_again(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, amel, agreed_by=bruno)
    moved = as_it_is(move(meeting, amel, 2 * DAY))
    assert (moved.agreed_by_id, moved.agreed_at, moved.proposed_by_id, moved.sequence) == (
        None,
        None,
        amel.pk,
        1,
    )
    assert moved.where == "Parc du Thabor"


def test_either_cancels_and_the_other_is_told(pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = as_it_is(cancel(a_meeting(pair, amel, agreed_by=bruno), bruno))
    assert (meeting.cancelled_by_id, meeting.sequence) == (bruno.pk, 1)
    assert len(told(amel)) == 1


@pytest.mark.parametrize("again", [accept, cancel, lambda meeting, by: move(meeting, by, DAY)])
def test_nothing_is_done_with_a_cancelled_meeting(
    pair: Circle, amel: Person, bruno: Person, again: Any
) -> None:
    meeting = cancel(plan(pair, amel), amel)
    with pytest.raises(NotPossible):
        again(meeting, bruno)


def test_a_meeting_whose_time_has_come_is_not_cancelled(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    with pytest.raises(NotPossible):
        cancel(a_meeting(pair, amel, YESTERDAY, agreed_by=bruno), bruno)


def test_a_yes_while_it_goes_on_says_nothing_of_whether_they_met(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    going_on = a_meeting(pair, amel, dt.timedelta(minutes=-1), minutes=60)
    meeting = as_it_is(accept(going_on, bruno))
    assert (meeting.agreed_by_id, meeting.held) == (bruno.pk, None)
    with hats.person(amel.pk):
        noting.say_held(meeting=meeting, once=uuid4(), by=amel)
    assert as_it_is(meeting).held is True


def test_we_met_yesterday_is_recorded_and_the_yes_of_the_other_says_it_was_held(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = as_it_is(accept(plan(pair, amel, YESTERDAY), bruno))
    assert (meeting.agreed_by_id, meeting.held) == (bruno.pk, True)


@pytest.mark.parametrize(
    ("when", "code"), [(-500 * DAY, "before"), (401 * DAY, "far"), (-401 * DAY, "before")]
)
def test_a_date_that_cannot_be_meant_is_refused(
    pair: Circle, amel: Person, when: dt.timedelta, code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(pair, amel, when)
    assert refused.value.code == code


@pytest.mark.parametrize("minutes", [0, -30, 4, 1441])
def test_a_meeting_ends_after_it_begins(pair: Circle, amel: Person, minutes: int) -> None:
    with pytest.raises(ValidationError):
        plan(pair, amel, minutes=minutes)


@pytest.mark.parametrize("column", ["paused_at", "ended_at"])
def test_nothing_is_planned_in_a_circle_that_is_paused_or_ended(
    pair: Circle, amel: Person, bruno: Person, column: str
) -> None:
    proposed = plan(pair, bruno)
    with hats.system("test"):
        Circle.objects.filter(pk=pair.pk).update(**{column: timezone.now()})
    with pytest.raises(NotPossible):
        plan(pair, amel)  # as it was when the form was opened: the database refuses
    with pytest.raises(NotPossible):
        accept(proposed, amel)
    with pytest.raises(NotPossible):
        move(proposed, amel, 2 * DAY)


def test_an_outsider_plans_nothing_in_a_pair(pair: Circle, claire: Person) -> None:
    with pytest.raises(NotPossible):
        plan(pair, claire)


def test_the_person_who_coordinates_sees_no_meeting_of_a_pair(
    pair: Circle, amel: Person, claire: Person
) -> None:
    meeting = plan(pair, amel)
    with hats.person(claire.pk):
        assert not Meeting.objects.filter(pk=meeting.pk).exists()
    with pytest.raises(NotPossible):
        accept(meeting, claire)


def test_a_former_member_answers_no_more(
    pair: Circle, amel: Person, bruno: Person, ended: End
) -> None:
    meeting = plan(pair, amel)
    ended()
    with pytest.raises(NotPossible):
        accept(meeting, bruno)
    with pytest.raises(NotPossible):
        plan(pair, bruno)


def test_nothing_new_across_a_block(
    pair: Circle, amel: Person, bruno: Person, blocked: End
) -> None:
    meeting = plan(pair, amel)
    blocked()
    with pytest.raises(NotPossible):
        plan(pair, amel)
    with pytest.raises(NotPossible):
        accept(meeting, bruno)
    with pytest.raises(NotPossible):
        move(meeting, bruno, 2 * DAY)
    assert as_it_is(cancel(meeting, bruno)).cancelled_by_id == bruno.pk
    assert told(amel) == []


def test_in_a_group_one_other_yes_is_enough_and_all_are_told(
    group: Circle, amel: Person, claire: Person, david: Person
) -> None:
    meeting = plan(group, amel)
    assert len(told(claire)) == len(told(david)) == 1
    assert as_it_is(accept(meeting, david)).agreed_by_id == david.pk


def test_a_circle_that_ends_cancels_what_was_to_come_and_nothing_else(
    pair: Circle, group: Circle, amel: Person, bruno: Person
) -> None:
    to_come, proposed = a_meeting(pair, amel, agreed_by=bruno), a_meeting(pair, bruno, 2 * DAY)
    past, elsewhere = a_meeting(pair, amel, YESTERDAY, agreed_by=bruno), a_meeting(group, amel)
    with hats.person(bruno.pk):
        assert planning.cancel_future_meetings(circle=pair, by=bruno) == 2
        assert planning.cancel_future_meetings(circle=pair, by=bruno) == 0
    assert [as_it_is(m).cancelled_by_id for m in (to_come, proposed, past, elsewhere)] == [
        bruno.pk,
        bruno.pk,
        None,
        None,
    ]
    with hats.system("test"):
        assert Deed.objects.filter(verb="cancel_future").count() == 1

"""What a page offers is exactly what the actions take: every state, every press, both people."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings import queries
from entrepairs.meetings.actions import noting, planning
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.shown_meetings import show_meeting
from entrepairs.meetings.states import State, Transition
from entrepairs.meetings.tests.making import DAY, TOMORROW, YESTERDAY, a_line, a_meeting
from entrepairs.people.models import Circle, Person

NOW = timezone.now()
STATES: dict[State, dict[str, Any]] = {
    State.PROPOSED: {"when": TOMORROW},
    State.LAPSED: {"when": YESTERDAY},
    State.AGREED: {"when": TOMORROW, "agreed_by": "bruno"},
    State.TO_SAY: {"when": YESTERDAY, "agreed_by": "bruno"},
    State.NOT_HELD: {"when": YESTERDAY, "agreed_by": "bruno", "held": False},
    State.TO_NOTE: {"when": YESTERDAY, "agreed_by": "bruno", "held": True},
    State.NOTED: {"when": YESTERDAY, "agreed_by": "bruno", "held": True, "line": None},
    State.COUNTED: {"when": YESTERDAY, "agreed_by": "bruno", "held": True, "line": "bruno"},
    State.UNCOUNTED: {
        "when": YESTERDAY,
        "agreed_by": "bruno",
        "held": True,
        "uncounted_by": "amel",
        "uncounted_at": NOW,
    },
    State.CANCELLED: {
        "when": TOMORROW,
        "agreed_by": "bruno",
        "cancelled_by": "amel",
        "cancelled_at": NOW,
    },
}
MORE: dict[Transition, dict[str, Any]] = {
    Transition.OTHER_TIME: {
        "title": "",
        "starts_at": NOW + 5 * DAY,
        "minutes": 60,
        "time_zone": "Europe/Paris",
        "means": "phone",
        "where": "",
    },
    Transition.NOTE: {"lines": [("given", "listening", 15)]},
}
ACTIONS: dict[Transition, Any] = {
    Transition.ACCEPT: planning.accept_meeting,
    Transition.OTHER_TIME: planning.propose_other_time,
    Transition.CANCEL: planning.cancel_meeting,
    Transition.SAY_HELD: noting.say_held,
    Transition.SAY_NOT_HELD: noting.say_not_held,
    Transition.NOTE: noting.note_contributions,
    Transition.CONFIRM: noting.confirm_contributions,
    Transition.DO_NOT_COUNT: noting.do_not_count,
}


# Amel asked, and noted; Bruno answers, and confirms.
OFFERED = {
    State.PROPOSED: ("other_time cancel", "accept other_time cancel"),
    State.LAPSED: ("other_time say_not_held", "accept other_time say_not_held"),
    State.AGREED: ("other_time cancel", "other_time cancel"),
    State.TO_SAY: ("say_held say_not_held do_not_count", "say_held say_not_held do_not_count"),
    State.NOT_HELD: ("say_held", "say_held"),
    State.TO_NOTE: ("note say_not_held do_not_count", "note say_not_held do_not_count"),
    State.NOTED: ("note do_not_count", "note confirm do_not_count"),
    State.COUNTED: ("do_not_count", "do_not_count"),
    State.UNCOUNTED: ("", ""),
    State.CANCELLED: ("", ""),
}


class Undo(Exception):
    """Takes back what a try wrote."""


def taken(press: Transition, meeting: Meeting, by: Person) -> bool:
    try:
        with hats.person(by.pk):
            ACTIONS[press](meeting=meeting, once=uuid4(), by=by, **MORE.get(press, {}))
            raise Undo
    except Undo:
        return True
    except NotPossible:
        return False


@pytest.mark.parametrize("where", STATES)
@pytest.mark.parametrize("who", ["amel", "bruno"])
def test_what_is_offered_is_what_is_taken(
    pair: Circle, amel: Person, bruno: Person, who: str, where: State
) -> None:
    people: dict[Any, Person] = {"amel": amel, "bruno": bruno}
    columns: dict[str, Any] = {
        name: people.get(value, value) for name, value in STATES[where].items() if name != "line"
    }
    meeting = a_meeting(pair, amel, **columns)
    if "line" in STATES[where]:
        confirmed_by = people[STATES[where]["line"]] if STATES[where]["line"] else None
        a_line(meeting, amel, bruno, amel, confirmed_by=confirmed_by)
    with hats.person(people[who].pk):
        seen = show_meeting(queries.select_meetings().get(pk=meeting.pk))
    assert seen.state is where
    assert seen.may == set(OFFERED[where][who == "bruno"].split())
    assert seen.may == {press for press in Transition if taken(press, meeting, people[who])}


def test_while_it_goes_on_a_meeting_that_nobody_answered_is_not_over(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    """Nobody says yet that it did not take place, and a yes does not say that it did."""
    meeting = a_meeting(pair, amel, -DAY / 48, minutes=60)
    for person in (amel, bruno):
        with hats.person(person.pk):
            seen = show_meeting(queries.select_meetings().get(pk=meeting.pk))
        assert seen.state is State.PROPOSED
        assert Transition.CANCEL in seen.may
        assert not taken(Transition.SAY_NOT_HELD, meeting, person)
    with hats.person(bruno.pk):
        planning.accept_meeting(meeting=meeting, once=uuid4(), by=bruno)
    with hats.system("test"):
        now = Meeting.objects.get(pk=meeting.pk)
    assert (now.agreed_by_id, now.held) == (bruno.pk, None)

"""The state machine of a meeting: its state, and the transitions that each person has now.

Pure. The pages offer, and the actions accept, exactly this. Who may see a meeting at all, and
whose name may be written, is the database's to say.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from entrepairs.meetings.models import Meeting


class State(StrEnum):
    PROPOSED = "proposed"  # to come or going on, not answered
    LAPSED = "lapsed"  # over, not answered: "did you meet?"
    AGREED = "agreed"  # to come
    TO_SAY = "to_say"  # its time has come: was it held?
    NOT_HELD = "not_held"
    TO_NOTE = "to_note"  # held, nothing noted
    NOTED = "noted"  # noted by one, not yet confirmed by the other
    COUNTED = "counted"  # noted and confirmed
    UNCOUNTED = "uncounted"
    CANCELLED = "cancelled"


class Transition(StrEnum):
    ACCEPT = "accept"
    OTHER_TIME = "other_time"
    CANCEL = "cancel"
    SAY_HELD = "say_held"
    SAY_NOT_HELD = "say_not_held"
    NOTE = "note"
    CONFIRM = "confirm"
    DO_NOT_COUNT = "do_not_count"


Transitions = frozenset[Transition]
NOTHING: Transitions = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """What, beside the row, decides: the note, the circle, and who asks."""

    me: int
    member: bool  # who decides, now; visitors, and who has left, see what is and was
    pair: bool
    open: bool  # the circle is neither paused nor ended
    noter: int | None = None
    confirmed: bool = False


def state_of(meeting: Meeting, standing: Standing, now: dt.datetime) -> State:
    if meeting.cancelled_at:
        return State.CANCELLED
    if meeting.uncounted_at:
        return State.UNCOUNTED
    if meeting.held is None:
        if meeting.agreed_at:
            return State.TO_SAY if meeting.starts_at <= now else State.AGREED
        return State.LAPSED if meeting.ends_at <= now else State.PROPOSED
    if not meeting.held:
        return State.NOT_HELD
    if standing.noter is None:
        return State.TO_NOTE
    return State.COUNTED if standing.confirmed else State.NOTED


def find_transitions(meeting: Meeting, standing: Standing, now: dt.datetime) -> Transitions:
    """One note of both is between two: in a group each has their own, and takes it out alone."""
    where = state_of(meeting, standing, now)
    counting = {Transition.NOTE, Transition.CONFIRM, Transition.DO_NOT_COUNT}
    if not standing.member:
        left = where in {State.TO_NOTE, State.NOTED, State.COUNTED} and standing.pair
        return frozenset({Transition.DO_NOT_COUNT}) if left else NOTHING
    found = _while_to_come(meeting, standing, where) | _once_begun(meeting, standing, where)
    if not standing.open:
        found -= {Transition.ACCEPT, Transition.OTHER_TIME}
    if meeting.same_as_id:  # of another circle, which says when and where
        found -= {Transition.OTHER_TIME}
    return frozenset(found if standing.pair else found - counting)


def _while_to_come(meeting: Meeting, standing: Standing, where: State) -> set[Transition]:
    mine = meeting.proposed_by_id == standing.me
    found = {
        State.PROPOSED: {Transition.OTHER_TIME, Transition.CANCEL},
        State.LAPSED: {Transition.OTHER_TIME, Transition.SAY_NOT_HELD},
        State.AGREED: {Transition.OTHER_TIME, Transition.CANCEL},
    }.get(where, set())
    if where in {State.PROPOSED, State.LAPSED} and not mine:
        found = found | {Transition.ACCEPT}
    return found


def _once_begun(meeting: Meeting, standing: Standing, where: State) -> set[Transition]:
    found = {
        State.TO_SAY: {Transition.SAY_HELD, Transition.SAY_NOT_HELD, Transition.DO_NOT_COUNT},
        State.NOT_HELD: {Transition.SAY_HELD} if meeting.agreed_at else set(),
        State.TO_NOTE: {Transition.NOTE, Transition.SAY_NOT_HELD, Transition.DO_NOT_COUNT},
        State.NOTED: {Transition.NOTE, Transition.DO_NOT_COUNT},
        State.COUNTED: {Transition.DO_NOT_COUNT},
    }.get(where, set())
    if where is State.NOTED and standing.noter != standing.me:
        found = found | {Transition.CONFIRM}
    return found

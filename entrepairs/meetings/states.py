"""Where a meeting stands, and what each may do about it now. Pure: the pages offer, and the actions accept, exactly this.

Who may see a meeting at all, and whose name may be written, is the database's to say.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from entrepairs.meetings.models import Meeting


class State(StrEnum):
    PROPOSED = "proposed"  # to come, not answered
    LAPSED = "lapsed"  # its time has come, not answered: "did you meet?"
    AGREED = "agreed"  # to come
    TO_SAY = "to_say"  # its time has come: was it held?
    NOT_HELD = "not_held"
    TO_NOTE = "to_note"  # held, nothing noted
    NOTED = "noted"  # noted by one, not yet confirmed by the other
    COUNTED = "counted"  # noted and confirmed
    UNCOUNTED = "uncounted"
    CANCELLED = "cancelled"


class Press(StrEnum):
    ACCEPT = "accept"
    OTHER_TIME = "other_time"
    CANCEL = "cancel"
    SAY_HELD = "say_held"
    SAY_NOT_HELD = "say_not_held"
    NOTE = "note"
    CONFIRM = "confirm"
    DO_NOT_COUNT = "do_not_count"


Presses = frozenset[Press]
NOTHING: Presses = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """What, beside the row, decides: the note, the circle, and who asks."""

    me: int
    member: bool  # now; who has left still sees what was
    pair: bool
    open: bool  # the circle is neither paused nor ended
    noter: int | None = None
    confirmed: bool = False


def state(meeting: Meeting, standing: Standing, now: dt.datetime) -> State:
    if meeting.cancelled_at:
        return State.CANCELLED
    if meeting.uncounted_at:
        return State.UNCOUNTED
    if meeting.held is None:
        begun = meeting.starts_at <= now
        if meeting.agreed_at:
            return State.TO_SAY if begun else State.AGREED
        return State.LAPSED if begun else State.PROPOSED
    if not meeting.held:
        return State.NOT_HELD
    if standing.noter is None:
        return State.TO_NOTE
    return State.COUNTED if standing.confirmed else State.NOTED


def may(meeting: Meeting, standing: Standing, now: dt.datetime) -> Presses:
    """Notes are between two: in a group nothing is noted yet, and there is nothing to stop counting."""
    where = state(meeting, standing, now)
    counting = {Press.NOTE, Press.CONFIRM, Press.DO_NOT_COUNT}
    if not standing.member:
        left = where in {State.TO_NOTE, State.NOTED, State.COUNTED} and standing.pair
        return frozenset({Press.DO_NOT_COUNT}) if left else NOTHING
    presses = _before(meeting, standing, where) | _after(meeting, standing, where)
    if not standing.open:
        presses -= {Press.ACCEPT, Press.OTHER_TIME}
    return frozenset(presses if standing.pair else presses - counting)


def _before(meeting: Meeting, standing: Standing, where: State) -> set[Press]:
    mine = meeting.proposed_by_id == standing.me
    presses = {
        State.PROPOSED: {Press.OTHER_TIME, Press.CANCEL},
        State.LAPSED: {Press.OTHER_TIME, Press.SAY_NOT_HELD},
        State.AGREED: {Press.OTHER_TIME, Press.CANCEL},
    }.get(where, set())
    if where in {State.PROPOSED, State.LAPSED} and not mine:
        presses = presses | {Press.ACCEPT}
    return presses


def _after(meeting: Meeting, standing: Standing, where: State) -> set[Press]:
    presses = {
        State.TO_SAY: {Press.SAY_HELD, Press.SAY_NOT_HELD, Press.DO_NOT_COUNT},
        State.NOT_HELD: {Press.SAY_HELD} if meeting.agreed_at else set(),
        State.TO_NOTE: {Press.NOTE, Press.SAY_NOT_HELD, Press.DO_NOT_COUNT},
        State.NOTED: {Press.NOTE, Press.DO_NOT_COUNT},
        State.COUNTED: {Press.DO_NOT_COUNT},
    }.get(where, set())
    if where is State.NOTED and standing.noter != standing.me:
        presses = presses | {Press.CONFIRM}
    return presses

"""A meeting as one person sees it: with whom, in what state, and what they may do about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.states import (
    Standing,
    State,
    Transitions,
    find_transitions,
    state_of,
)
from entrepairs.people.models import Circle, Person


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    meeting: Meeting
    others: list[Person]  # in a pair, the other; a circle with a name needs none
    state: State
    may: Transitions
    standing: Standing

    @property
    def key(self) -> str:
        return str(self.meeting.key)

    @property
    def path(self) -> str:
        return self.meeting.path

    @property
    def other(self) -> Person | None:
        return self.others[0] if self.others else None

    @property
    def title(self) -> str:
        return str(self.meeting.title) or self.usual_title

    @property
    def usual_title(self) -> str:
        """What it is when nobody named it."""
        return name_meeting(self.other.name if self.other else "", self.meeting.circle.name)

    @property
    def mine(self) -> bool:
        """It is I who proposed this time and place."""
        return self.meeting.proposed_by_id == self.standing.me

    @property
    def ends_at(self) -> dt.datetime:
        return self.meeting.ends_at

    @property
    def off(self) -> bool:
        return self.state in {State.CANCELLED, State.NOT_HELD}

    @property
    def place_href(self) -> str:
        """Where a press on the place leads: the call, the address on the web, or nowhere."""
        where, means = str(self.meeting.where).strip(), self.meeting.means
        if means == Meeting.Means.LINK and where.startswith(("https://", "http://")):
            return where
        digits = "".join(c for c in where if c.isdigit() or c == "+")
        is_number = means == Meeting.Means.PHONE and len(digits) >= 3
        return f"tel:{quote(digits)}" if is_number else ""


def name_meeting(other: str, circle: str) -> str:
    """What a meeting is called that nobody named: by the other in a pair, by its circle."""
    return _("Meeting with %(name)s") % {"name": other} if other else circle or _("Meeting")


def my_id() -> int:
    return hats.worn_person() or 0


def show_meeting(
    meeting: Any, now: dt.datetime | None = None, person: int | None = None
) -> ShownMeeting:
    """One row of `queries.select_meetings()`, as I see it, or `person`."""
    now, circle, me = now or timezone.now(), meeting.circle, person or my_id()
    # In a group each notes for themselves: that is no state of the meeting.
    note = (meeting.note if circle.kind != Circle.Kind.GROUP else None) or {}
    standing = Standing(
        me=me,
        member=any(
            m.person_id == me and m.since <= now and (m.until is None or m.until > now)
            for m in circle.who
            if not (m.role and m.role.data.get("advises"))
        ),
        pair=circle.kind == Circle.Kind.PAIR,
        open=circle.paused_at is None and circle.ended_at is None,
        noter=note.get("noter"),
        confirmed=note.get("confirmed", False),
    )
    return ShownMeeting(
        meeting,
        list({m.person_id: m.person for m in circle.who if m.person_id != me}.values()),
        state_of(meeting, standing, now),
        find_transitions(meeting, standing, now),
        standing,
    )


def show_meetings(meetings: Iterable[Meeting]) -> list[ShownMeeting]:
    now = timezone.now()
    return [show_meeting(meeting, now) for meeting in meetings]

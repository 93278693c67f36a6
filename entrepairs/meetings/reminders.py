"""Notices about a meeting, and one reminder before it for each, at an hour of their own day."""

import datetime as dt

from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.notice_kinds import REMINDER
from entrepairs.notices import actions as notices
from entrepairs.notices.kinds import NoticeKind
from entrepairs.people.models import Circle, Person

MORNING = dt.time(9)
SHORTLY = dt.timedelta(hours=2)


def find_due_at(starts_at: dt.datetime, person_zone: str, now: dt.datetime) -> dt.datetime | None:
    """The day before at nine; two hours before when that has passed; else it is too late."""
    there = starts_at.astimezone(zone_named(person_zone))
    day_before = dt.datetime.combine(
        there.date() - dt.timedelta(days=1), MORNING, tzinfo=there.tzinfo
    )
    return next((at for at in (day_before, starts_at - SHORTLY) if at > now), None)


def remind_people(meeting: Meeting, people: list[Person]) -> None:
    """Each once, at an hour of their own."""
    for person in people:
        if due := find_due_at(meeting.starts_at, person.time_zone, timezone.now()):
            notices.tell(
                person=person,
                kind=REMINDER,
                about=f"{meeting.key}:{meeting.sequence}",
                path=meeting.path,
                due_at=due,
            )


def tell_people(
    meeting: Meeting, people: list[Person], kind: NoticeKind, what: str, by: int
) -> None:
    """`what` tells this news from the others about the same meeting: each is told once.

    In a circle of several, across a block too: it names nobody, and nobody travels for nothing.
    """
    between_two = meeting.circle.kind == Circle.Kind.PAIR
    for person in people:
        notices.tell(
            person=person,
            kind=kind,
            about=f"{meeting.key}:{what}",
            path=meeting.path,
            by=by if between_two else None,
        )

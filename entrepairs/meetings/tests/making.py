"""Meetings in every state, made as the tests need them: directly, so that time need not pass."""

import datetime as dt
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.models import Concept

DAY = dt.timedelta(days=1)
TOMORROW, YESTERDAY = DAY, -DAY


def a_meeting(circle: Circle, by: Person, when: dt.timedelta = TOMORROW, **columns: Any) -> Meeting:
    """Proposed by `by`; with agreed_by=, held=... further on."""
    now = timezone.now()
    if columns.get("agreed_by"):
        columns.setdefault("agreed_at", now - 3 * DAY)
    given = {
        "means": "in_person",
        "where": "Écluse Saint-Martin",
        "proposed_at": now - 4 * DAY,
        "asked_by": by,
        "proposed_by": by,
    }
    with hats.system("test"):
        return Meeting.objects.create(circle=circle, starts_at=now + when, **given | columns)


def a_held_meeting(
    circle: Circle, by: Person, other: Person, when: dt.timedelta = YESTERDAY, **columns: Any
) -> Meeting:
    return a_meeting(circle, by, when, **{"agreed_by": other, "held": True} | columns)


def a_line(
    meeting: Meeting, giver: Person, receiver: Person, noted_by: Person, **columns: Any
) -> Contribution:
    """Listening, half an hour, unless told otherwise."""
    confirmed_by = columns.pop("confirmed_by", None)
    if confirmed_by:
        columns |= {"confirmed_by": confirmed_by, "confirmed_at": timezone.now()}
    with hats.system("test"):
        kind = Concept.objects.get(scheme="contribution", key=columns.pop("kind", "listening"))
        return Contribution.objects.create(
            meeting=meeting,
            circle_id=meeting.circle_id,
            at=meeting.starts_at,
            giver=giver,
            receiver=receiver,
            kind=kind,
            noted_by=noted_by,
            **{"minutes": 30} | columns,
        )


def as_it_is(meeting: Meeting) -> Meeting:
    """The row in the table now, no matter who looks."""
    with hats.system("test"):
        return Meeting.objects.get(pk=meeting.pk)


def lines_of(meeting: Meeting) -> list[tuple[str, str, str, int, bool]]:
    """(giver, receiver, kind, minutes, confirmed) of each line in the table now."""
    with hats.system("test"):
        lines = (
            Contribution.objects.filter(meeting=meeting)
            .select_related("giver", "receiver", "kind")
            .order_by("pk")
        )
        return [
            (
                c.giver.name if c.giver else "group",
                c.receiver.name if c.receiver else "group",
                c.kind.key,
                c.minutes,
                c.confirmed_at is not None,
            )
            for c in lines
        ]

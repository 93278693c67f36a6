"""People who did things in a quarter, made directly under the system hat."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.observatory.periods import Period
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.vocabulary.models import Concept

QUARTER = Period.read("2026-Q2")
AT = dt.datetime(2026, 5, 12, 12, tzinfo=dt.UTC)
BEFORE = AT - dt.timedelta(days=60)


def make_people(number: int, prefix: str = "Pair") -> list[Person]:
    return Person.objects.bulk_create(
        Person(name=f"{prefix} {at}", welcomed_at=BEFORE, created_at=BEFORE) for at in range(number)
    )


def make_exchanges(
    lines: Iterable[tuple[Person, Person, int]],
    *,
    confirmed: bool = True,
    kind: str = "pair",
    concept: str = "listening",
    at: dt.datetime = AT,
) -> list[Meeting]:
    """Of each line one held meeting, asked for by its giver, and what was given there."""
    what = Concept.objects.get(scheme="contribution", key=concept)
    lines, made = list(lines), []
    for giver, receiver, minutes in lines:
        circle = Circle.objects.create(
            kind=kind, name="" if kind == "pair" else "G", started_at=BEFORE
        )
        Membership.objects.bulk_create(
            Membership(circle=circle, person=who, since=BEFORE) for who in (giver, receiver)
        )
        met = _held(circle, giver, receiver, at)
        made.append(met)
        told: dict[str, Any] = {"confirmed_by": receiver, "confirmed_at": at} if confirmed else {}
        Contribution.objects.create(
            meeting=met,
            circle=circle,
            giver=giver,
            receiver=receiver,
            kind=what,
            minutes=minutes,
            noted_by=giver,
            at=at,
            **told,
        )
    return made


def _held(circle: Circle, asked: Person, other: Person, at: dt.datetime) -> Meeting:
    return Meeting.objects.create(
        circle=circle,
        starts_at=at,
        means="phone",
        asked_by=asked,
        proposed_by=asked,
        agreed_by=other,
        proposed_at=BEFORE,
        agreed_at=BEFORE,
        held=True,
    )


def meet_again(meeting: Meeting) -> None:
    """The other asks this time."""
    one, other = meeting.agreed_by, meeting.asked_by
    assert one
    assert other
    _held(meeting.circle, one, other, meeting.starts_at + dt.timedelta(days=7))

"""Planning and answering, as the two of a pair do it, and what they are told."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.actions import planning
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import TOMORROW
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person


def plan(circle: Circle, by: Person, when: dt.timedelta = TOMORROW, **other: Any) -> Meeting:
    how: dict[str, Any] = {
        "starts_at": timezone.now() + when,
        "title": "",
        "minutes": 60,
        "time_zone": "Europe/Paris",
        "means": "phone",
        "where": "",
        "once": uuid4(),
    }
    with hats.person(by.pk):
        return planning.plan_meeting(circle=circle, by=by, **how | other)


def move(meeting: Meeting, by: Person, when: dt.timedelta) -> Meeting:
    with hats.person(by.pk):
        return planning.propose_other_time(
            meeting=meeting,
            title="",
            starts_at=timezone.now() + when,
            minutes=45,
            time_zone="Europe/Paris",
            means="in_person",
            where="Parc du Thabor",
            once=uuid4(),
            by=by,
        )


def accept(meeting: Meeting, by: Person) -> Meeting:
    with hats.person(by.pk):
        return planning.accept_meeting(meeting=meeting, once=uuid4(), by=by)


def cancel(meeting: Meeting, by: Person) -> Meeting:
    with hats.person(by.pk):
        return planning.cancel_meeting(meeting=meeting, once=uuid4(), by=by)


def told(person: Person, kind: str = "meeting") -> list[Notice]:
    with hats.system("test"):
        return list(Notice.objects.filter(person=person, kind=kind).order_by("pk"))

"""Courses, made for tests: an event that its organisers describe as one, and who was there."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.courses.actions import describe_course, note_attendance
from entrepairs.events.models import Event, Session
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.registrations.models import Registration

FACTS: dict[str, Any] = {
    "kind": "college",
    "takes_fr": "Six fois 2 h, en six mois",
    "costs_fr": "Gratuit, trajets remboursés",
    "seen_fr": "Les deux personnes qui animent",
}


def a_course(organisation: Organisation, by: Person, sessions: int = 2, **facts: Any) -> Event:
    """Published, in ten days, with sessions of two hours one after the other."""
    day = timezone.localdate() + dt.timedelta(days=10)
    with hats.system("test"):
        circle = Circle.objects.create(kind="event", name="Cours", organisation=organisation)
        Membership.objects.create(circle=circle, person=by)
        event = Event.objects.create(
            key=circle.key,
            circle=circle,
            kind="workshop",
            state="published",
            title_fr="Vivre avec les voix",
            venue="Maison des usagers",
            starts_on=day,
            ends_on=day,
            registers=True,
            published_at=timezone.now(),
        )
        for number in range(sessions):
            starts = dt.datetime.combine(day, dt.time(9 + 2 * number), tzinfo=dt.UTC)
            Session.objects.create(
                event=event,
                kind="workshop",
                title_fr=f"Séance {number + 1}",
                starts_at=starts,
                ends_at=starts + dt.timedelta(hours=2),
            )
    with hats.person(by.pk):
        describe_course(event=event, told=FACTS | facts, once=uuid4(), by=by)
    return event


def sessions_in(event: Event) -> list[Session]:
    with hats.system("test"):
        return list(Session.objects.filter(event=event).order_by("starts_at"))


def noted(
    session: Session, by: Person, minutes: Mapping[Registration, int], by_peer: bool | None = None
) -> None:
    with hats.person(by.pk):
        note_attendance(
            session=session,
            minutes={one.pk: lasted for one, lasted in minutes.items()},
            by_peer=by_peer,
            once=uuid4(),
            by=by,
        )

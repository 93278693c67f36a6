"""Saying what a course is, noting who was there, keeping one's hours."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import cipher, new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.courses.models import Attendance, Course, LedSession
from entrepairs.events.models import Event, Session
from entrepairs.events.queries import place_of
from entrepairs.learning.models import Step
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.registrations.models import Registration
from entrepairs.registrations.queries import name_of_organiser

ROOM = "courses"

DESCRIBE = Verb(ROOM, "describe_course", gettext_lazy("You described a course"), NOT_TOLD)


@action
def describe_course(
    *, event: Event, told: Mapping[str, Any], once: UUID | None, by: Person | int
) -> None:
    """By those who prepare the event: from then on it is a course."""
    note_deed(DESCRIBE, by=by, object_key=event.key, once=once)
    if not Course.objects.filter(event=event).update(**told):
        Course.objects.create(event=event, **told)


NOTE = Verb(ROOM, "note_attendance", gettext_lazy("You noted who was at a session"), NOT_TOLD)


@action
def note_attendance(
    *,
    session: Session,
    minutes: Mapping[int, int],
    by_peer: bool | None,
    once: UUID | None,
    by: Person | int,
) -> None:
    """How long each was there, by registration; who is not among them was not. Also who led it."""
    note_deed(NOTE, by=by, object_key=session.event.key, once=once)
    Attendance.objects.filter(session=session).exclude(registration__in=minutes).delete()
    before = dict(Attendance.objects.filter(session=session).values_list("registration", "minutes"))
    for registration, lasted in minutes.items():
        if registration not in before:
            Attendance.objects.create(
                session=session, registration_id=registration, minutes=lasted, noted_by_id=id_of(by)
            )
        elif before[registration] != lasted:
            rows = Attendance.objects.filter(session=session, registration=registration)
            rows.update(minutes=lasted, noted_by=id_of(by), at=Now())
    if by_peer is not None and not LedSession.objects.filter(session=session).update(
        by_peer=by_peer
    ):
        LedSession.objects.create(session=session, by_peer=by_peer)


KEEP = Verb(ROOM, "keep_course", gettext_lazy("You put a course on your path"), NOT_TOLD)


@action
def keep_course(*, registration: Registration, once: UUID | None, by: Person | int) -> Step:
    """My hours, as they were noted, on my own path: an attestation is one press away."""
    note_deed(KEEP, by=by, object_key=registration.event.key, once=once)
    event = registration.event
    title, place = (
        cipher().encrypt(words.encode()).decode() if words else ""
        for words in (str(event.title), place_of(event))
    )
    saw = name_of_organiser(event)[:160]
    made = call_function("keep_course", registration.key, new_key(), title, place, saw)
    if made is None:
        raise NotPossible(_("There are no hours to keep, or they are on a path already."))
    return Step.objects.get(pk=made)

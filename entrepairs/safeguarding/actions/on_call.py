"""Hours at which people of an organisation can be called: asked by who coordinates it, accepted by
each person with their number. That a call came is noted without anything of it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Organisation, Person
from entrepairs.safeguarding.models import CallHours, TakenCall
from entrepairs.safeguarding.notice_kinds import ON_CALL
from entrepairs.safeguarding.on_call_queries import is_shown

ROOM = "safeguarding"


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of a day of the week, Monday being 0."""

    weekday: int
    begins: dt.time
    ends: dt.time


def _asked_before() -> NotPossible:
    return NotPossible(_("This person is asked already for these hours."))


ASK = Verb(ROOM, "ask_for_hours", gettext_lazy("You asked somebody to be on call"), NOT_TOLD)


@action
def ask_for_hours(
    *,
    organisation: Organisation,
    person: Person,
    span: Span,
    once: UUID | None,
    by: Person | int,
) -> CallHours:
    row = CallHours(
        organisation=organisation,
        person=person,
        weekday=span.weekday,
        begins=span.begins,
        ends=span.ends,
    )
    note_deed(ASK, by=by, object_key=row.key, once=once)
    with refused_in_words({"call_hours_once": _asked_before}):
        row.save(force_insert=True)
    notices.tell(person=person, kind=ON_CALL, about=row.key, path="/on-call/", by=by)
    return row


ACCEPT = Verb(ROOM, "accept_hours", gettext_lazy("You accepted to be on call"), NOT_TOLD)


@action
def accept_hours(*, hours: CallHours, number: str, once: UUID | None, by: Person | int) -> None:
    """From now on the people of the organisation read the name, the hours and the number."""
    note_deed(ACCEPT, by=by, object_key=hours.key, once=once)
    if not is_shown(Person.objects.get(pk=id_of(by))):
        raise NotPossible(
            _("People of the organisation do not see your name, so nobody could call you.")
            + " "
            + _("Show your name to your organisations first, in your profile.")
        )
    waiting = CallHours.objects.filter(pk=hours.pk, accepted_at=None, ended_at=None)
    if not waiting.update(number=number, accepted_at=Now()):
        raise NotPossible


END = Verb(ROOM, "end_hours", gettext_lazy("You ended hours on call"), NOT_TOLD)


@action
def end_hours(*, hours: CallHours, once: UUID | None, by: Person | int) -> None:
    """By their person, without a reason, or by who coordinates. The number goes with them."""
    note_deed(END, by=by, object_key=hours.key, once=once)
    if not CallHours.objects.filter(pk=hours.pk, ended_at=None).update(ended_at=Now()):
        raise NotPossible


NOTE = Verb(ROOM, "note_call", gettext_lazy("You recorded a call"), NOT_TOLD)


@action
def note_call(*, hours: CallHours, once: UUID | None, by: Person | int) -> None:
    note_deed(NOTE, by=by, object_key=hours.key, once=once)
    TakenCall.objects.create(hours=hours)


FORGET = Verb(ROOM, "forget_call", gettext_lazy("You removed a recorded call"), NOT_TOLD)


@action
def forget_call(*, call: TakenCall, once: UUID | None, by: Person | int) -> None:
    """Noted by mistake."""
    note_deed(FORGET, by=by, object_key=call.hours.key, once=once)
    if not TakenCall.objects.filter(pk=call.pk).delete()[0]:
        raise NotPossible

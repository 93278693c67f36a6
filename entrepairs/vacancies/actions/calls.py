"""Calls for an empty seat: opened, changed and closed by who coordinates the association."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Seat
from entrepairs.mandates.queries import vacancies_of
from entrepairs.people.models import Organisation, Person
from entrepairs.vacancies.models import VacancyCall

ROOM = "vacancies"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What a call tells: its text, its last day, and what the agency's form asks about whom."""

    words: str
    until: dt.date
    approved: str = ""
    approval: str = ""
    mail: str = ""


def _closed() -> NotPossible:
    return NotPossible(_("This call is closed."))


def _open_already() -> NotPossible:
    return NotPossible(_("Your organisation has an open call for this seat already."))


OPEN = Verb(ROOM, "open_call", gettext_lazy("You opened a call for a seat"), NOT_TOLD)


@action
def open_call(
    *,
    seat: Seat,
    organisation: Organisation,
    facts: CallFacts,
    once: UUID | None,
    by: Person | int,
) -> VacancyCall:
    """For a seat that nobody holds today."""
    row = VacancyCall(seat=seat, organisation=organisation, **asdict(facts))
    note_deed(OPEN, by=by, object_key=row.key, once=once)
    if seat.pk not in vacancies_of([seat.body]):
        raise NotPossible(_("Somebody holds this seat: nobody is called for it."))
    with refused_in_words({"vacancy_call_one_open": _open_already}):
        row.save(force_insert=True)
    return row


CHANGE = Verb(ROOM, "change_call", gettext_lazy("You changed a call for a seat"), NOT_TOLD)


@action
def change_call(
    *, call: VacancyCall, facts: CallFacts, once: UUID | None, by: Person | int
) -> None:
    """Its text or its last day; what was answered stays."""
    note_deed(CHANGE, by=by, object_key=call.key, once=once)
    if not VacancyCall.objects.filter(pk=call.pk, closed_at=None).update(**asdict(facts)):
        raise _closed()


CLOSE = Verb(ROOM, "close_call", gettext_lazy("You closed a call for a seat"), NOT_TOLD)


@action
def close_call(*, call: VacancyCall, once: UUID | None, by: Person | int) -> None:
    """Before its last day. It closes by itself when somebody takes the seat."""
    note_deed(CLOSE, by=by, object_key=call.key, once=once)
    if not VacancyCall.objects.filter(pk=call.pk, closed_at=None).update(closed_at=Now()):
        raise _closed()

"""Bodies and their seats: written by who coordinates the organisation that keeps them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import MOST_SEATS, Body, Seat
from entrepairs.people.models import Organisation, Person
from entrepairs.vocabulary.models import Place


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is told of a body: its name, its town, the number of its facility."""

    name: str
    place: Place | None = None
    finess: str = ""


def _columns(facts: BodyFacts) -> dict[str, Any]:
    return {"name": facts.name, "place": facts.place, "finess": facts.finess}


KEEP_BODY = Verb("mandates", "keep_body", gettext_lazy("You added a body"), NOT_TOLD)


@action
def keep_body(
    *, organisation: Organisation, kind: int, facts: BodyFacts, once: UUID | None, by: Person | int
) -> Body:
    """Its page is kept by an organisation that one coordinates."""
    body = Body(kept_by=organisation, kind_id=kind, **_columns(facts))
    note_deed(KEEP_BODY, by=by, object_key=body.key, once=once)
    body.save(force_insert=True)
    return body


CHANGE_BODY = Verb("mandates", "change_body", gettext_lazy("You changed a body"), NOT_TOLD)


@action
def change_body(*, body: Body, facts: BodyFacts, once: UUID | None, by: Person | int) -> None:
    """Another name, town or number: a body that law renames keeps its seats and its past."""
    note_deed(CHANGE_BODY, by=by, object_key=body.key, once=once)
    if not Body.objects.filter(pk=body.pk).update(**_columns(facts)):
        raise NotPossible(_("Only who coordinates the organisation that keeps this page can."))


ADD_SEAT = Verb("mandates", "add_seat", gettext_lazy("You added a seat to a body"), NOT_TOLD)


@action
def add_seat(
    *, body: Body, since: dt.date, deputies: int, once: UUID | None, by: Person | int
) -> Seat:
    """A full seat, and those of its deputies in their order."""
    note_deed(ADD_SEAT, by=by, object_key=body.key, once=once)
    last = Seat.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_SEATS:
        raise NotPossible(_("This body has %(most)s seats already.") % {"most": MOST_SEATS})
    seat = Seat.objects.create(body=body, number=last + 1, since=since)
    Seat.objects.bulk_create(
        Seat(body=body, number=seat.number, deputy_of=seat, order=order, since=since)
        for order in range(1, deputies + 1)
    )
    return seat


REMOVE_SEAT = Verb(
    "mandates", "remove_seat", gettext_lazy("You removed a seat from a body"), NOT_TOLD
)


@action
def remove_seat(*, seat: Seat, once: UUID | None, by: Person | int) -> None:
    """A seat that nobody ever held; its deputies' first."""
    note_deed(REMOVE_SEAT, by=by, object_key=seat.body.key, once=once)
    if Seat.objects.filter(deputy_of=seat).exists():
        raise NotPossible(_("Remove the seats of its deputies first."))
    if not call_function("seat_is_unused", seat.pk):
        raise NotPossible(_("Somebody holds this seat, held it or was proposed for it: it stays."))
    Seat.objects.filter(pk=seat.pk).delete()

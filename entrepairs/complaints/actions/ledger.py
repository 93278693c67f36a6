"""The ledger of complaints: a line is added, changed or deleted by the delegation of the body."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.complaints.ledger_words import OPEN
from entrepairs.complaints.models import Complaint
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person

ROOM = "complaints"


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """What a line tells; the person who complained is in none of it."""

    received_on: dt.date
    theme: str
    channel: str
    asked_on: dt.date | None = None
    met_on: dt.date | None = None
    reported_on: dt.date | None = None
    sitting_on: dt.date | None = None
    opinion_on: dt.date | None = None
    outcome: str = OPEN
    words: str = ""


def _gone() -> NotPossible:
    return NotPossible(_("This line of the ledger is no longer there."))


ADD = Verb(ROOM, "add_complaint", gettext_lazy("You added a line to a ledger"), NOT_TOLD)


@action
def add_complaint(
    *, body: Body, facts: ComplaintFacts, once: UUID | None, by: Person | int
) -> Complaint:
    """By somebody of the delegation of that body, which must hear complaints."""
    row = Complaint(body=body, **asdict(facts))
    note_deed(ADD, by=by, object_key=row.key, once=once)
    row.save(force_insert=True)
    return row


CHANGE = Verb(ROOM, "change_complaint", gettext_lazy("You changed a line of a ledger"), NOT_TOLD)


@action
def change_complaint(
    *, complaint: Complaint, facts: ComplaintFacts, once: UUID | None, by: Person | int
) -> None:
    """As what is known of it grows: the mediator asked, met, the opinion, the outcome."""
    note_deed(CHANGE, by=by, object_key=complaint.key, once=once)
    if not Complaint.objects.filter(pk=complaint.pk).update(**asdict(facts)):
        raise _gone()


REMOVE = Verb(ROOM, "remove_complaint", gettext_lazy("You deleted a line of a ledger"), NOT_TOLD)


@action
def remove_complaint(*, complaint: Complaint, once: UUID | None, by: Person | int) -> None:
    """One written by mistake, or twice. It is gone."""
    note_deed(REMOVE, by=by, object_key=complaint.key, once=once)
    if not Complaint.objects.filter(pk=complaint.pk).delete()[0]:
        raise _gone()

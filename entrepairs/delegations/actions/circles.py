"""The circle of a delegation: entered by one's own yes, left at any time."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body
from entrepairs.people.circles import end_memberships
from entrepairs.people.models import Circle, Person

ENTER = Verb("delegations", "enter", gettext_lazy("You joined your delegation’s circle"), NOT_TOLD)


@action
def enter_delegation(*, body: Body, once: UUID | None, by: Person | int) -> str:
    """The key of the circle, which the first who enters opens; the database tells the others."""
    note_deed(ENTER, by=by, object_key=body.key, once=once)
    circle: str | None = call_function("enter_delegation", body.pk, new_key())
    if circle is None:
        raise NotPossible(
            _("The circle opens once a full seat and the seat of its deputy are both held.")
        )
    return circle


LEAVE = Verb("delegations", "leave", gettext_lazy("You left your delegation’s circle"), NOT_TOLD)


@action
def leave_delegation(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """At once. The mandate goes on; who still holds it can come back."""
    note_deed(LEAVE, by=by, object_key=circle.key, once=once)
    if not end_memberships(circle=circle, person=id_of(by)):
        raise NotPossible

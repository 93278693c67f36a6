"""Being in a plan: removed by its holder at once, leaving at once."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.circles import current_memberships, end_memberships
from entrepairs.people.models import Circle, Person
from entrepairs.plans.actions.plans import check_holds
from entrepairs.plans.models import Participant, Plan, Relation, StaysOut

REMOVE = Verb("plans", "remove", gettext_lazy("You removed someone from a plan"), NOT_TOLD)


@action
def remove_from_plan(*, participant: Participant, once: UUID | None, by: Person | int) -> None:
    """At once, without a reason; a service with all who are there for it. They see nothing of the
    plan any more, nor what they had seen."""
    circle = participant.plan.circle
    note_deed(REMOVE, by=by, object_key=circle.key, once=once)
    check_holds(circle, by)
    out = Participant.objects.filter(plan=participant.plan_id, person=participant.person_id)
    if participant.relation == Relation.SERVICE:
        out = Participant.objects.filter(
            plan=participant.plan_id, organisation=participant.organisation_id
        )
    call_function("hold_plan", circle.pk)
    people = list(out.values_list("person", flat=True))
    if not current_memberships(circle).filter(person__in=people).update(until=Now()):
        raise NotPossible


LEAVE = Verb("plans", "leave", gettext_lazy("You left a plan"), NOT_TOLD)


@action
def leave_plan(
    *, circle: Circle, stay_out: bool = False, once: UUID | None, by: Person | int
) -> None:
    """At once. The holder does not leave their own plan: they end it. With `stay_out`, nobody
    invites me to it again, until I take it back."""
    me = id_of(by)
    note_deed(LEAVE, by=me, object_key=circle.key, once=once)
    if Plan.objects.filter(circle=circle, holder=me).exists():
        raise NotPossible
    call_function("hold_plan", circle.pk)
    if stay_out:
        StaysOut.objects.get_or_create(person_id=me, circle=circle)
    if not end_memberships(circle=circle, person=me):
        raise NotPossible

"""Coming into a plan: invited by its holder, by one's own yes."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person
from entrepairs.plans.actions.plans import check_holds
from entrepairs.plans.models import (
    INVITATION_WAITS,
    Declined,
    Plan,
    PlanInvitation,
    StaysOut,
)


def _refuse_second() -> NotPossible:
    return NotPossible(_("This is already waiting for an answer."))


# About nobody: a setting of theirs may keep the invitation away from them.
INVITE = Verb("plans", "invite", gettext_lazy("You invited someone to a plan"), NOT_TOLD)


@action
def invite_to_plan(
    *,
    plan: Plan,
    person: Person,
    relation: str,
    organisation: Organisation | None = None,
    words: str = "",
    once: UUID | None,
    by: Person | int,
) -> PlanInvitation:
    """Somebody comes in once they say yes. Whatever keeps them out waits like any silence."""
    note_deed(INVITE, by=by, object_key=plan.circle.key, once=once)
    check_holds(plan.circle, by)
    old = timezone.now() - INVITATION_WAITS
    mine = PlanInvitation.objects.filter(plan=plan, person=person, accepted_at=None)
    mine.filter(withdrawn_at=None, made_at__lt=old).update(withdrawn_at=Now())
    with refused_in_words({"plan_invitation_one_standing": _refuse_second}):
        asked = PlanInvitation.objects.create(
            plan=plan,
            person=person,
            relation=relation,
            organisation=organisation,
            words=words.strip(),
        )
    call_function("tell_of_plan_invitation", asked.pk)
    return asked


WITHDRAW = Verb(
    "plans", "withdraw_invitation", gettext_lazy("You cancelled an invitation to a plan"), NOT_TOLD
)


@action
def withdraw_plan_invitation(
    *, invitation: PlanInvitation, once: UUID | None, by: Person | int
) -> None:
    note_deed(WITHDRAW, by=by, object_key=invitation.plan.circle.key, once=once)
    standing = PlanInvitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not standing.update(withdrawn_at=Now()):
        raise NotPossible


ENTER = Verb("plans", "enter", gettext_lazy("You joined a plan"), NOT_TOLD)


@action
def enter_plan(*, invitation: PlanInvitation, once: UUID | None, by: Person | int) -> None:
    note_deed(ENTER, by=by, object_key=invitation.plan.circle.key, once=once)
    if not call_function("enter_plan", invitation.pk):
        raise NotPossible(_("You cannot join this plan now: ask the person who invited you."))


DECLINE = Verb("plans", "decline", gettext_lazy("You declined an invitation to a plan"), NOT_TOLD)


@action
def decline_plan(
    *, invitation: PlanInvitation, stay_out: bool = False, once: UUID | None, by: Person | int
) -> None:
    """A silent no; with `stay_out`, to this circle for good, until I take it back."""
    me = id_of(by)
    note_deed(DECLINE, by=me, object_key=invitation.plan.circle.key, once=once)
    plan = invitation.plan_id
    if stay_out:
        StaysOut.objects.get_or_create(person_id=me, circle_id=plan)
    else:
        Declined.objects.create(invitation=invitation, person_id=me)

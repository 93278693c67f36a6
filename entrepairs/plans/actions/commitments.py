"""Who does what until when: written, accepted, done, ended."""

import datetime as dt
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person
from entrepairs.plans.models import Commitment, Plan
from entrepairs.plans.notice_kinds import ASKED

COMMIT = Verb("plans", "commit", gettext_lazy("You wrote a commitment in a plan"), NOT_TOLD)


@action
def write_commitment(
    *,
    plan: Plan,
    person: Person | int,
    what: str,
    until: dt.date,
    once: UUID | None,
    by: Person | int,
) -> Commitment:
    """My own stands at once. Of another, the holder alone asks it; it stands with their yes."""
    me, them = id_of(by), id_of(person)
    note_deed(COMMIT, by=me, object_key=plan.circle.key, once=once)
    hold_open(plan.circle, _("Your text was not saved. %(why)s"))
    made = Commitment.objects.create(
        plan=plan,
        person_id=them,
        by_id=me,
        what=what.strip(),
        until=until,
        accepted_at=Now() if them == me else None,
    )
    if them != me:
        about = f"{plan.circle.key}:{made.key}"
        path = f"{plan.path}commitments/"
        notices.tell(person=them, kind=ASKED, about=about, path=path, by=me)
    return made


ACCEPT = Verb("plans", "accept_commitment", gettext_lazy("You accepted a commitment"), NOT_TOLD)


@action
def accept_commitment(*, commitment: Commitment, once: UUID | None, by: Person | int) -> None:
    note_deed(ACCEPT, by=by, object_key=commitment.plan.circle.key, once=once)
    asked = Commitment.objects.filter(pk=commitment.pk, accepted_at=None, ended_at=None)
    if not asked.update(accepted_at=Now()):
        raise NotPossible


DONE = Verb(
    "plans", "finish_commitment", gettext_lazy("You said that a commitment is done"), NOT_TOLD
)


@action
def finish_commitment(*, commitment: Commitment, once: UUID | None, by: Person | int) -> None:
    note_deed(DONE, by=by, object_key=commitment.plan.circle.key, once=once)
    standing = Commitment.objects.filter(pk=commitment.pk, done_at=None, ended_at=None)
    if not standing.exclude(accepted_at=None).update(done_at=Now()):
        raise NotPossible


END = Verb("plans", "end_commitment", gettext_lazy("You ended a commitment"), NOT_TOLD)


@action
def end_commitment(*, commitment: Commitment, once: UUID | None, by: Person | int) -> None:
    """By its person, also as a no to one that was asked; or by the holder. No reason is asked."""
    note_deed(END, by=by, object_key=commitment.plan.circle.key, once=once)
    standing = Commitment.objects.filter(pk=commitment.pk, done_at=None, ended_at=None)
    if not standing.update(ended_at=Now()):
        raise NotPossible

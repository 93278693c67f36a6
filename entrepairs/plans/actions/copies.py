"""Who has a plan on paper: a list that its holder keeps for themselves."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.plans.actions.plans import check_holds
from entrepairs.plans.models import Copy, Plan

ADD = Verb("plans", "add_copy", gettext_lazy("You noted who has a copy of your plan"), NOT_TOLD)


@action
def add_copy(
    *, plan: Plan, words: str, given_on: dt.date, once: UUID | None, by: Person | int
) -> Copy:
    note_deed(ADD, by=by, object_key=plan.circle.key, once=once)
    check_holds(plan.circle, by)
    return Copy.objects.create(plan=plan, words=words.strip(), given_on=given_on)


REMOVE = Verb(
    "plans", "remove_copy", gettext_lazy("You removed a copy from the list of your plan"), NOT_TOLD
)


@action
def remove_copy(*, copy: Copy, once: UUID | None, by: Person | int) -> None:
    note_deed(REMOVE, by=by, object_key=copy.plan.circle.key, once=once)
    if not Copy.objects.filter(pk=copy.pk).delete()[0]:
        raise NotPossible

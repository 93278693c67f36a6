"""A plan: started from a template, named, dated, ended by its holder."""

import datetime as dt
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import close_circle, current_memberships
from entrepairs.people.models import Circle, Person
from entrepairs.plans.models import Plan, Section
from entrepairs.plans.notice_kinds import ENDED, REVIEW
from entrepairs.plans.templates_of_plans import read_templates

MORNING = dt.time(9)


def _not_held() -> NotPossible:
    return NotPossible(_("Only the person whose plan it is can do this, while the plan runs."))


def check_holds(circle: Circle, by: Person | int) -> None:
    """NotPossible, unless it is their plan, and it runs."""
    if not Plan.objects.filter(circle=circle, holder=id_of(by), circle__ended_at=None).exists():
        raise _not_held()


START = Verb("plans", "start", gettext_lazy("You started a plan"), NOT_TOLD)


@action
def start_plan(*, template: str, name: str, once: UUID | None, by: Person | int) -> Plan:
    """A plan with the parts of its template, still empty: nobody else sees it."""
    key = new_key()
    note_deed(START, by=by, object_key=key, once=once)
    made = call_function("start_plan", key, name.strip(), template)
    parts = read_templates()[template].parts
    Section.objects.bulk_create(
        Section(plan_id=made, part=part, position=number) for number, part in enumerate(parts)
    )
    return Plan.objects.select_related("circle").get(pk=made)


CHANGE = Verb("plans", "change", gettext_lazy("You changed the name or date of a plan"), NOT_TOLD)


@action
def change_plan(
    *, plan: Plan, name: str, review_on: dt.date | None, once: UUID | None, by: Person | int
) -> None:
    """Its name, and when I read it again: on that day it is on Today."""
    note_deed(CHANGE, by=by, object_key=plan.circle.key, once=once)
    if not call_function("name_plan", plan.pk, name.strip()):
        raise _not_held()
    Plan.objects.filter(pk=plan.pk).update(review_on=review_on)
    if review_on is not None:
        due = timezone.make_aware(dt.datetime.combine(review_on, MORNING))
        notices.tell(
            person=id_of(by),
            kind=REVIEW,
            about=f"{plan.circle.key}:{review_on:%Y%m%d}",
            path=plan.path,
            due_at=max(due, timezone.now()),
        )


END = Verb("plans", "end", gettext_lazy("You ended a plan"), NOT_TOLD)


@action
def end_plan(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """For all in it: they see nothing of it any more, and are told. Its holder can still read
    it."""
    note_deed(END, by=by, object_key=circle.key, once=once)
    check_holds(circle, by)
    others = set(current_memberships(circle).values_list("person", flat=True)) - {id_of(by)}
    if not close_circle(circle=circle, by=by):
        raise NotPossible
    # Not `by` whom: across a block too, or somebody would wait for a plan that is no more.
    notices.tell(person=others, kind=ENDED, about=circle.key, path="/plans/")

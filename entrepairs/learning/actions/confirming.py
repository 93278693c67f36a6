"""Answering who asks: a yes with what one is, or a silent no."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.learning.models import DeclinedStep, Step
from entrepairs.learning.notice_kinds import CONFIRMED
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person

ROOM = "learning"


def _answered() -> NotPossible:
    return NotPossible(_("This request is no longer waiting for an answer, or it has changed."))


CONFIRM = Verb(
    ROOM,
    "confirm_step",
    gettext_lazy("You confirmed what %(who)s learned or taught"),
    gettext_lazy("%(who)s confirmed what you learned or taught"),
)


@action
def confirm_step(
    *,
    step: Step,
    asked_at: dt.datetime | None,
    confirmed_as: str,
    asked_again: bool,
    once: UUID | None,
    by: Person | int,
) -> None:
    """As it was read, at the moment at which it was asked."""
    note_deed(CONFIRM, by=by, about=step.person_id, object_key=step.key, once=once)
    person = call_function("confirm_step", step.pk, asked_at, confirmed_as, asked_again)
    if person is None:
        raise _answered()
    path = f"/learning/mine/{step.key}/"
    notices.tell(person=person, kind=CONFIRMED, about=step.key, path=path, by=by)


DECLINE = Verb(ROOM, "decline_step", gettext_lazy("You said no to confirming something"), NOT_TOLD)


@action
def decline_step(*, step: Step, once: UUID | None, by: Person | int) -> None:
    """A silent no: for who asked, the question still waits."""
    note_deed(DECLINE, by=by, object_key=step.key, once=once)
    if step.confirmed_at or DeclinedStep.objects.filter(step=step, person=id_of(by)).exists():
        raise _answered()
    DeclinedStep.objects.create(step=step, person_id=id_of(by))

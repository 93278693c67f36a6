"""Writing what one learned or taught; asking who saw it; taking the question back."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.learning.models import Step
from entrepairs.learning.notice_kinds import ASKED
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person

ROOM = "learning"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What is told of something learned (`way`) or taught (`together`, `pay`)."""

    title: str
    place: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    minutes: int | None = None
    way: str = ""
    path_id: int | None = None
    level: str = ""
    together: bool | None = None
    pay: str = ""
    amount: Decimal | None = None


ADD = Verb(ROOM, "add_step", gettext_lazy("You wrote what you learned or taught"), NOT_TOLD)


@action
def add_step(*, side: str, facts: StepFacts, once: UUID | None, by: Person | int) -> Step:
    row = Step(person_id=id_of(by), side=side, **asdict(facts))
    note_deed(ADD, by=by, object_key=row.key, once=once)
    row.save(force_insert=True)
    return row


def _asked_already() -> NotPossible:
    return NotPossible(
        _("Somebody is asked to confirm this: withdraw the request before you change it.")
    )


CHANGE = Verb(ROOM, "change_step", gettext_lazy("You changed what you learned or taught"), NOT_TOLD)


@action
def change_step(*, step: Step, facts: StepFacts, once: UUID | None, by: Person | int) -> None:
    """Until somebody is asked to confirm it."""
    note_deed(CHANGE, by=by, object_key=step.key, once=once)
    if not Step.objects.filter(pk=step.pk, person=id_of(by), asked_at=None).update(**asdict(facts)):
        raise _asked_already()


REMOVE = Verb(ROOM, "remove_step", gettext_lazy("You deleted what you learned or taught"), NOT_TOLD)


@action
def remove_step(*, step: Step, once: UUID | None, by: Person | int) -> None:
    """With its attestations: they hold no more."""
    note_deed(REMOVE, by=by, object_key=step.key, once=once)
    if not call_function("remove_step", step.pk):
        raise NotPossible


ASK = Verb(
    ROOM,
    "ask_to_confirm",
    gettext_lazy("You asked %(who)s to confirm what you learned or taught"),
    gettext_lazy("%(who)s asked you to confirm what they learned or taught"),
)


@action
def ask_to_confirm(*, step: Step, person: Person, once: UUID | None, by: Person | int) -> None:
    """Of somebody who saw it, and is not oneself: one person at a time."""
    note_deed(ASK, by=by, about=person, object_key=step.key, once=once)
    rows = Step.objects.filter(pk=step.pk, person=id_of(by), asked_at=None)
    if not rows.update(asked_of=person, asked_at=Now()):
        raise _asked_already()
    notices.tell(
        person=person, kind=ASKED, about=step.key, path=f"/learning/asked/{step.key}/", by=by
    )


TAKE_BACK = Verb(
    ROOM,
    "take_back_question",
    gettext_lazy("You withdrew a request to confirm"),
    NOT_TOLD,
)


@action
def take_back_question(*, step: Step, once: UUID | None, by: Person | int) -> None:
    """Before a yes; then it may be changed, and somebody else asked."""
    note_deed(TAKE_BACK, by=by, object_key=step.key, once=once)
    rows = Step.objects.filter(
        pk=step.pk, person=id_of(by), asked_at__isnull=False, confirmed_at=None
    )
    if not rows.update(asked_of=None, asked_at=None):
        raise NotPossible(_("This request is no longer waiting for an answer."))

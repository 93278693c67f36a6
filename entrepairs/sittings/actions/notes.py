"""After a sitting: who of the delegation came, in words, the minutes, and what follows."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Mandate
from entrepairs.people.models import Person
from entrepairs.sittings import queries
from entrepairs.sittings.models import Came, NextStep, Note, Sitting
from entrepairs.ui.formats import today


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a sitting. `read_at`: when the note that this one replaces was written."""

    present: int | None
    words: str
    record: str
    read_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class StepTerms:
    """What follows: what, by one of the delegation or by the body, until when."""

    words: str
    mandate: Mandate | None
    by_body: bool
    until: dt.date | None


WRITE_NOTE = Verb("sittings", "write_note", gettext_lazy("You wrote after a sitting"), NOT_TOLD)


@action
def write_note(
    *,
    sitting: Sitting,
    came: Collection[Mandate],
    told: Told,
    once: UUID | None,
    by: Person | int,
) -> None:
    """Read by the whole delegation, who may correct it. Of another note written meanwhile, nothing
    is lost: this one is refused."""
    note_deed(WRITE_NOTE, by=by, object_key=sitting.key, once=once)
    if sitting.cancelled_at or sitting.starts_at > timezone.now():
        raise NotPossible(_("You can write here once the sitting has begun."))
    values: dict[str, Any] = {"present": told.present, "words": told.words, "record": told.record}
    values |= {"written_by_id": id_of(by), "written_at": Now()}
    now = Note.objects.filter(sitting=sitting).first()
    if (now.written_at if now else None) != told.read_at:
        raise NotPossible(
            _("Somebody of the delegation wrote here meanwhile. Copy your text, then read theirs.")
        )
    if now:
        Note.objects.filter(pk=now.pk).update(**values)
    else:
        Note.objects.create(sitting=sitting, **values)
    _correct_came(sitting, {mandate.pk for mandate in came})


def _correct_came(sitting: Sitting, now: set[int]) -> None:
    before = queries.came_to(sitting)
    Came.objects.filter(sitting=sitting, mandate__in=before - now).delete()
    Came.objects.bulk_create(
        [Came(sitting=sitting, mandate_id=mandate) for mandate in sorted(now - before)]
    )


ERASE_TEXT = Verb(
    "sittings", "erase_text", gettext_lazy("You deleted the text of a sitting"), NOT_TOLD
)


@action
def erase_text(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """The words and the minutes; the sitting stays, with who came."""
    note_deed(ERASE_TEXT, by=by, object_key=sitting.key, once=once)
    written = Note.objects.filter(sitting=sitting)
    values = {"written_by_id": id_of(by), "written_at": Now()}
    if not written.update(words="", record="", **values):
        raise NotPossible(_("Nothing is written after this sitting."))


ADD_STEP = Verb("sittings", "add_step", gettext_lazy("You added a next step"), NOT_TOLD)


@action
def add_step(
    *, sitting: Sitting, terms: StepTerms, once: UUID | None, by: Person | int
) -> NextStep:
    note_deed(ADD_STEP, by=by, object_key=sitting.key, once=once)
    return NextStep.objects.create(
        sitting=sitting,
        words=terms.words,
        mandate=terms.mandate,
        by_body=terms.by_body,
        until=terms.until,
    )


DO_STEP = Verb("sittings", "do_step", gettext_lazy("You ticked a next step"), NOT_TOLD)


@action
def tick_step(*, step: NextStep, is_done: bool, once: UUID | None, by: Person | int) -> None:
    """Done today; or not after all."""
    note_deed(DO_STEP, by=by, object_key=step.sitting.key, once=once)
    NextStep.objects.filter(pk=step.pk).update(done_on=today() if is_done else None)


REMOVE_STEP = Verb("sittings", "remove_step", gettext_lazy("You deleted a next step"), NOT_TOLD)


@action
def remove_step(*, step: NextStep, once: UUID | None, by: Person | int) -> None:
    note_deed(REMOVE_STEP, by=by, object_key=step.sitting.key, once=once)
    NextStep.objects.filter(pk=step.pk).delete()

"""The way of an item: its stages, noted by the delegation, corrected, taken back."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.items.models import Item, Stage
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What is noted of a stage."""

    day: dt.date
    answer: str = ""
    by_whom: str = ""
    how: str = ""
    words: str = ""
    sitting_id: int | None = None  # whose day it is


def _refuse_order() -> NotPossible:
    return NotPossible(_("Another step comes before this one, or depends on it."))


def _refuse_day() -> NotPossible:
    return NotPossible(
        _("This day cannot be: it is to come, or before what comes first. Change the day.")
    )


def _refuse_reason() -> NotPossible:
    return NotPossible(_("Write the reason for the no."))


REFUSALS = {
    "stage_in_order": _refuse_order,
    "stage_day": _refuse_day,
    "stage_no_has_a_reason": _refuse_reason,
}
NOTE = Verb("items", "note_stage", gettext_lazy("You noted a step of an item"), NOT_TOLD)


@action
def note_stage(
    *, item: Item, kind: str, facts: StageFacts, once: UUID | None, by: Person | int
) -> Stage:
    """By the delegation. Those who said it are told, as each of them chose."""
    note_deed(NOTE, by=by, object_key=item.key, once=once)
    with refused_in_words(REFUSALS):
        stage = Stage.objects.create(item=item, kind=kind, noted_by_id=id_of(by), **asdict(facts))
    call_function("tell_raisers", stage.pk)
    return stage


CORRECT = Verb("items", "correct_stage", gettext_lazy("You corrected a step of an item"), NOT_TOLD)


@action
def correct_stage(*, stage: Stage, facts: StageFacts, once: UUID | None, by: Person | int) -> None:
    """What was noted by mistake is written again; that it was corrected can be read."""
    note_deed(CORRECT, by=by, object_key=stage.item.key, once=once)
    with refused_in_words(REFUSALS):
        _write(stage, by, corrected_at=Now(), **asdict(facts))


UNDO = Verb("items", "undo_stage", gettext_lazy("You withdrew a step of an item"), NOT_TOLD)


@action
def undo_stage(*, stage: Stage, once: UUID | None, by: Person | int) -> None:
    """It was noted by mistake, and nothing stands on it: the item stands where it stood before."""
    note_deed(UNDO, by=by, object_key=stage.item.key, once=once)
    with refused_in_words(REFUSALS):
        _write(stage, by, undone_at=Now())


def _write(stage: Stage, by: Person | int, **values: object) -> None:
    rows = Stage.objects.filter(pk=stage.pk, undone_at=None)
    if not rows.update(corrected_by_id=id_of(by), **values):
        raise NotPossible

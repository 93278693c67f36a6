"""Ruling by two: one proposes, the other agrees or proposes otherwise. No machine decides."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.safeguarding import house_rules
from entrepairs.safeguarding.models import ReportReader, Ruling

ROOM = "safeguarding"


@dataclass(frozen=True, slots=True)
class RulingWords:
    """What is decided, until when, what happened, and the rule: of the house, or of the circle."""

    outcome: str
    facts: str
    until: dt.date | None = None
    rule: str = ""
    own_rule: str = ""


def _decided_meanwhile() -> NotPossible:
    return NotPossible(_("The other person has just proposed or agreed. Read it first."))


PROPOSE = Verb(
    ROOM, "propose_ruling", gettext_lazy("You proposed a decision on a report"), NOT_TOLD
)


@action
def propose_ruling(
    *, reading: ReportReader, words: RulingWords, once: UUID | None, by: Person | int
) -> Ruling:
    """In place of what either of the two proposed before."""
    note_deed(PROPOSE, by=by, object_key=reading.report.key, once=once)
    if Ruling.objects.filter(
        report=reading.report_id, turn=reading.turn, agreed_at__isnull=False
    ).exists():
        raise NotPossible(_("This is decided already."))
    Ruling.objects.filter(report=reading.report_id, turn=reading.turn, agreed_at=None).delete()
    with refused_in_words({"ruling_once_a_turn": _decided_meanwhile}):
        return Ruling.objects.create(
            report_id=reading.report_id,
            turn=reading.turn,
            outcome=words.outcome,
            until=words.until,
            facts=words.facts,
            rule=words.rule,
            own_rule=words.own_rule,
            rules_number=house_rules.rules_now().number,
            proposed_by_id=id_of(by),
        )


AGREE = Verb(ROOM, "agree_ruling", gettext_lazy("You agreed to a decision on a report"), NOT_TOLD)


@action
def agree_ruling(*, ruling: Ruling, once: UUID | None, by: Person | int) -> None:
    """The second of the two: it holds now, and both sides are told why."""
    note_deed(AGREE, by=by, object_key=ruling.key, once=once)
    if not call_function("agree_ruling", ruling.pk):
        raise NotPossible(_("Another of the two has to agree to it."))


def note_opened(*, reading: ReportReader, context: bool) -> None:
    """That one of the two opened it, the first time: a look, told to its authors afterwards."""
    column = "context_opened_at" if context else "opened_at"
    rows = ReportReader.objects.filter(pk=reading.pk, **{f"{column}__isnull": True})
    rows.update(**{column: Now()})

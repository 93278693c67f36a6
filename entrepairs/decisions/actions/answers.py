"""Answering a proposal, under one's name or without; what is asked, replied and advised."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.decisions.models import Answer, Decision, NamelessAnswer, Remark, Version
from entrepairs.groups.queries.groups import voters_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer: a choice, and words to the group."""

    choice: str
    words: str = ""


# One verb for both ways: the ledger says that somebody answered, and nothing more.
ANSWER = Verb("decisions", "answer", gettext_lazy("You answered a proposal of a group"), NOT_TOLD)


@action
def answer_under_name(
    *, version: Version, said: GivenAnswer, once: UUID | None, by: Person | int
) -> None:
    """Mine, until the end: sent again, it replaces the one before."""
    _answer(version, said, once, by, named=True)


@action
def answer_without_name(
    *, version: Version, unlinked: GivenAnswer, once: UUID | None, by: Person | int
) -> None:
    """Kept without any link to me, so that nobody can change it, me neither.

    `unlinked` is left out of the digest that the deed keeps.
    """
    _answer(version, unlinked, once, by, named=False)


def _answer(
    version: Version, said: GivenAnswer, once: UUID | None, by: Person | int, *, named: bool
) -> None:
    circle = version.decision.circle
    note_deed(ANSWER, by=by, object_key=circle.key, once=once)
    hold_open(circle, _("Your answer was not sent. %(why)s"))
    field = (Answer if named else NamelessAnswer)._meta.get_field("words")
    words = field.get_prep_value(said.words.strip())
    came = call_function("answer_version", version.pk, said.choice, words, named)
    if came != "done":
        raise NotPossible(_why_not(came))


def _why_not(came: str | None) -> Any:
    return {
        "closed": _("The answers were closed while you were writing. Your answer was not sent."),
        "early": _("Answers have not begun yet. You can ask questions until then."),
        "answered": _("You have answered without your name. No link is kept: it cannot change."),
        "named": _("You have answered under your name. You can change that answer until the end."),
        None: _("Only the members of the group decide."),
    }[came]


SAY = Verb("decisions", "remark", gettext_lazy("You wrote about a proposal of a group"), NOT_TOLD)


@action
def write_remark(
    *,
    decision: Decision,
    kind: str,
    words: str,
    to: Remark | None = None,
    once: UUID | None,
    by: Person | int,
) -> Remark:
    """A question, a reply, or advice. Who only advises is said to."""
    me = id_of(by)
    note_deed(SAY, by=me, object_key=decision.circle.key, once=once)
    if not call_function("hold_group_of_advice", decision.circle_id):
        raise NotPossible(_("This group has ended: nothing more can be written here."))
    return Remark.objects.create(
        decision=decision,
        kind=kind,
        to=to,
        author_id=me,
        advises=me not in voters_of(decision.circle),
        words=words.strip(),
    )


UNSAY = Verb(
    "decisions", "remove_remark", gettext_lazy("You removed what you wrote about a proposal"),
    NOT_TOLD,
)  # fmt: skip


@action
def remove_remark(*, remark: Remark, once: UUID | None, by: Person | int) -> None:
    """One's own, as long as nobody has replied."""
    note_deed(UNSAY, by=by, object_key=remark.decision.circle.key, once=once)
    if not Remark.objects.filter(pk=remark.pk).delete()[0]:
        raise NotPossible(_("Somebody has replied in the meantime: your question stays."))

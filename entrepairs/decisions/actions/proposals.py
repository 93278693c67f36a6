"""A proposal: put before the group, put again in other words, closed, taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.decisions.models import Decision, Version
from entrepairs.decisions.notice_kinds import DECIDED, PROPOSAL, SOON
from entrepairs.groups.queries.groups import people_in, voters_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

BEFORE_THE_END = dt.timedelta(days=2)  # who has not answered is reminded


@dataclass(frozen=True, slots=True)
class Wording:
    """What a group is asked about: the words, and the days."""

    words: str
    opens_at: dt.datetime | None  # none: answers at once
    closes_at: dt.datetime
    review_on: dt.date
    changes: str = ""


PROPOSE = Verb("decisions", "propose", gettext_lazy("You put a proposal before a group"), NOT_TOLD)


@action
def propose(
    *, circle: Circle, title: str, wording: Wording, once: UUID | None, by: Person | int
) -> Decision:
    """Everybody in the group is told; its members are asked."""
    note_deed(PROPOSE, by=by, object_key=circle.key, once=once)
    hold_open(circle, _("Your proposal was not sent. %(why)s"))
    return write_proposal(circle, title, wording, id_of(by))


def write_proposal(circle: Circle, title: str, wording: Wording, me: int) -> Decision:
    """With its first version, in the transaction of an action that has its own deed."""
    decision = Decision.objects.create(circle=circle, title=title.strip(), proposed_by_id=me)
    _write_version(decision, 1, wording, me)
    return decision


AMEND = Verb(
    "decisions", "amend", gettext_lazy("You put a proposal again in other words"), NOT_TOLD
)


def _other_was_first() -> NotPossible:
    return NotPossible(_("Another version has just been sent. Read it first."))


@action
def amend(
    *, decision: Decision, after: int, wording: Wording, once: UUID | None, by: Person | int
) -> Version:
    """Other words, once those before are closed: everybody is asked again.

    `after` is the number of the version that was read.
    """
    note_deed(AMEND, by=by, object_key=decision.circle.key, once=once)
    hold_open(decision.circle, _("Your proposal was not sent. %(why)s"))
    _hold(decision)
    last = Version.objects.filter(decision=decision).aggregate(last=Max("number"))["last"]
    if last != after:
        raise _other_was_first()
    with refused_in_words({"version_number": _other_was_first}):
        return _write_version(decision, after + 1, wording, id_of(by))


def _hold(decision: Decision) -> None:
    if not call_function("hold_decision", decision.pk):
        raise NotPossible(_("Only the members of the group decide."))


def _write_version(decision: Decision, number: int, wording: Wording, me: int) -> Version:
    now = timezone.now()
    version = Version.objects.create(
        decision=decision,
        number=number,
        words=wording.words.strip(),
        changes=wording.changes.strip(),
        made_by_id=me,
        made_at=now,
        opens_at=max(wording.opens_at or now, now),
        closes_at=wording.closes_at,
        review_on=wording.review_on,
        needed=call_function("answers_needed", decision.circle_id) or 0,
    )
    _tell(decision, version, me)
    return version


def _tell(decision: Decision, version: Version, me: int) -> None:
    """All at once now; the silent before the end; all, what came of it, at the end.

    It is the group that asks: nobody's block keeps anybody from deciding with the others.
    """
    window = version.closes_at - version.opens_at
    told: dict[str, Any] = {"about": f"{decision.key}:{version.number}", "path": decision.path}
    others = people_in(decision.circle) - {me}
    notices.tell(person=others, kind=PROPOSAL, **told)
    soon = version.closes_at - min(BEFORE_THE_END, window / 2)
    notices.tell(person=voters_of(decision.circle), kind=SOON, due_at=soon, **told)
    notices.tell(person=others | {me}, kind=DECIDED, due_at=version.closes_at, **told)


CLOSE = Verb("decisions", "close", gettext_lazy("You closed the answers to a proposal"), NOT_TOLD)


@action
def close_answers(*, version: Version, once: UUID | None, by: Person | int) -> None:
    """Before the date, once everybody has answered: nobody closes it alone."""
    note_deed(CLOSE, by=by, object_key=version.decision.circle.key, once=once)
    hold_open(version.decision.circle)
    came = call_function("close_version", version.pk)
    why = {
        "closed": _("The answers are closed already."),
        "early": _("Answers have not begun yet."),
        "waiting": _("Not everybody has answered: the answers stay open until their date."),
        None: _("Only the members of the group decide."),
    }
    if came != "done":
        raise NotPossible(why[came])


WITHDRAW = Verb("decisions", "withdraw", gettext_lazy("You withdrew a proposal"), NOT_TOLD)


@action
def withdraw_proposal(*, decision: Decision, once: UUID | None, by: Person | int) -> None:
    """By who proposed it. Before the first answers are shown, nothing of it stays to be read."""
    note_deed(WITHDRAW, by=by, object_key=decision.circle.key, once=once)
    hold_open(decision.circle)
    came = call_function("withdraw_decision", decision.pk)
    if came == "adopted":
        raise NotPossible(_("The group has adopted this. Put other words before it instead."))
    if came != "done":
        raise NotPossible

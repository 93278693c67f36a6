"""Agreements: either of two people proposes words on how they meet; the other accepts them."""

from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.pairs.actions.pausing_and_ending import other_of
from entrepairs.pairs.models import Agreement
from entrepairs.pairs.notice_kinds import AGREEMENT
from entrepairs.people.circles import hold_circle, hold_open
from entrepairs.people.models import Circle, Person


def open_words() -> QuerySet[Agreement]:
    """Words that wait for an answer: neither accepted nor set aside."""
    return Agreement.objects.filter(accepted_at__isnull=True, closed_at__isnull=True)


def _tell_other(agreement: Agreement, what: str, me: int) -> None:
    circle = agreement.circle
    notices.tell(
        person=other_of(circle, me),
        kind=AGREEMENT,
        about=f"{circle.key}:{what}:{agreement.pk}",
        path=f"{circle.path}agreement/",
        by=me,
    )


def _other_was_first() -> NotPossible:
    return NotPossible(_("Your peer has just suggested a text too. Read it first."))


PROPOSE_AGREEMENT = Verb(
    "pairs", "propose_agreement", gettext_lazy("You suggested a text for an agreement"), NOT_TOLD
)


@action
def propose_agreement(
    *, circle: Circle, words: str, once: UUID | None, by: Person | int
) -> Agreement:
    """New words, which hold once the other accepts them. They replace those nobody accepted yet."""
    me = id_of(by)
    note_deed(PROPOSE_AGREEMENT, by=me, object_key=circle.key, once=once)
    hold_open(circle, _("Your text was not sent. %(why)s"))
    with refused_in_words({"agreement_one_open": _other_was_first}):
        open_words().filter(circle=circle).update(closed_at=Now())
        agreement = Agreement.objects.create(circle=circle, words=words.strip(), proposed_by_id=me)
    _tell_other(agreement, "words", me)
    return agreement


ACCEPT_AGREEMENT = Verb(
    "pairs", "accept_agreement", gettext_lazy("You accepted the text of an agreement"), NOT_TOLD
)


@action
def accept_agreement(*, agreement: Agreement, once: UUID | None, by: Person | int) -> None:
    """These words, which the other proposed, hold from now on."""
    me = id_of(by)
    note_deed(ACCEPT_AGREEMENT, by=me, object_key=agreement.circle.key, once=once)
    hold_open(agreement.circle)
    theirs = open_words().filter(pk=agreement.pk, proposed_by__isnull=False).exclude(proposed_by=me)
    if not theirs.update(accepted_by=me, accepted_at=Now()):
        raise NotPossible(_("This text no longer needs your answer."))
    _tell_other(agreement, "accepted", me)


SET_ASIDE_AGREEMENT = Verb(
    "pairs",
    "set_aside_agreement",
    gettext_lazy("You set aside a suggested text for an agreement"),
    NOT_TOLD,
)


@action
def set_agreement_aside(*, agreement: Agreement, once: UUID | None, by: Person | int) -> None:
    """Taken back by who proposed them, or left by the other: what held before holds still.

    Also during a pause, in which the other is told of nothing.
    """
    me = id_of(by)
    note_deed(SET_ASIDE_AGREEMENT, by=me, object_key=agreement.circle.key, once=once)
    is_open = hold_circle(agreement.circle_id) == "open"
    if not open_words().filter(pk=agreement.pk).update(closed_at=Now()):
        raise NotPossible(_("This text no longer needs an answer."))
    if is_open and agreement.proposed_by_id != me:
        _tell_other(agreement, "aside", me)

"""Facilitating in turns: taking part, dealing the turns, passing one on, swapping two, stopping."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.gatherings.actions.rhythms import ROOM
from entrepairs.gatherings.models import DeclinedSwap, Rhythm, Swap, Turn, TurnTaker
from entrepairs.gatherings.notice_kinds import SWAP
from entrepairs.groups.queries.groups import roles_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person

JOIN = Verb(ROOM, "join_turns", gettext_lazy("You take turns in facilitating a group"), NOT_TOLD)


def _no_more() -> NotPossible:
    return NotPossible(_("The turns have changed in the meantime. Here they are now."))


def _suggested_before() -> NotPossible:
    return NotPossible(_("You have suggested this swap already."))


@action
def join_turns(*, rhythm: Rhythm, once: UUID | None, by: Person | int) -> None:
    """By my own act, as one who decides there. Turns that are dealt already stay as they are."""
    note_deed(JOIN, by=by, object_key=rhythm.key, once=once)
    hold_open(rhythm.circle, _("It was not saved. %(why)s"))
    if "member" not in roles_of(rhythm.circle, id_of(by)):
        raise NotPossible(_("Only members take turns in facilitating."))
    TurnTaker.objects.get_or_create(rhythm=rhythm, person_id=id_of(by))


LEAVE = Verb(ROOM, "leave_turns", gettext_lazy("You stopped facilitating in turns"), NOT_TOLD)


@action
def leave_turns(*, rhythm: Rhythm, once: UUID | None, by: Person | int) -> None:
    """My turns to come are nobody's, and another takes them who wishes."""
    note_deed(LEAVE, by=by, object_key=rhythm.key, once=once)
    gone, _rows = TurnTaker.objects.filter(rhythm=rhythm, person=id_of(by)).delete()
    if not gone:
        raise NotPossible(_("You were not taking turns any more."))


DEAL = Verb(ROOM, "deal_turns", gettext_lazy("You dealt the turns of a group"), NOT_TOLD)


@action
def deal_turns(
    *,
    rhythm: Rhythm,
    days: Sequence[dt.date],
    by_lot: bool,
    once: UUID | None,
    by: Person | int,
) -> None:
    """Of the days that nobody has, among all who take turns: drawn, or in the order in which they
    began."""
    note_deed(DEAL, by=by, object_key=rhythm.key, once=once)
    dealt = call_function("deal_turns", rhythm.pk, list(days), by_lot)
    if dealt is None:
        raise NotPossible(_("Only those who take turns can deal them."))
    if not dealt:
        raise NotPossible(_("The next dates have their turns already."))


END = Verb(ROOM, "end_turns", gettext_lazy("You ended the turns of a group"), NOT_TOLD)


@action
def end_turns(*, rhythm: Rhythm, once: UUID | None, by: Person | int) -> None:
    """For everybody. Of two who end them at once, the second is told."""
    note_deed(END, by=by, object_key=rhythm.key, once=once)
    if call_function("end_turns", rhythm.pk) is None:
        if TurnTaker.objects.filter(rhythm=rhythm).exists():
            raise NotPossible(_("Only those who take turns can end them."))
        raise NotPossible(_("The turns had already been ended."))


PASS = Verb(ROOM, "pass_turn", gettext_lazy("You passed on a turn"), NOT_TOLD)


@action
def pass_turn(*, turn: Turn, once: UUID | None, by: Person | int) -> None:
    """No reason is asked. Those who take turns may take it."""
    note_deed(PASS, by=by, object_key=turn.rhythm.key, once=once)
    if not Turn.objects.filter(pk=turn.pk, person=id_of(by)).update(person=None):
        raise _no_more()


TAKE = Verb(ROOM, "take_turn", gettext_lazy("You took a turn"), NOT_TOLD)


@action
def take_turn(*, turn: Turn, once: UUID | None, by: Person | int) -> None:
    """One that is nobody's: the first who presses has it."""
    note_deed(TAKE, by=by, object_key=turn.rhythm.key, once=once)
    if not Turn.objects.filter(pk=turn.pk, person=None).update(person=id_of(by)):
        raise _no_more()


SUGGEST = Verb(
    ROOM,
    "suggest_swap",
    gettext_lazy("You suggested to %(who)s to swap turns"),
    gettext_lazy("%(who)s suggested to swap turns with you"),
)


@action
def suggest_swap(*, turn: Turn, other: Turn, once: UUID | None, by: Person | int) -> Swap:
    """My turn for another’s. It holds once they say yes."""
    me = id_of(by)
    note_deed(SUGGEST, by=me, about=other.person_id, object_key=turn.rhythm.key, once=once)
    if turn.person_id != me or other.person_id in {None, me}:
        raise _no_more()
    with refused_in_words({"swap_once": _suggested_before}):
        swap = Swap.objects.create(turn=turn, other=other, by_id=me, to_id=other.person_id)
    notices.tell(
        person=other.person_id,
        kind=SWAP,
        about=f"{turn.rhythm.key}:{swap.pk}",
        path=turn.rhythm.circle.path,
        by=me,
    )
    return swap


ACCEPT = Verb(
    ROOM,
    "accept_swap",
    gettext_lazy("You swapped turns with %(who)s"),
    gettext_lazy("%(who)s swapped turns with you"),
)


@action
def accept_swap(*, swap: Swap, once: UUID | None, by: Person | int) -> None:
    note_deed(ACCEPT, by=by, about=swap.by_id, object_key=swap.turn.rhythm.key, once=once)
    if not call_function("swap_turns", swap.pk):
        raise _no_more()


DECLINE = Verb(ROOM, "decline_swap", gettext_lazy("You kept your turn"), NOT_TOLD)


@action
def decline_swap(*, swap: Swap, once: UUID | None, by: Person | int) -> None:
    """Nobody is told."""
    note_deed(DECLINE, by=by, object_key=swap.turn.rhythm.key, once=once)
    DeclinedSwap.objects.get_or_create(swap=swap, person_id=id_of(by))

"""Pausing, resuming and ending a pair: by either, at once, without a reason."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.actions import planning as meetings
from entrepairs.notices import actions as notices
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Pause
from entrepairs.pairs.notice_kinds import AGREEMENT
from entrepairs.people import circles
from entrepairs.people.models import Circle, Membership, Person


def other_of(circle: Circle, me: int) -> int:
    return (
        Membership.objects.filter(circle=circle)
        .exclude(person=me)
        .values_list("person", flat=True)[0]
    )


def _hold_running(circle: Circle, me: int) -> Circle:
    """The pair as it is now, held until the transaction ends; NotPossible once it has ended."""
    mine = Membership.objects.current().filter(person=me).values("circle")
    now = Circle.objects.select_for_update().filter(
        pk=circle.pk, kind=Circle.Kind.PAIR, ended_at=None, pk__in=mine
    )
    if (found := now.first()) is None:
        raise NotPossible(_("You are no longer in contact here."))
    return found


def _tell_other(circle: Circle, what: str, me: int) -> None:
    """The other learns that it is so, at their next visit; not who pressed, nor why.

    The change of the circle has closed what was told of it before: that is no longer so.
    """
    notices.tell(
        person=other_of(circle, me),
        kind=AGREEMENT,
        about=f"{circle.key}:{what}",
        path=circle.path,
        by=me,
        again=True,
    )


PAUSE = Verb("pairs", "pause", gettext_lazy("You paused contact with a peer"), NOT_TOLD)


@action
def pause_pair(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """Nobody writes or plans until those who asked for a pause resume. Future meetings go."""
    me = id_of(by)
    note_deed(PAUSE, by=me, object_key=circle.key, once=once)
    pair = _hold_running(circle, me)
    Pause.objects.bulk_create([Pause(circle=pair, person_id=me)], ignore_conflicts=True)
    if pair.paused_at is None:
        meetings.cancel_future_meetings(circle=pair, by=me)
        Circle.objects.filter(pk=pair.pk).update(paused_at=Now())
        _tell_other(pair, "pause", me)


RESUME = Verb("pairs", "resume", gettext_lazy("You ended your pause with a peer"), NOT_TOLD)


@action
def resume_pair(*, circle: Circle, once: UUID | None, by: Person | int) -> bool:
    """My pause is over. Says whether the pair goes on: it does when neither wants a pause."""
    me = id_of(by)
    note_deed(RESUME, by=me, object_key=circle.key, once=once)
    pair = _hold_running(circle, me)
    Pause.objects.filter(circle=pair, person=me).delete()
    if Pause.objects.filter(circle=pair).exists():
        return False
    if Circle.objects.filter(pk=pair.pk, paused_at__isnull=False).update(paused_at=None):
        _tell_other(pair, "resume", me)
    return True


END = Verb("pairs", "end", gettext_lazy("You ended contact with a peer"), NOT_TOLD)


@action
def end_pair(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """It is over for both, now. What was said stays readable to both; nobody writes any more."""
    me = id_of(by)
    note_deed(END, by=me, object_key=circle.key, once=once)
    pair = _hold_running(circle, me)
    circles.close_circle(circle=pair, by=me)
    _tell_other(pair, "end", me)


def end_between(by: int, blocked: int) -> None:
    """Part of a block: their pair ends at once, their invitations wait no more.

    The other learns of the end as of any end, and nothing of the block.
    """
    invitations.close_across_block(by, blocked)
    if pair := invitations.pair_of_two(by, blocked):
        circles.close_circle(circle=pair, by=by)
        _tell_other(pair, "end", by)

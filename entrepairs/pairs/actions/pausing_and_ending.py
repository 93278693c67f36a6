"""Pausing, resuming and ending a pair: by either, at once, without a reason."""

from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.actions import planning as meetings
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Pause
from entrepairs.people import circles
from entrepairs.people.models import Circle, Membership, Person


def other_of(circle: Circle, me: int) -> int:
    return (
        Membership.objects.filter(circle=circle)
        .exclude(person=me)
        .values_list("person", flat=True)[0]
    )


def _running(circle: Circle, me: int) -> Circle:
    """The pair as it is now, held until the transaction ends; NotPossible once it has ended."""
    mine = Membership.objects.filter(person=me, until__isnull=True).values("circle")
    now = Circle.objects.select_for_update().filter(
        pk=circle.pk, kind=Circle.Kind.PAIR, ended_at=None, pk__in=mine
    )
    if (found := now.first()) is None:
        raise NotPossible(_("This pair has ended."))
    return found


def _tell(circle: Circle, what: str, me: int) -> None:
    """The other learns that it is so, at their next visit; not who pressed, nor why."""
    notices.tell(
        person=other_of(circle, me),
        kind=Notice.Kind.AGREEMENT,
        about=f"{circle.key}:{what}",
        path=circle.path,
        by=me,
        again=True,
    )


PAUSE = Verb("pairs", "pause", gettext_lazy("You asked for a pause with a peer"), NOT_TOLD)


@action
def pause(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """Nobody writes or plans until whoever asked for a pause resumes. Meetings to come are cancelled."""
    me = id_of(by)
    note_deed(PAUSE, by=me, object_key=circle.key, once=once)
    pair = _running(circle, me)
    Pause.objects.bulk_create([Pause(circle=pair, person_id=me)], ignore_conflicts=True)
    if pair.paused_at is None:
        meetings.cancel_future_meetings(circle=pair, by=me)
        Circle.objects.filter(pk=pair.pk).update(paused_at=Now())
        _tell(pair, "pause", me)


RESUME = Verb("pairs", "resume", gettext_lazy("You ended your pause with a peer"), NOT_TOLD)


@action
def resume(*, circle: Circle, once: UUID | None, by: Person | int) -> bool:
    """My pause is over. The pair goes on when neither wants one any more: says whether it does."""
    me = id_of(by)
    note_deed(RESUME, by=me, object_key=circle.key, once=once)
    pair = _running(circle, me)
    Pause.objects.filter(circle=pair, person=me).delete()
    if Pause.objects.filter(circle=pair).exists():
        return False
    if Circle.objects.filter(pk=pair.pk, paused_at__isnull=False).update(paused_at=None):
        _tell(pair, "resume", me)
    return True


END = Verb("pairs", "end", gettext_lazy("You ended a relation with a peer"), NOT_TOLD)


@action
def end(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """It is over for both, now. What was said stays readable to both; nobody writes any more."""
    me = id_of(by)
    note_deed(END, by=me, object_key=circle.key, once=once)
    pair = _running(circle, me)
    _end(pair, me)
    _tell(pair, "end", me)


def _end(pair: Circle, me: int) -> None:
    meetings.cancel_future_meetings(circle=pair, by=me)
    circles.end(circle=pair)


def end_between(by: int, blocked: int) -> None:
    """Called when someone blocks someone: their pairs end at once, their proposals wait no more. Nobody is told."""
    invitations.between_no_more(by, blocked)
    mine = Q(memberships__person=by, memberships__until__isnull=True)
    theirs = Membership.objects.filter(person=blocked, until__isnull=True).values("circle")
    for pair in Circle.objects.filter(
        mine, kind=Circle.Kind.PAIR, ended_at__isnull=True, pk__in=theirs
    ):
        _end(pair, by)

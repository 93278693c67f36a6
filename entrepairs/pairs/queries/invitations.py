"""Invitations, as the one who received them and the one who sent them may know them."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.core.compiled_queries import prepared
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.suggestions.quiet_period import QUIET


def is_waiting(prefix: str = "") -> Q:
    """Neither withdrawn, accepted nor expired. A refusal, which its sender cannot see, waits."""
    ended = {f"{prefix}{name}__isnull": True for name in ("withdrawn_at", "accepted_at")}
    return Q(**ended, **{f"{prefix}expires_at__gt": Now()})


def waiting_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(is_waiting())


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation of mine. Without an answer it waits, then its time is over: no refusal."""

    invitation: Invitation

    @property
    def state(self) -> str:
        row = self.invitation
        if row.accepted_at:
            return "accepted"
        if row.withdrawn_at:
            return "withdrawn"
        return "waiting" if row.expires_at > timezone.now() else "over"


def invitations_to(me: int) -> QuerySet[Any]:
    """Invitations to me that stand, newest first; `put_off`: I answered "not now"."""
    mine = Refusal.objects.filter(invitation=OuterRef("pk"), person=me)
    rows = (
        waiting_invitations()
        .filter(to=me)
        .select_related("by", "organisation")
        .annotate(put_off=Exists(mine), by_limit=Exists(mine.filter(by_limit=True)))
    )
    return rows.order_by("-made_at", "-pk")


def invitations_not_possible() -> dict[int, str]:
    """Those to me that cannot be accepted now: "mine" for want of my room, else "untold"."""
    with connection.cursor() as cursor:
        cursor.execute("select * from invitations_not_possible()")
        return {pk: "mine" if mine_is_full else "untold" for pk, mine_is_full in cursor}


def invitations_to_answer(me: int) -> QuerySet[Any]:
    return invitations_to(me).filter(put_off=False, yes_at__isnull=True)


@prepared
def ids_to_answer(me: int) -> QuerySet[Any]:
    return invitations_to_answer(me).values_list("pk", flat=True)


def invitation_to(me: int, key: str) -> Invitation | None:
    """The one of this key, whatever became of it, as long as I may see it."""
    mine = Invitation.objects.filter(key=key, to=me)
    return mine.select_related("by", "circle", "organisation").first()


def invitations_by(me: int) -> list[Sent]:
    """My invitations of the last six months, newest first, whatever became of them."""
    rows = Invitation.objects.filter(
        by=me, organisation__isnull=True, made_at__gt=timezone.now() - QUIET
    ).select_related("to", "circle")
    return [Sent(row) for row in rows.order_by("-made_at", "-pk")]


def wishes_of_others(me: int) -> QuerySet[Wish]:
    """The wishes that stand and that I may see, each with its person."""
    return Wish.objects.filter(closed_at__isnull=True).exclude(person=me).select_related("person")

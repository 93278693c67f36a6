"""Proposals, as the one who received them and the one who sent them may know them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.core.compiled_queries import prepared
from entrepairs.pairs.models import Invitation, Refusal
from entrepairs.suggestions.quiet_period import QUIET


def waiting(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Neither withdrawn, accepted nor expired. A refusal is in a table that whoever proposed cannot see: it stands."""
    return invitations.filter(
        withdrawn_at__isnull=True, accepted_at__isnull=True, expires_at__gt=Now()
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What I proposed. Without an answer it waits, then its time is over: a refusal is nowhere in it."""

    invitation: Invitation

    @property
    def state(self) -> str:
        row = self.invitation
        if row.accepted_at:
            return "accepted"
        if row.withdrawn_at:
            return "withdrawn"
        return "waiting" if row.expires_at > timezone.now() else "over"


def to_me(me: int) -> QuerySet[Any]:
    """What was proposed to me and still stands, newest first; `put_off` says to which I answered "not now"."""
    mine = Refusal.objects.filter(invitation=OuterRef("pk"), person=me)
    rows = (
        waiting(Invitation.objects.filter(to=me))
        .select_related("by", "organisation")
        .annotate(put_off=Exists(mine), by_limit=Exists(mine.filter(by_limit=True)))
    )
    return rows.order_by("-made_at", "-pk")


def received(me: int) -> QuerySet[Any]:
    """What waits for my answer."""
    return to_me(me).filter(put_off=False, yes_at__isnull=True)


@prepared
def received_ids(me: int) -> QuerySet[Any]:
    return received(me).values_list("pk", flat=True)


def put_off(me: int) -> QuerySet[Any]:
    """To which I said "not now", and which still stand: one may change one's mind."""
    return to_me(me).filter(put_off=True)


def sent(me: int) -> list[Sent]:
    """What I proposed in the last six months, newest first, whatever became of it."""
    rows = Invitation.objects.filter(
        by=me, organisation__isnull=True, made_at__gt=timezone.now() - QUIET
    ).select_related("to", "circle")
    return [Sent(row) for row in rows.order_by("-made_at", "-pk")]

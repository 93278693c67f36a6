"""My pairs, each with the other person, and what holds between us."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from entrepairs.pairs.models import Agreement, Pause
from entrepairs.people.models import Circle, Membership, Person

FIRST_LINE = 60  # of an agreement, under the two names


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as one of the two sees it."""

    circle: Circle
    other: Person
    agreed: str  # the words that both accepted, or none
    open_words: int | None  # the agreement that waits for an answer
    waits_for_me: bool  # ... for mine
    i_paused: bool

    @property
    def path(self) -> str:
        return self.circle.path

    @property
    def runs(self) -> bool:
        return self.circle.paused_at is None and self.circle.ended_at is None

    @property
    def headline(self) -> str:
        """The first line of the agreement, when it is short enough to stand under the names."""
        first = next((line.strip(" .-–•") for line in self.agreed.splitlines() if line.strip()), "")
        return first if len(first) <= FIRST_LINE else ""


def pairs_of(me: int) -> QuerySet[Any]:
    """The memberships of the others in my pairs, with what a Pair needs."""
    lines = Agreement.objects.filter(circle=OuterRef("circle"))
    held = lines.filter(accepted_at__isnull=False).order_by("-accepted_at")
    waiting = lines.filter(accepted_at__isnull=True, closed_at__isnull=True)
    mine = Membership.objects.filter(circle=OuterRef("circle"), person=me)
    return (
        Membership.objects.filter(Exists(mine), circle__kind=Circle.Kind.PAIR)
        .exclude(person=me)
        .select_related("circle", "person")
        .annotate(
            agreed=Subquery(held.values("words")[:1]),
            open_words=Subquery(waiting.values("pk")[:1]),
            open_by=Subquery(waiting.values("proposed_by")[:1]),
            i_paused=Exists(Pause.objects.filter(circle=OuterRef("circle"), person=me)),
        )
        .order_by(Coalesce("circle__ended_at", "circle__started_at").desc(), F("pk").desc())
    )


def as_pair(row: Any, me: int) -> Pair:
    return Pair(
        row.circle, row.person, row.agreed or "", row.open_words, row.open_words and row.open_by != me, row.i_paused
    )

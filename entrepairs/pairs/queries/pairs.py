"""My pairs, each with the other person, and what holds between us."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import dates

from entrepairs.core.compiled_queries import prepared
from entrepairs.notices.models import Notice
from entrepairs.pairs.models import Agreement, Pause
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.ui import formats

SHORT = 60  # characters: one line under the two names


def format_day(moment: datetime) -> str:
    """14 avril, 14 April; with the year when it is another one."""
    day = formats.as_date(moment)
    words = f"{formats.day_of_month(day)}{formats.NBSP}{dates.MONTHS[day.month]}"
    return words if day.year == formats.today().year else f"{words} {day.year}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as one of the two sees it."""

    circle: Circle
    other: Person
    agreed: str  # the words that both accepted, or none
    open_words: int | None  # the agreement that waits for an answer
    waits_for_me: bool  # ... for mine
    i_paused: bool
    news: bool  # something about it was told to me, and I have not been there since

    @property
    def path(self) -> str:
        return self.circle.path

    @property
    def runs(self) -> bool:
        return self.circle.paused_at is None and self.circle.ended_at is None

    @property
    def since(self) -> str:
        return format_day(self.circle.started_at)

    @property
    def until(self) -> str:
        return format_day(self.circle.ended_at) if self.circle.ended_at else ""

    @property
    def headline(self) -> str:
        """The first sentence of the agreement, when it is short enough to stand under the names."""
        first = next((line for line in self.agreed.splitlines() if line.strip()), "")
        sentence = first.split(". ")[0].strip(" .-–•")
        return sentence if len(sentence) <= SHORT else ""


def memberships_in_pairs(me: int) -> QuerySet[Any]:
    """Mine and the others' in my pairs, with what a Pair needs."""
    lines = Agreement.objects.filter(circle=OuterRef("circle"))
    held = lines.filter(accepted_at__isnull=False).order_by("-accepted_at")
    waiting = lines.filter(accepted_at__isnull=True, closed_at__isnull=True)
    mine = Membership.objects.filter(circle=OuterRef("circle"), person=me)
    told = Notice.objects.filter(person=me, seen_at__isnull=True)
    return (
        Membership.objects.filter(Exists(mine), circle__kind=Circle.Kind.PAIR)
        .select_related("circle", "person")
        .annotate(
            agreed=Subquery(held.values("words")[:1]),
            open_words=Subquery(waiting.values("pk")[:1]),
            open_by=Subquery(waiting.values("proposed_by")[:1]),
            i_paused=Exists(Pause.objects.filter(circle=OuterRef("circle"), person=me)),
            news=Exists(
                told.filter(path__startswith=Concat(Value("/pairs/"), OuterRef("circle__key")))
            ),
        )
    )


def pairs_of(me: int) -> list[Any]:
    """The others in my pairs, the latest first."""
    return others_in_pairs(me=me)


@prepared
def others_in_pairs(me: int) -> QuerySet[Any]:
    began = Coalesce("circle__ended_at", "circle__started_at")
    return memberships_in_pairs(me).exclude(person=me).order_by(began.desc(), F("pk").desc())


@prepared
def memberships_at(key: str, me: int) -> QuerySet[Any]:
    return memberships_in_pairs(me).filter(circle__key=key)


def find_pair(key: str, me: int) -> tuple[Pair, Person] | None:
    """The pair of this key and myself, in one query; nothing when it is not mine."""
    rows = {row.person_id: row for row in memberships_at(key=key, me=me)}
    mine = rows.pop(me, None)
    return (as_pair(next(iter(rows.values())), me), mine.person) if mine and rows else None


def as_pair(row: Any, me: int) -> Pair:
    return Pair(
        circle=row.circle,
        other=row.person,
        agreed=row.agreed or "",
        open_words=row.open_words,
        waits_for_me=bool(row.open_words and row.open_by != me and row.circle.paused_at is None),
        i_paused=row.i_paused,
        news=row.news,
    )

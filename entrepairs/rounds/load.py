"""Loading a round: from rows to what is compared, read under the system hat.

Only people who are in the rounds of one organisation, and of what they told only what the
organisation may see: nothing else can then be told from who is invited with whom. Limits alone hold
for all, seen or hidden. The kernel knows positions and numbers, never names.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils import timezone

from entrepairs.ledger.models import Audience
from entrepairs.people.models import Facet, Membership
from entrepairs.rounds.hard_constraints import LATELY, kept_from
from entrepairs.rounds.models import Hint, Round
from entrepairs.rounds.queries import designated_memberships
from entrepairs.suggestions import weight_queries as weights
from entrepairs.suggestions.models import Weights
from entrepairs.vocabulary import queries as vocabulary

Change = Hint.Change
LEARNS_NOTHING = Weights.Learning.NOTHING
Telling = Callable[[float], None]
KINDS = ("experience", "need", "offer", "language", "availability", "place")


@dataclass(frozen=True, slots=True)
class Known:
    """Who is in a round, in the order of their numbers, and what they told."""

    seed: int
    people: list[int]
    room: list[int]
    waiting: list[int]  # days
    facets: list[Facet]
    limits: list[Facet]
    apart: list[tuple[int, int]]  # whom nobody invites together
    statutes: list[tuple[int, str]]  # person, key: what limits may be about
    designated: frozenset[int] | None = None  # one side, in a round around a team
    weights: dict[str, float] | None = None  # how much each thing counts; None is the usual
    learns: bool = False  # answers teach the organisation: what spoke for each pair is kept

    @property
    def size(self) -> int:
        return len(self.people)

    @property
    def who_wait(self) -> int:
        """How many have room. Someone invited lately who has not answered waits for no other."""
        return sum(room > 0 for room in self.room)


@dataclass(frozen=True, slots=True)
class ForOne:
    """What would have helped one person; `alone`: there was nobody for them even before room was
    shared out."""

    person: int
    change: str
    concept: int | None = None
    amount: int | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    people: int
    pairs: list[tuple[int, int]] = field(default_factory=list)  # the lower number first
    components: dict[tuple[int, int], dict[str, float]] = field(
        default_factory=dict
    )  # of the score, where answers teach
    hints: list[ForOne] = field(default_factory=list)
    gap: float | None = None


def people_in_rounds(organisation: int) -> list[tuple[int, int, datetime]]:
    """Who is in its rounds: their number, for how many more peers they have room, since when they
    wish for one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id, room, since from in_rounds(%s) order by person_id", [organisation]
        )
        return list(cursor.fetchall())


def read_round(one: Round) -> Known:
    """Everything that a round needs, in eight questions."""
    counts, out = weights.weights_of(one.organisation_id), kept_from(one)
    everybody = [row for row in people_in_rounds(one.organisation_id) if row[0] not in out]
    people = [row[0] for row in everybody]
    with connection.cursor() as cursor:
        cursor.execute(
            "select one_id, other_id from kept_apart(%s, %s) order by 1, 2", [people, LATELY]
        )
        apart = cursor.fetchall()
    told = (
        Facet.objects.filter(person__in=people)
        .select_related("place")
        .defer("note")
        .order_by("person", "pk")
    )
    vocabulary.concepts("limit")  # kept in memory from here on: comparing asks the database nothing
    now = timezone.now()
    side = None
    if one.form == Round.Form.TWO_SIDED:
        side = frozenset(
            designated_memberships().filter(circle=one.circle_id).values_list("person", flat=True)
        )
    return Known(
        one.seed,
        people,
        [max(row[1], 0) for row in everybody],
        [max((now - row[2]).days, 0) for row in everybody],
        list(told.filter(kind__in=KINDS, audience__gte=Audience.ORGANISATIONS)),
        list(told.filter(kind="limit")),
        apart,
        statutes_of(people),
        side,
        counts.held.values,
        bool(counts.own and counts.own.learning != LEARNS_NOTHING),
    )


def statutes_of(people: list[int]) -> list[tuple[int, str]]:
    held = Membership.objects.current().filter(person__in=people, statute__isnull=False)
    return list(held.order_by("person", "pk").values_list("person", "statute__key"))

"""Word positions: where each word stands among the bits, and how rare it is. Kept in memory."""

import math
import time
from dataclasses import dataclass

from django.db import connection

from entrepairs.core.small_counts import LEAST

KEPT = 300.0  # seconds; places change with the program only, weights every night
A_LINE = 240  # bytes that one takes in the table: how many there are need not be exact


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a word stands, and how rare it is, 0 to 1: see rarity_of() in matching/score.py."""

    position: int
    weight: float


@dataclass(frozen=True, slots=True)
class Words:
    stands: dict[tuple[str, int, bool], Stand]  # kind, concept, as a heading
    lines: float  # of what may be found, about

    def share_of(self, stand: Stand) -> float:
        """Which part of the network tells it, about: the weight read backwards."""
        return (
            1 / math.expm1(stand.weight * math.log1p(max(self.lines, LEAST) / LEAST))
            if stand.weight
            else 1.0
        )

    def stand_of(
        self, kind: str, concept: int, *, heading: bool = False, weighed: str = ""
    ) -> Stand | None:
        """`weighed`: the kind whose rarity counts, when it is another one."""
        found = self.stands.get((kind, concept, heading))
        other = self.stands.get((weighed, concept, heading)) if weighed else None
        return Stand(found.position, other.weight) if found and other else found


_kept: tuple[float, Words] | None = None

READ = """select kind, concept, heading, position, weight from suggestions_termposition
  union all select '', 0, false, 0, pg_relation_size('suggestions_finderrow')"""


def word_positions() -> Words:
    """One query, or none when they were asked for a moment ago."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEPT:
        with connection.cursor() as cursor:
            cursor.execute(READ)
            stands = {
                (kind, concept, head): Stand(place, weight)
                for kind, concept, head, place, weight in cursor
            }
        size = stands.pop(("", 0, False)).weight
        _kept = now, Words(stands, size / A_LINE)
    return _kept[1]


def forget_positions() -> None:
    global _kept
    _kept = None

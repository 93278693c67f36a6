"""Ranking of possible peers: what I told, asked of might_suit() in SQL, under my own hat."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from entrepairs.people.models import Facet
from entrepairs.suggestions.index_plan import ANYBODY, COMPARED, PARTS, plan_index
from entrepairs.suggestions.query_vector import query_vector, told_by
from entrepairs.suggestions.quiet_period import QUIET
from entrepairs.suggestions.word_positions import word_positions

SHOWN = 40  # people at most: four pages
AT_MOST = 2  # times as many people compared as was reckoned: words are not told independently
FEW = 11  # a page, and whether there is another
# No waiting invitation expires so late: what the two sent each other hides nobody.
NO_QUIET = -QUIET
TURNED = {Facet.Kind.EXPERIENCE, Facet.Kind.NEED, Facet.Kind.OFFER}  # by what a peer is found


@dataclass(frozen=True, slots=True)
class Ranked:
    """One possible peer. The figures are for ordering and for learning; none of them is shown."""

    person_id: int
    score: float
    shared: float
    to_me: float
    to_them: float
    road: float
    times: float
    near: float
    same: bool


def turn_of_week(me: int) -> float:
    """Where in the network to start looking, between 0 and 1, and whom to take of two who suit as
    well: mine, and another every week."""
    year, week, _ = timezone.localdate().isocalendar()
    digest = hashlib.sha256(f"{me}:{year}:{week}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def rank_peers(
    me: int, mine: Sequence[Facet], *, limit: int = SHOWN, most: int = COMPARED
) -> list[Ranked]:
    """The best possible peers of `me`, who told `mine`; one query. `most`: people compared, about.

    Constraints find nobody: a person of a rare language may find nobody among those who told the
    same things. In a network too large to be compared whole, a part of it is then compared too, in
    a second query.
    """
    stands, start = word_positions(), turn_of_week(me)
    by = plan_index(told_by(mine, stands), stands, turn=start, most=most)
    asking = query_vector(mine, stands) | {"turn": int(start * 2**48), "compared": AT_MOST * most}
    found = _ask_database(asking | {"ways": by.ways}, limit)
    if by.more is None or len(found) >= min(limit, FEW):
        return found
    return _ask_database(asking | {"ways": [*by.ways, by.more]}, limit)


def rank_one(other: int, mine: Sequence[Facet]) -> Ranked | None:
    """The score of this one person for me, also when I have just invited them; None when they are
    no possible peer."""
    asking = query_vector(mine, word_positions()) | {
        "ways": [[[ANYBODY + other % PARTS]]],
        "turn": 0,
        "only": other,
        "compared": None,
    }
    return next(iter(_ask_database(asking, 1, quiet=NO_QUIET)), None)


def _ask_database(asking: dict[str, Any], limit: int, quiet: timedelta = QUIET) -> list[Ranked]:
    with connection.cursor() as cursor:
        values: list[Any] = [json.dumps(asking), quiet, limit]
        cursor.execute("select * from might_suit(%s::jsonb, %s, %s)", values)
        return [Ranked(*row) for row in cursor.fetchall()]

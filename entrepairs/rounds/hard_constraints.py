"""Hard constraints between two people of a round: asked of the database, which decides."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from entrepairs.people.models import Affiliation, Block
from entrepairs.suggestions.quiet_period import QUIET

type Two = tuple[int, int]
LATELY: Any = QUIET  # as PostgreSQL takes it: an interval


def room_in_rounds(organisation: int) -> dict[int, int]:
    """For how many more peers each has room, of those who are in its rounds. System hat."""
    with connection.cursor() as cursor:
        cursor.execute("select person_id, room from in_rounds(%s) where room > 0", [organisation])
        return dict(cursor.fetchall())


def still_possible(pairs: Sequence[Two], organisation: int) -> list[Two]:
    """Those of these pairs that may be invited now, in their order, nobody in more than they have
    room for."""
    if not pairs:
        return []
    ones, others = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        statement = "select one_id, other_id from may_be_suggested(%s, %s, %s, %s)"
        cursor.execute(statement, [list(ones), list(others), organisation, LATELY])
        allowed = set(cursor.fetchall())
    left, kept = Counter(room_in_rounds(organisation)), []
    for one, other in pairs:
        if (one, other) in allowed and left[one] > 0 and left[other] > 0:
            left[one] -= 1
            left[other] -= 1
            kept.append((one, other))
    return kept


def readable_by_coordinators(pairs: Sequence[Two], organisation: int) -> list[Two]:
    """Those of these pairs that all who coordinate may read: none across a block of one of them.
    More in a figure than in the list would tell them of it. Under the system hat."""
    current = Affiliation.objects.current()
    coordinators = current.filter(organisation=organisation, coordinator=True)
    either = Q(person__in=coordinators.values("person")) | Q(
        blocked__in=coordinators.values("person")
    )
    across = {
        who for two in Block.objects.filter(either).values_list("person", "blocked") for who in two
    }
    return [two for two in pairs if not across & set(two)]

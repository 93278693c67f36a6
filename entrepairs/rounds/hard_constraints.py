"""Hard constraints between two people of a round: asked of the database, which decides."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from entrepairs.people.models import Affiliation, Block
from entrepairs.plans.models import KeptApart
from entrepairs.rounds.models import Round
from entrepairs.suggestions.quiet_period import QUIET

type Two = tuple[int, int]
LATELY: Any = QUIET  # as PostgreSQL takes it: an interval


def room_in_rounds(organisation: int) -> dict[int, int]:
    """For how many more peers each has room, of those who are in its rounds. System hat."""
    with connection.cursor() as cursor:
        cursor.execute("select person_id, room from in_rounds(%s) where room > 0", [organisation])
        return dict(cursor.fetchall())


def kept_from(round: Round) -> set[int]:
    """Those who meet nobody of the team around which it is made: they keep apart from the service.
    Under the system hat; pairs_invitation refuses them too (sql/on_pairs.sql)."""
    if round.circle_id is None:
        return set()
    apart = KeptApart.objects.filter(organisation=round.organisation_id)
    return set(apart.values_list("person", flat=True))


def still_possible(pairs: Sequence[Two], round: Round) -> list[Two]:
    """Those of these pairs that may be invited now, in their order, nobody in more than they have
    room for."""
    apart, organisation = kept_from(round), round.organisation_id
    pairs = [two for two in pairs if not apart & set(two)]
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

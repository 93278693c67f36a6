"""Pairs of people as a round would make them: by the kernel of matching, of what they told."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection

from entrepairs.ledger.models import Audience
from entrepairs.matching import one_sided
from entrepairs.matching.score import Scorer
from entrepairs.matching.weights import Weights
from entrepairs.people.models import Facet, Person
from entrepairs.rounds import solve
from entrepairs.rounds.arrays import people_arrays
from entrepairs.rounds.hard_constraints import LATELY
from entrepairs.rounds.load import KINDS, Known, statutes_of
from entrepairs.simulation.persons import World

TOGETHER = 400  # people compared with each other: of a large network, those of a neighbourhood


def find_pairs(people: Iterable[Person], world: World, seed: int) -> list[tuple[Person, Person]]:
    """Of one organisation, or of none, each in one pair at most: all whom another might suit."""
    by_home: dict[int, list[Person]] = defaultdict(list)
    for who in people:
        home = world.home.get(who.pk)
        by_home[home.pk if home else 0].append(who)
    found = []
    for home_id, some in sorted(by_home.items()):
        audience = Audience.ORGANISATIONS if home_id else Audience.NETWORK
        for start in range(0, len(some), TOGETHER):
            found += _pairs_of(some[start : start + TOGETHER], audience, seed)
    return found


def _pairs_of(some: list[Person], audience: int, seed: int) -> list[tuple[Person, Person]]:
    by_number = {who.pk: who for who in some}
    people = people_arrays(known_of(sorted(by_number), audience, seed))
    edges = solve.possible_pairs(Scorer(people, Weights()), None, seed)
    best = one_sided.best_pairs(edges.problem(people), seed=seed, prove=False)
    numbers: Any = (people.key[side[best.pairs]].tolist() for side in (edges.a, edges.b))
    return [(by_number[one], by_number[other]) for one, other in zip(*numbers, strict=True)]


def known_of(people: list[int], audience: int, seed: int) -> Known:
    """What these people told to that audience and to more."""
    facets = Facet.objects.filter(person__in=people).select_related("place").defer("note")
    told = facets.order_by("person", "pk")
    with connection.cursor() as cursor:
        apart = "select one_id, other_id from kept_apart(%s, %s) order by 1, 2"
        cursor.execute(apart, [people, LATELY])
        kept_apart = cursor.fetchall()
    return Known(
        seed,
        people,
        [1] * len(people),
        [0] * len(people),
        list(told.filter(kind__in=KINDS, audience__gte=audience)),
        list(told.filter(kind="limit")),
        kept_apart,
        statutes_of(people),
    )

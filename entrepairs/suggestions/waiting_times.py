"""Waiting times by experience and place: never about fewer than eleven people.

As told to the organisation. For jobs: it loads the kernel.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from entrepairs.core.small_counts import round_to_tens
from entrepairs.ledger.models import Audience
from entrepairs.matching.fairness import OTHERS, waits_of_groups
from entrepairs.people.models import Facet
from entrepairs.vocabulary import queries as vocabulary

Members = set[tuple[str, int]]  # group, person


@dataclass(frozen=True, slots=True)
class Wait:
    """Of one person: how many days, and whether they met someone, or were invited with someone."""

    days: int
    met: bool


def waits_by_group(waits: Mapping[int, Wait]) -> list[dict[str, Any]]:
    """Of these people, the figures of each group, as rows to be kept. Under the system hat."""
    told = Facet.objects.filter(
        person__in=list(waits),
        kind__in=["experience", "place"],
        audience__gte=Audience.ORGANISATIONS,
    )
    by_experience: Members = set()
    by_place: Members = set()
    for facet in told.select_related("place"):
        if facet.concept_id is not None:
            term = vocabulary.concept(facet.concept_id)
            by_experience.add((str(term.parent_id or term.id), facet.person_id))
        elif facet.place is not None:
            by_place.add((facet.place.name, facet.person_id))
    return _group_waits("experience", by_experience, waits) + _group_waits("place", by_place, waits)


def _group_waits(kind: str, members: Members, waits: Mapping[int, Wait]) -> list[dict[str, Any]]:
    """Those who told nothing of that kind count among the others: else their number would come out
    by subtraction."""
    rows, people = sorted(members), sorted(waits)
    names = sorted({name for name, _ in rows})
    number = {name: place for place, name in enumerate(names)}
    place_of = {who: place for place, who in enumerate(people)}
    found = waits_of_groups(
        np.array([place_of[who] for _, who in rows], np.int64),
        np.array([number[name] for name, _ in rows], np.int64),
        np.array([max(waits[who].days, 0) for who in people], np.int64),
        np.array([waits[who].met for who in people], bool),
    )
    return [
        asdict(group)
        | {
            "kind": kind,
            "group": "" if group.group == OTHERS else names[group.group],
            "people": round_to_tens(group.people),
        }
        for group in found
    ]

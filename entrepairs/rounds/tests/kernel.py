"""People of the tables as the arrays of entrepairs.matching, filled with what one reader may see
and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from entrepairs.core import hats
from entrepairs.matching import hard_constraints
from entrepairs.matching.people_arrays import (
    EVERYBODY_HERE,
    ORGANISATIONS,
    OWN,
    People,
    least_between,
)
from entrepairs.matching.people_arrays import Words as Told
from entrepairs.matching.score import Scorer
from entrepairs.matching.weights import Weights
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.suggestions.limits import Limits, limits_of, mask_times, terms_of
from entrepairs.vocabulary import queries as vocabulary

SEEN = np.int8(5)


@dataclass
class Seen:
    """A person as the reader sees them."""

    person: int
    every: list[Facet]
    facets: list[Facet]  # those that the reader sees
    organisations: set[int]
    same: bool

    @property
    def limits(self) -> Limits:
        return limits_of(self.facets)


def scores(reader: Person, weights: Weights) -> dict[int, float]:
    """Each possible peer of the reader with their score, as the kernel has them."""
    everybody = seen_by(reader)
    people = arrays(everybody)
    others = np.arange(1, people.size)
    me = np.zeros_like(others)
    own = np.full(len(others), OWN, np.int8)
    possible = (
        hard_constraints.missing_constraints(
            people, me, others, own, least_between(people, me, others)
        )
        == 0
    )
    found = Scorer(people, weights).for_reader(0, others[possible])
    return {
        everybody[at].person: float(score)
        for at, score in zip(others[possible], found, strict=True)
    }


def seen_by(reader: Person) -> list[Seen]:
    """The reader first, then everyone whose wish stands."""
    with hats.system("test"):
        wishing = list(
            Person.objects.filter(wishes__isnull=False, wishes__closed_at=None)
            .exclude(pk=reader.pk)
            .order_by("pk")
        )
        told: dict[int, list[Facet]] = {person.pk: [] for person in [reader, *wishing]}
        for facet in Facet.objects.filter(person__in=told).select_related("place"):
            told[facet.person_id].append(facet)
        homes = {
            who: set(Affiliation.objects.filter(person=who).values_list("organisation", flat=True))
            for who in told
        }
    found = [Seen(reader.pk, told[reader.pk], told[reader.pk], homes[reader.pk], same=False)]
    for person in wishing:
        together = bool(homes[person.pk] & homes[reader.pk])
        least = ORGANISATIONS if together else EVERYBODY_HERE
        facets = [facet for facet in told[person.pk] if facet.audience >= least]
        same = together and any(facet.audience == ORGANISATIONS for facet in facets)
        found.append(Seen(person.pk, told[person.pk], facets, homes[person.pk], same=same))
    return found


def arrays(everybody: list[Seen]) -> People:
    n = len(everybody)
    return People(
        key=np.array([one.person for one in everybody]),
        wishing=np.ones(n, bool),
        room=np.ones(n, np.int64),
        waiting=np.zeros(n, np.int64),
        apart=np.zeros((0, 2), np.int64),
        **told_words(everybody),
        **where_and_when(everybody),
        **limits_told(everybody),
    )


def told_words(everybody: list[Seen]) -> dict[str, Any]:
    """What each tells by words of the lists, and the organisations each is in."""
    known = [
        *vocabulary.concepts("experience", retired=True),
        *vocabulary.concepts("support", retired=True),
    ]
    at = {term.id: place for place, term in enumerate(known)}
    by_key = {term.key: term.id for term in known if term.scheme == "experience"}
    homes = sorted({home for one in everybody for home in one.organisations})
    rank = {home: place for place, home in enumerate(homes)}

    def words(kind: str) -> Told:
        return Told.of(
            [
                {at[f.concept_id]: f.audience for f in one.every if f.kind == kind and f.concept_id}
                for one in everybody
            ]
        )

    return {
        "heading": np.array([at[term.parent_id or term.id] for term in known]),
        "experience": words("experience"),
        "needs": words("need"),
        "offers": words("offer"),
        "unspoken": Told.of(
            [{at[by_key[key]]: 5 for key in one.limits.unspoken} for one in everybody]
        ),
        "organisation": Told.of(
            [{rank[home]: 5 for home in one.organisations} for one in everybody]
        ),
    }


def where_and_when(everybody: list[Seen]) -> dict[str, Any]:
    """Roads, places and times, of which the reader sees all that is in these arrays."""
    at = [first(one, "place") for one in everybody]
    places = [facet.place if facet else None for facet in at]
    times = [first(one, "availability") for one in everybody]
    seen = np.full(len(everybody), SEEN)
    return {
        "road": np.array([steps(one) for one in everybody]),
        "road_seen": seen,
        "facility": np.array(
            [0 if one.same or not place else -1 for place, one in enumerate(everybody)]
        ),
        "facility_seen": seen,
        "times": np.array([(facet.slots or 0) if facet else 0 for facet in times], np.uint64),
        "times_seen": seen,
        "latitude": np.array([place.latitude if place else np.nan for place in places]),
        "longitude": np.array([place.longitude if place else np.nan for place in places]),
        "reach": np.array(
            [facet.radius_km if facet and facet.place else np.inf for facet in at], float
        ),
        "place_seen": seen,
    }


def limits_told(everybody: list[Seen]) -> dict[str, Any]:
    """Languages and limits, a bit each."""
    limit, tongue = bits_of("limit"), bits_of("language")

    def bits(of: Callable[[Seen], Iterable[int]]) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
        return np.array([sum(1 << bit for bit in set(of(one))) for one in everybody], np.uint64)

    return {
        "languages": bits(
            lambda one: [tongue[term.key] for term in terms_of(one.facets, "language")]
        ),
        "languages_seen": np.full(len(everybody), SEEN),
        "means": np.array([15 & ~one.limits.refused for one in everybody], np.uint64),
        "traits": bits(lambda one: [limit[key] for key in one.limits.keys]),
        "refuses": bits(lambda one: [limit[key] for key in one.limits.conflicts]),
        "refused_times": np.array(
            [mask_times(one.limits.no_times) for one in everybody], np.uint64
        ),
    }


def bits_of(scheme: str) -> dict[str, int]:
    return {term.key: bit for bit, term in enumerate(vocabulary.concepts(scheme, retired=True))}


def first(one: Seen, kind: str) -> Facet | None:
    return next((facet for facet in one.facets if facet.kind == kind), None)


def steps(one: Seen) -> int:
    terms = terms_of(one.facets, "experience")
    return max((term.data["step"] for term in terms if "step" in term.data), default=-1)

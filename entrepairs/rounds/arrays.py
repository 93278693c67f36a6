"""What is known of the people of a round, as the arrays that the kernel reads. Positions stand for people and words.

Everybody here is of one organisation, and nothing is in it that was told to fewer: to the kernel, "everybody here" is who
is in the round, and all that it is given is for them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from entrepairs.matching.people_arrays import EVERYBODY_HERE, People, Words
from entrepairs.people.models import Facet
from entrepairs.rounds.load import Known
from entrepairs.suggestions.limits import EVERY_MEANS, Limits, limits_of, mask
from entrepairs.vocabulary import queries as vocabulary

TRAITS = 60  # bits for what another's limit may be about; what does not fit is left to the database, which asks again
Named = dict[Any, int]


def numbered(things: Iterable[Any]) -> Named:
    """Each thing once, with its place."""
    return {thing: place for place, thing in enumerate(dict.fromkeys(things))}


class Told:
    """The facets of each person, in the order of positions."""

    def __init__(self, known: Known) -> None:
        self.known, self.size = known, known.size
        self.position = numbered(known.people)
        self.by_kind: dict[str, list[list[Facet]]] = defaultdict(
            lambda: [[] for _ in range(self.size)]
        )
        for facet in [*known.facets, *known.limits]:
            self.by_kind[facet.kind][self.position[facet.person_id]].append(facet)
        self.words = numbered(
            term.id
            for scheme in ("experience", "support")
            for term in vocabulary.concepts(scheme, retired=True)
        )
        self.limits = [limits_of(row) for row in self.by_kind["limit"]]

    def each(self, kind: str, value: Callable[[list[Facet]], Any], dtype: Any) -> Any:
        return np.array([value(row) for row in self.by_kind[kind]], dtype)

    @property
    def seen(self) -> Any:
        return np.full(self.size, EVERYBODY_HERE, np.int8)

    def words_of(self, kind: str) -> Words:
        return Words.of(
            [
                {
                    self.words[f.concept_id]: EVERYBODY_HERE
                    for f in row
                    if f.concept_id in self.words
                }
                for row in self.by_kind[kind]
            ]
        )

    def unspoken(self) -> Words:
        keys = {
            term.key: self.words[term.id]
            for term in vocabulary.concepts("experience", retired=True)
        }
        return Words.of(
            [
                {keys[key]: EVERYBODY_HERE for key in one.unspoken if key in keys}
                for one in self.limits
            ]
        )

    def road(self) -> Any:
        """How far along they are, by what they lived through."""
        return self.each("experience", lambda row: max(map(step, row), default=-1), np.int64)


def step(facet: Facet) -> int:
    found = vocabulary.concept(facet.concept_id).data.get("step") if facet.concept_id else None
    return -1 if found is None else int(found)


def languages(known: Known) -> Named:
    return numbered(f.concept_id for f in known.facets if f.kind == "language")


def heading(words: Named) -> Any:
    """The place of the heading that each word is under."""
    parents = (vocabulary.concept(one).parent_id for one in words)
    return np.array([words.get(parent, place) for place, parent in enumerate(parents)], np.int64)


def bits(rows: Iterable[Iterable[Any]], places: Named) -> Any:
    return np.array(
        [sum({1 << places[one] for one in row if places.get(one, 64) < 64}) for row in rows],
        np.uint64,
    )


def people(known: Known) -> People:
    told = Told(known)
    spoken = [[f.concept_id for f in row] for row in told.by_kind["language"]]
    place = told.by_kind["place"]
    traits, refuses = wary(told)
    where = [next((f.place for f in row if f.place), None) for row in place]
    return People(
        key=np.array(known.people, np.int64),
        heading=heading(told.words),
        experience=told.words_of("experience"),
        seeks=told.words_of("need"),
        brings=told.words_of("offer"),
        unspoken=told.unspoken(),
        organisation=Words.of([{}] * told.size),
        road=told.road(),
        road_seen=told.seen,
        facility=np.full(
            told.size, -1, np.int64
        ),  # all are of one organisation: it would count for nobody
        facility_seen=told.seen,
        languages=bits(spoken, languages(known)),
        languages_seen=told.seen,
        times=told.each(
            "availability", lambda row: max((f.slots or 0 for f in row), default=0), np.uint64
        ),
        times_seen=told.seen,
        latitude=np.array([one.latitude if one else np.nan for one in where]),
        longitude=np.array([one.longitude if one else np.nan for one in where]),
        reach=np.array(
            [
                next((float(f.radius_km) for f in row if f.radius_km is not None), np.inf)
                for row in place
            ]
        ),
        place_seen=told.seen,
        means=np.array([EVERY_MEANS & ~one.refused for one in told.limits], np.uint64),
        traits=traits,
        refuses=refuses,
        refused_times=np.array([mask(one.no_times) for one in told.limits], np.uint64),
        wishing=np.ones(told.size, bool),
        room=np.array(known.room, np.int64),
        waiting=np.array(known.waiting, np.int64),
        apart=np.array(
            [[told.position[a], told.position[b]] for a, b in known.apart], np.int64
        ).reshape(-1, 2),
    )


def wary(told: Told) -> tuple[Any, Any]:
    """What another's limit may be about, and what each one's limits are about: limits, statutes, being of here."""
    has: list[list[Any]] = [
        [("limit", key) for key in one.keys] + [("here", "")] for one in told.limits
    ]
    avoids: list[list[Any]] = [[] for _ in range(told.size)]
    for person, statute in told.known.statutes:
        has[told.position[person]].append(("statute", statute))
    for row, limits in zip(avoids, told.limits, strict=True):
        row += avoided(limits)
    if (side := told.known.designated) is not None:  # each with somebody of the other side only
        for who, (mine, theirs) in zip(
            told.known.people, zip(has, avoids, strict=True), strict=True
        ):
            mine.append(("side", who in side))
            theirs.append(("side", who in side))
    places = {
        one: place
        for one, place in numbered(one for row in reversed(avoids) for one in reversed(row)).items()
        if place < TRAITS
    }
    return bits(has, places), bits(avoids, places)


def avoided(limits: Limits) -> list[Any]:
    """What these limits are about in somebody else."""
    found: list[Any] = [("limit", key) for key in sorted(limits.conflicts)]
    found += [("statute", key) for key in sorted(limits.statutes)]
    return [*found, ("here", "")] if limits.same_organisation else found

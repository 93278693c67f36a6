"""What is known of the people of a round, as the arrays that the kernel reads. Positions stand for people and words.

Everybody here is of one organisation, and nothing is in it that was told to fewer: to the kernel, "everybody here" is who
is in the round, and all that it is given is for them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from entrepairs.matching.network import ALL_MEANS, EVERYBODY_HERE, MEANS, People, Words
from entrepairs.pairs.reasons import TIMES
from entrepairs.pairs.rounds.network import Known
from entrepairs.people import slots
from entrepairs.people.models import Facet
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
        self.by_kind: dict[str, list[list[Facet]]] = defaultdict(lambda: [[] for _ in range(self.size)])
        for facet in [*known.facets, *known.limits]:
            self.by_kind[facet.kind][self.position[facet.person_id]].append(facet)
        self.words = numbered(
            term.id for scheme in ("experience", "support") for term in vocabulary.concepts(scheme, retired=True)
        )
        self.limits = [[vocabulary.concept(f.concept_id) for f in row if f.concept_id] for row in self.by_kind["limit"]]

    def each(self, kind: str, value: Callable[[list[Facet]], Any], dtype: Any) -> Any:
        return np.array([value(row) for row in self.by_kind[kind]], dtype)

    @property
    def seen(self) -> Any:
        return np.full(self.size, EVERYBODY_HERE, np.int8)

    def words_of(self, kind: str) -> Words:
        return Words.of(
            [
                {self.words[f.concept_id]: EVERYBODY_HERE for f in row if f.concept_id in self.words}
                for row in self.by_kind[kind]
            ]
        )

    def unspoken(self) -> Words:
        keys = {term.key: self.words[term.id] for term in vocabulary.concepts("experience", retired=True)}
        named = [[key for limit in row for key in limit.data.get("excludes_experiences", ())] for row in self.limits]
        return Words.of([{keys[key]: EVERYBODY_HERE for key in row if key in keys} for row in named])


def languages(known: Known) -> Named:
    return numbered(f.concept_id for f in known.facets if f.kind == "language")


def heading(words: Named) -> Any:
    """The place of the heading that each word is under."""
    parents = (vocabulary.concept(one).parent_id for one in words)
    return np.array([words.get(parent, place) for place, parent in enumerate(parents)], np.int64)


def bits(rows: Iterable[Iterable[Any]], places: Named) -> Any:
    return np.array([sum({1 << places[one] for one in row if places.get(one, 64) < 64}) for row in rows], np.uint64)


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
        road=np.full(told.size, -1, np.int64),
        road_seen=told.seen,
        facility=np.full(told.size, -1, np.int64),
        facility_seen=told.seen,
        languages=bits(spoken, languages(known)),
        languages_seen=told.seen,
        times=told.each("availability", lambda row: max((f.slots or 0 for f in row), default=0), np.uint64),
        times_seen=told.seen,
        latitude=np.array([one.latitude if one else np.nan for one in where]),
        longitude=np.array([one.longitude if one else np.nan for one in where]),
        reach=np.array([next((float(f.radius_km) for f in row if f.radius_km is not None), np.inf) for row in place]),
        place_seen=told.seen,
        means=np.array([accepted(row) for row in told.limits], np.uint64),
        traits=traits,
        refuses=refuses,
        refused_times=np.array([refused_times(row) for row in told.limits], np.uint64),
        other_facility=np.zeros(told.size, bool),
        wishing=np.ones(told.size, bool),
        room=np.array(known.room, np.int64),
        waiting=np.array(known.waiting, np.int64),
        apart=np.array([[told.position[a], told.position[b]] for a, b in known.apart], np.int64).reshape(-1, 2),
    )


def accepted(limits: Sequence[Any]) -> int:
    """The ways of meeting that remain."""
    refused = sum({MEANS[means] for limit in limits for means in limit.data.get("excludes_means", ())})
    return ALL_MEANS & ~refused


def refused_times(limits: Sequence[Any]) -> int:
    return int(
        np.bitwise_or.reduce(
            [part_of_week(part) for one in limits for part in one.data.get("excludes_times", ())] or [0]
        )
    )


def part_of_week(part: str) -> int:
    """The bitmap of "morning", "afternoon", "evening" or "weekend"."""
    if part == "weekend":
        return slots.pack((day, third) for day in slots.WEEKEND for third in range(len(slots.THIRDS)))
    return slots.pack((day, TIMES[part]) for day in slots.DAYS)


def wary(told: Told) -> tuple[Any, Any]:
    """What another's limit may be about, and what each one's limits are about: limits, statutes, being of here."""
    has: list[list[Any]] = [[("limit", one.key) for one in row] + [("here", "")] for row in told.limits]
    avoids: list[list[Any]] = [[] for _ in range(told.size)]
    for person, statute in told.known.statutes:
        has[told.position[person]].append(("statute", statute))
    for row, limits in zip(avoids, told.limits, strict=True):
        row += avoided(limits)
    if (side := told.known.designated) is not None:  # each with somebody of the other side only
        for who, (mine, theirs) in zip(told.known.people, zip(has, avoids, strict=True), strict=True):
            mine.append(("side", who in side))
            theirs.append(("side", who in side))
    places = {
        one: place
        for one, place in numbered(one for row in reversed(avoids) for one in reversed(row)).items()
        if place < TRAITS
    }
    return bits(has, places), bits(avoids, places)


def avoided(limits: Sequence[Any]) -> list[Any]:
    """What these limits are about in somebody else."""
    found: list[Any] = []
    for one in limits:
        found += [("limit", key) for key in one.data.get("conflicts_with", ())]
        found += [("statute", key) for key in one.data.get("excludes_statutes", ())]
        found += [("here", "")] if one.data.get("same_organisation") else []
    return found

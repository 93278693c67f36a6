"""Arrays of the people of a round, for the kernel. Positions stand for people and words.

All are of one organisation, and nothing is in the arrays that was told to fewer: to the kernel,
"everybody here" is who is in the round, and all that it is given is for them.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np

from entrepairs.matching.people_arrays import EVERYBODY_HERE, People, Words
from entrepairs.people.models import Facet
from entrepairs.rounds.load import Known
from entrepairs.suggestions.limits import (
    SAME_ORGANISATION,
    bits_of,
    limits_of,
    mask_times,
    number_things,
)
from entrepairs.vocabulary import queries as vocabulary

# Bits for what another's limit may be about. What does not fit is left to the database, which asks
# again.
TRAITS = 60
LANGUAGES = 64  # bits
Named = dict[Any, int]


class Told:
    """The facets of each person, in the order of positions."""

    def __init__(self, known: Known) -> None:
        self.known, self.size = known, known.size
        self.position = number_things(known.people)
        self.by_kind: dict[str, list[list[Facet]]] = defaultdict(
            lambda: [[] for _ in range(self.size)]
        )
        for facet in [*known.facets, *known.limits]:
            self.by_kind[facet.kind][self.position[facet.person_id]].append(facet)
        self.words = number_things(
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
        """How far along they are, by their experiences."""
        return self.each("experience", lambda row: max(map(step_of, row), default=-1), np.int64)


def step_of(facet: Facet) -> int:
    found = vocabulary.concept(facet.concept_id).data.get("step") if facet.concept_id else None
    return -1 if found is None else int(found)


def number_languages(known: Known) -> Named:
    """The place of each language among the bits, those that have one."""
    places = number_things(f.concept_id for f in known.facets if f.kind == "language")
    return {language: place for language, place in places.items() if place < LANGUAGES}


def headings_of(words: Named) -> Any:
    """The place of the heading that each word is under."""
    parents = (vocabulary.concept(one).parent_id for one in words)
    return np.array([words.get(parent, place) for place, parent in enumerate(parents)], np.int64)


def people_arrays(known: Known) -> People:
    told = Told(known)
    apart = [[told.position[a], told.position[b]] for a, b in known.apart]
    return People(
        key=np.array(known.people, np.int64),
        wishing=np.ones(told.size, bool),
        room=np.array(known.room, np.int64),
        waiting=np.array(known.waiting, np.int64),
        apart=np.array(apart, np.int64).reshape(-1, 2),
        **_word_arrays(told),
        **_practical_arrays(told),
        **_limit_arrays(told),
    )


def _word_arrays(told: Told) -> dict[str, Any]:
    """Experiences, needs and offers. Being of one organisation would count for nobody: all are."""
    return {
        "heading": headings_of(told.words),
        "experience": told.words_of("experience"),
        "needs": told.words_of("need"),
        "offers": told.words_of("offer"),
        "unspoken": told.unspoken(),
        "organisation": Words.of([{}] * told.size),
        "road": told.road(),
        "road_seen": told.seen,
        "facility": np.full(told.size, -1, np.int64),
        "facility_seen": told.seen,
    }


def _practical_arrays(told: Told) -> dict[str, Any]:
    """Languages, times and places."""
    spoken = [[f.concept_id for f in row] for row in told.by_kind["language"]]
    tongues = number_languages(told.known)
    places = told.by_kind["place"]
    where = [next((f.place for f in row if f.place), None) for row in places]
    radius = [[float(f.radius_km) for f in row if f.radius_km is not None] for row in places]
    return {
        "languages": np.array([bits_of(row, tongues) for row in spoken], np.uint64),
        "languages_seen": told.seen,
        "times": told.each(
            "availability", lambda row: max((f.slots or 0 for f in row), default=0), np.uint64
        ),
        "times_seen": told.seen,
        "latitude": np.array([one.latitude if one else np.nan for one in where]),
        "longitude": np.array([one.longitude if one else np.nan for one in where]),
        "reach": np.array([row[0] if row else np.inf for row in radius]),
        "place_seen": told.seen,
    }


def _limit_arrays(told: Told) -> dict[str, Any]:
    traits, refuses = limit_bits(told)
    return {
        "means": np.array([one.means for one in told.limits], np.uint64),
        "traits": traits,
        "refuses": refuses,
        "refused_times": np.array([mask_times(one.no_times) for one in told.limits], np.uint64),
    }


def limit_bits(told: Told) -> tuple[Any, Any]:
    """(traits, refuses), uint64[n] each: what another's limit may be about, and what each one's
    limits are about. All are of one organisation."""
    traits = [[*one.traits, SAME_ORGANISATION] for one in told.limits]
    refuses = [one.refuses for one in told.limits]
    for person, statute in told.known.statutes:
        traits[told.position[person]].append(("statute", statute))
    if (side := told.known.designated) is not None:  # each with one of the other side only
        for row, who in enumerate(told.known.people):
            mine = ("side", "designated" if who in side else "others")
            traits[row].append(mine)
            refuses[row].append(mine)
    # Last come first: sides must have a place, whatever limits there are.
    wanted = number_things(one for row in reversed(refuses) for one in reversed(row))
    places = {trait: place for trait, place in wanted.items() if place < TRAITS}
    found = ([bits_of(row, places) for row in rows] for rows in (traits, refuses))
    return tuple(np.array(bits, np.uint64) for bits in found)  # type: ignore[return-value]

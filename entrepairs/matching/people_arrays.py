"""Arrays of what is known of people. Who fills them, under the guard, fills what they may read.

Every facet comes with its audience, as in the rest of the program: 0 me, 1 my pairs, 2 my circles,
3 my organisations, 4 the network, 5 everyone. A facet is seen by someone when its audience is at
least what lies between the two: see `least_between`. What is not told is -1, 0 or nan, as said for
each.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from entrepairs.matching.distances import kilometres_between
from entrepairs.matching.limits import MEANS
from entrepairs.matching.problem import Bools, Floats, Ints, NotUsable

type Levels = NDArray[np.int8]  # audiences
type Bits = NDArray[np.uint64]

OWN, PAIRS, CIRCLES, ORGANISATIONS, EVERYBODY_HERE = range(5)
IN_PERSON = MEANS["in_person"]
SLOTS = 21  # seven days in three parts, Monday morning first
EVERY_TIME = np.uint64(2**SLOTS - 1)


@dataclass(frozen=True, slots=True)
class Words:
    """Which words each person told: those of person i are word[start[i]:start[i + 1]], rising, each
    with its audience.

    start: int64[n + 1], word: int64[k], audience: int8[k]
    """

    start: Ints
    word: Ints
    audience: Levels

    @classmethod
    def of(cls, told: list[dict[int, int]]) -> "Words":
        """From {word: audience} for each person."""
        start = np.cumsum([0, *map(len, told)])
        flat = [pair for words in told for pair in sorted(words.items())]
        word, audience = zip(*flat, strict=True) if flat else ((), ())
        return cls(start, np.array(word, np.int64), np.array(audience, np.int8))

    @property
    def person(self) -> Ints:
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))


@dataclass(frozen=True, slots=True)
class People:
    """n people. Bitmaps are uint64[n]; audiences int8[n]; pairs of positions int64[k, 2]."""

    key: Ints  # their own number, different for all
    heading: Ints  # int64[words]: the heading that each word is under, itself when it is one
    experience: Words
    needs: Words  # what they look for, the same words as `offers`
    offers: Words
    unspoken: (
        Words  # experiences never given as a reason with them; a limit: its audience is not asked
    )
    organisation: Words  # affiliations that both may know of
    road: Ints  # how far along, 0 to 7; -1 not told
    road_seen: Levels
    # the same for two who are of one organisation (an association, a hospital, a team); -1 not told
    facility: Ints
    facility_seen: Levels
    languages: Bits  # 0 not told
    languages_seen: Levels
    times: Bits  # SLOTS bits; 0 not told
    times_seen: Levels
    latitude: Floats  # degrees; nan not told
    longitude: Floats
    reach: Floats  # km they would go; inf anywhere
    place_seen: Levels
    # Limits hold for all, seen or hidden: nothing below counts in a score, they only forbid.
    means: Bits  # the ways of meeting that they accept
    traits: Bits  # what another's limit may be about: statutes, limits
    refuses: Bits  # traits with which no meeting is possible
    refused_times: Bits  # SLOTS bits
    wishing: Bools
    room: Ints  # pairs they may still have
    waiting: Ints  # days
    # int64[k, 2]: blocked, a no in the last six months, already peers; why is not known here
    apart: Ints

    @property
    def size(self) -> int:
        return len(self.key)


def check_people(people: People) -> None:
    """NotUsable, with what is wrong, when the arrays do not hold together."""
    n = people.size
    for field in fields(people):
        value = getattr(people, field.name)
        if isinstance(value, Words):
            _check_words(
                field.name, value, n, len(people.heading) if field.name != "organisation" else None
            )
        elif field.name not in ("heading", "apart") and value.shape != (n,):
            raise NotUsable(f"{field.name} has {value.shape} values where {n} are needed")
    if len(np.unique(people.key)) != n:
        raise NotUsable("two people have the same key")
    if np.isinf(people.latitude).any() or np.isinf(people.longitude).any():
        raise NotUsable("a place is not a number")
    if np.isnan(people.reach).any() or (people.reach < 0).any():
        raise NotUsable("reach is not a number of km")
    if (people.room < 0).any() or (people.waiting < 0).any():
        raise NotUsable("room and waiting cannot be less than nothing")
    if people.apart.size and (
        people.apart.shape[1:] != (2,) or people.apart.min() < 0 or people.apart.max() >= n
    ):
        raise NotUsable("apart is not made of pairs of people who are there")


def _check_words(name: str, words: Words, n: int, known: int | None) -> None:
    if words.start.shape != (n + 1,) or words.start[0] or words.start[-1] != len(words.word):
        raise NotUsable(f"{name} does not say where each person’s words begin")
    if (np.diff(words.start) < 0).any() or len(words.audience) != len(words.word):
        raise NotUsable(f"{name} does not hold together")
    if len(words.word) and (
        words.word.min() < 0 or (known is not None and words.word.max() >= known)
    ):
        raise NotUsable(f"{name} has a word that no heading is known for")


def least_between(people: People, a: Ints, b: Ints) -> Levels:
    """The least audience of a facet that the two see of each other, int8[m]: 3 in a common
    organisation, else 4."""
    together = common_words(people.organisation, a, b)
    return np.where(together, ORGANISATIONS, EVERYBODY_HERE).astype(np.int8)


def common_words(words: Words, a: Ints, b: Ints) -> Bools:
    """Whether two people have a word in common."""
    if not len(words.word):
        return np.zeros(len(a), bool)
    sizes = np.diff(words.start)[a]
    edge = np.repeat(np.arange(len(a)), sizes)
    position = (
        np.arange(sizes.sum())
        - np.repeat(np.cumsum(sizes) - sizes, sizes)
        + np.repeat(words.start[a], sizes)
    )
    width = int(words.word.max()) + 1
    has = words.person * width + words.word
    asked = b[edge] * width + words.word[position]
    found = np.searchsorted(has, asked)
    hits = has[np.minimum(found, len(has) - 1)] == asked
    return np.bincount(edge[hits], minlength=len(a)) > 0


def kilometres_of_pairs(people: People, a: Ints, b: Ints) -> Floats:
    """As the crow flies, float64[m]; nan when one has not told where."""
    found: Floats = kilometres_between(
        people.latitude[a], people.longitude[a], people.latitude[b], people.longitude[b], lib=np
    )
    return found


def pair_numbers(people: People, a: Ints, b: Ints) -> Ints:
    """One number for each pair, whichever comes first."""
    return np.minimum(a, b) * people.size + np.maximum(a, b)

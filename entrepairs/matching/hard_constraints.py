"""Hard constraints: what must hold between two people, or they are no possible pair at all."""

from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from entrepairs.matching.limits import clash_by_limits
from entrepairs.matching.people_arrays import (
    EVERY_TIME,
    IN_PERSON,
    Levels,
    People,
    kilometres_of_pairs,
    pair_numbers,
)
from entrepairs.matching.problem import Bools, Ints

type Flags = NDArray[np.uint8]


class Missing(IntFlag):
    """What does not hold."""

    WISH = 1  # one of the two does not wish to meet anybody now
    ROOM = 2  # one of the two has no room for one more
    APART = 4  # blocked, a recent no, already peers: never told apart, never told
    LIMIT = 8  # a limit of one of the two
    LANGUAGE = 16
    TIME = 32
    PLACE = 64


def missing_constraints(people: People, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels) -> Flags:
    """What does not hold between a[i] and b[i], uint8[m] of `Missing`; 0 is a possible pair.
    Symmetric.

    Languages, times and places hold against two people only as far as these may be seen: one that
    is hidden is as if it had not been told. Limits hold, seen or hidden. See
    docs/decisions/0012.
    """
    found = np.zeros(len(a), np.uint8)
    found |= np.where(people.wishing[a] & people.wishing[b], 0, Missing.WISH).astype(np.uint8)
    found |= np.where((people.room[a] > 0) & (people.room[b] > 0), 0, Missing.ROOM).astype(np.uint8)
    found |= np.where(_are_apart(people, a, b), Missing.APART, 0).astype(np.uint8)
    found |= np.where(_clash_by_limits(people, a, b), Missing.LIMIT, 0).astype(np.uint8)
    speak_a = np.where(people.languages_seen[a] >= sees_a, people.languages[a], 0)
    speak_b = np.where(people.languages_seen[b] >= sees_b, people.languages[b], 0)
    found |= np.where(
        (speak_a & speak_b == 0) & (speak_a != 0) & (speak_b != 0), Missing.LANGUAGE, 0
    ).astype(np.uint8)
    found |= np.where(common_times(people, a, b, sees_a, sees_b) == 0, Missing.TIME, 0).astype(
        np.uint8
    )
    found |= np.where(km_beyond_reach(people, a, b, sees_a, sees_b) > 0, Missing.PLACE, 0).astype(
        np.uint8
    )
    return found


def told_times(people: People, who: Ints, sees: Levels) -> NDArray[np.uint64]:
    return np.where(people.times_seen[who] >= sees, people.times[who], np.uint64(0))


def common_times(
    people: People, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels
) -> NDArray[np.uint64]:
    """When the two could meet. Who told no times has all, less those that a limit refuses."""
    free_a, free_b = (
        np.where(told != 0, told, EVERY_TIME)
        for told in (told_times(people, a, sees_a), told_times(people, b, sees_b))
    )
    return free_a & free_b & ~people.refused_times[a] & ~people.refused_times[b]


def _are_apart(people: People, a: Ints, b: Ints) -> Bools:
    same: Bools = a == b
    if not people.apart.size:
        return same
    apart = np.sort(pair_numbers(people, people.apart[:, 0], people.apart[:, 1]))
    asked = pair_numbers(people, a, b)
    found = np.searchsorted(apart, asked)
    known: Bools = (apart[np.minimum(found, len(apart) - 1)] == asked) | same
    return known


def _clash_by_limits(people: People, a: Ints, b: Ints) -> Bools:
    refuses, traits, means = people.refuses, people.traits, people.means
    found: Bools = clash_by_limits(refuses[a], traits[a], means[a], refuses[b], traits[b], means[b])
    return found


def km_beyond_reach(
    people: People, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels
) -> NDArray[np.float64]:
    """How many km too far two people live who can only meet in person, float64[m]; 0 when they can
    be reached."""
    from_afar = people.means[a] & people.means[b] & ~np.uint64(IN_PERSON)
    known = (people.place_seen[a] >= sees_a) & (people.place_seen[b] >= sees_b) & (from_afar == 0)
    over = kilometres_of_pairs(people, a, b) - people.reach[a] - people.reach[b]
    return np.where(known & np.isfinite(over), np.maximum(over, 0), 0)

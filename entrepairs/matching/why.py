"""For people whom a round cannot meet: what is in the way, and the smallest change that would help.

What is told here is a function of the person's own facets and of what the network may see of
others. Whom they are apart from (a block, a no) is left out altogether, and so is what comes from
the limits of others; what concerns fewer than eleven others is told without a number.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from entrepairs.core.small_counts import LEAST
from entrepairs.matching import candidates
from entrepairs.matching.hard_constraints import (
    Missing,
    km_beyond_reach,
    missing_constraints,
    told_times,
)
from entrepairs.matching.limits import ALL_MEANS
from entrepairs.matching.people_arrays import EVERYBODY_HERE, SLOTS, People, check_people
from entrepairs.matching.problem import Bools, Ints

COMPARED = (
    200  # others looked at for each person: those who live near, and those free at the same times
)
KM = 5  # distances are told in steps of 5 km
A_FEW = -1  # fewer than eleven, but some
CAUSES = (Missing.LIMIT, Missing.LANGUAGE, Missing.TIME, Missing.PLACE, Missing.ROOM)


class Change(IntEnum):
    """What would help."""

    NOTHING = 0  # nothing small that is known
    HALF_DAY = 1  # one more time of the week: `what` is its bit
    DISTANCE = 2  # that many km more: `what`
    LANGUAGE = 3  # another language: `what` is its bit
    WISH = 4  # they do not wish to meet anybody now, or have no room for one more
    NEXT_ROUND = 5  # possible peers there are, who were all taken by others


@dataclass(frozen=True, slots=True)
class Why:
    """For each person asked about: int64[u]. Numbers of others below eleven are A_FEW, or 0 for
    none."""

    compared: Ints
    in_the_way: dict[Missing, Ints]  # how many others each constraint keeps away, by cause
    possible: Ints  # how many nothing keeps away
    change: Ints  # of Change
    what: Ints
    gains: Ints  # how many others that would bring


def explain_alone(people: People, who: Ints, *, seed: int = 0, open_: Bools | None = None) -> Why:
    """Why `who` (int64[u], positions) have nobody. NotUsable when the arrays do not hold together.

    open_: bool[n], whose limits the network may see. The others are as if not there: that they
    refuse the telephone would be told by what is said to be missing.
    """
    check_people(people)
    rows, a, b = _others_nearby(people, who, seed)
    sees = np.full(len(a), EVERYBODY_HERE, np.int8)
    flags = missing_constraints(people, a, b, sees, sees)
    own = _own_limit(people, a, b)
    # Apart, or kept away by a limit that is not their own: as if these others were not there.
    there = (flags & Missing.APART == 0) & ((flags & Missing.LIMIT == 0) | own) & people.wishing[b]
    if open_ is not None:
        there &= open_[b]
    rows, a, b, flags = rows[there], a[there], b[there], flags[there]
    count = _Count(rows, len(who))
    told = {cause: _hide_few(count(flags & cause > 0)) for cause in CAUSES}
    change, what, gains = _smallest_changes(people, who, count, a, b, flags)
    return Why(
        _hide_few(count(flags >= 0)),
        told,
        _hide_few(count(flags == 0)),
        change,
        what,
        _hide_few(gains),
    )


class _Count:
    """Counts others, person by person."""

    def __init__(self, rows: Ints, size: int) -> None:
        self.rows, self.size = rows, size

    def __call__(self, some: NDArray[np.bool_]) -> Ints:
        return np.bincount(self.rows[some], minlength=self.size).astype(np.int64)

    def by(self, some: NDArray[np.bool_], bits: NDArray[np.uint64], width: int) -> Ints:
        """How many others have each bit, int64[u, width]."""
        return np.stack(
            [self(some & (bits >> np.uint64(bit) & np.uint64(1) > 0)) for bit in range(width)],
            axis=1,
        )


def _hide_few(number: Ints) -> Ints:
    return np.where((number > 0) & (number < LEAST), A_FEW, number)


def _others_nearby(people: People, who: Ints, seed: int) -> tuple[Ints, Ints, Ints]:
    """Others for each: those who stand after them by place, and by time; (which of `who`, a, b),
    each pair once."""
    numbers = []
    for place in candidates.places_in_lists(people, seed):
        around = np.argsort(place)
        steps = np.arange(1, min(COMPARED // 2, people.size - 1) + 1)
        others = around[(place[who][:, None] + steps[None, :]) % people.size]
        numbers.append((np.arange(len(who))[:, None] * people.size + others).ravel())
    rows, b = np.divmod(np.unique(np.concatenate(numbers)), max(people.size, 1))
    return rows, who[rows], b


def _own_limit(people: People, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Whether what keeps the two apart is among a's own limits."""
    no_means = (people.means[a] & people.means[b] == 0) & (people.means[a] != ALL_MEANS)
    found: NDArray[np.bool_] = (people.refuses[a] & people.traits[b] > 0) | no_means
    return found


def _smallest_changes(
    people: People, who: Ints, count: _Count, a: Ints, b: Ints, flags: NDArray[np.uint8]
) -> tuple[Ints, Ints, Ints]:
    """The smallest change for each, the smallest kind of change first."""
    sees = np.full(len(a), EVERYBODY_HERE, np.int8)
    free = told_times(people, b, sees) & ~people.refused_times[a] & ~people.refused_times[b]
    # What one change brings: others whom this alone keeps away, by time, kilometres and language.
    times = count.by(flags == Missing.TIME, free, SLOTS)
    far = np.where(flags == Missing.PLACE, km_beyond_reach(people, a, b, sees, sees), np.inf)
    least = np.full(len(who), np.inf)
    np.minimum.at(least, count.rows, far)
    least[~np.isfinite(least)] = 0
    km = (np.ceil(least / KM) * KM).astype(np.int64)
    nearer = count(far <= km[count.rows])
    languages = count.by(flags == Missing.LANGUAGE, people.languages[b], 64)
    unable = ~people.wishing[who] | (people.room[who] <= 0)
    nothing = np.zeros(len(who), np.int64)
    taken = count(flags & ~np.uint8(Missing.ROOM) == 0) > 0
    best_time, most_times = times.argmax(axis=1), times.max(axis=1)
    best_language, most_languages = languages.argmax(axis=1), languages.max(axis=1)
    # (change, for whom it helps, what, how many others it brings): the first that helps is told.
    kinds = [
        (Change.WISH, unable, nothing, nothing),
        (Change.NEXT_ROUND, taken, nothing, count(flags == 0)),
        (Change.HALF_DAY, most_times > 0, best_time, most_times),
        (Change.DISTANCE, nearer > 0, km, nearer),
        (Change.LANGUAGE, most_languages > 0, best_language, most_languages),
    ]
    helps = [kind[1] for kind in kinds]
    changes = [np.full(len(who), kind[0], np.int64) for kind in kinds]
    return (
        np.select(helps, changes, int(Change.NOTHING)),
        np.select(helps, [kind[2] for kind in kinds], 0),
        np.select(helps, [kind[3] for kind in kinds], 0),
    )

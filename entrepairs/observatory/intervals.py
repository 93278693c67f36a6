"""Intervals by bootstrap: of people, never of links, which depend on each other.

Method for networks: Snijders and Borgatti, Connections 22 (1999) 161-170. The caller gives the
random numbers (`rng`), so that a seed that is kept gives the same interval again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.problem import Floats, Ints
from entrepairs.observatory.networks import Links

LEAST_LINKS = 20
REPLICATES = 2_000
LEVEL = 0.95
AT_ONCE = 50  # replicates held in memory: 40 MB for 100,000 people


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def has_enough(people: int, links: int | None = None) -> bool:
    """Whether a figure may be published at all: 11 people, and 20 links for one of a network."""
    return people >= LEAST and (links is None or links >= LEAST_LINKS)


def interval_of(drawn: Floats) -> Interval | None:
    """What holds 95 % of these (float64[replicates]); what is not a number is left out."""
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def bootstrap_network(
    links: Links, rng: np.random.Generator, replicates: int = REPLICATES
) -> dict[str, Floats]:
    """r, rho and r_w of networks drawn from this one: float64[replicates], nan where undefined.

    People are drawn with replacement and keep what they gave each other; two who are the same
    person get what a pair drawn at random has. Raises ValueError for fewer than two people.
    """
    if links.people < 2:
        raise ValueError("a network of fewer than two people")
    least = np.minimum(links.amount, links.back)
    dyads = _Dyads(links)
    pairs = links.people * (links.people - 1)
    sums = np.empty((replicates, 4))  # links, returned links, amount, returned amount
    for number in range(replicates):
        times = rng.multinomial(links.people, np.full(links.people, 1 / links.people))
        both = (times[links.giver] * times[links.receiver]).astype(float)
        kept = [both.sum(), both @ (links.back > 0), both @ links.amount, both @ least]
        same = int((times * (times - 1)).sum()) // 2
        sums[number] = np.array(kept) + dyads.draw(same, rng)
    with np.errstate(invalid="ignore", divide="ignore"):
        returned, dense = sums[:, 1] / sums[:, 0], sums[:, 0] / pairs
        rho = np.where(dense < 1, (returned - dense) / (1 - dense), np.nan)
        return {"r": returned, "rho": rho, "r_w": sums[:, 3] / sums[:, 2]}


class _Dyads:
    """Pairs of people, for those to fill that one person drawn twice makes with themselves."""

    def __init__(self, links: Links) -> None:
        first = links.giver < links.receiver
        mutual = first & (links.back > 0)
        self.both = (links.amount + links.back)[mutual]
        self.least = 2 * np.minimum(links.amount, links.back)[mutual]
        self.one_way = links.amount[links.back == 0]
        self.all = links.people * (links.people - 1) // 2

    def draw(self, number: int, rng: np.random.Generator) -> Floats:
        """So many at random: links, returned links, amount, returned amount."""
        shares = np.array([len(self.both), len(self.one_way)]) / self.all
        mutual, one_way, _none = rng.multinomial(number, [*shares, max(0.0, 1 - shares.sum())])
        twos = rng.integers(0, len(self.both) or 1, mutual)
        ones = rng.integers(0, len(self.one_way) or 1, one_way)
        amount = self.both[twos].sum() + self.one_way[ones].sum()
        return np.array([2 * mutual + one_way, 2 * mutual, amount, self.least[twos].sum()])


def bootstrap_people(
    sums: Floats,
    figure: Callable[[Floats], Floats],
    rng: np.random.Generator,
    replicates: int = REPLICATES,
) -> Floats:
    """A figure of people drawn with replacement: float64[replicates], nan where undefined.

    `sums` is float64[people, columns], what each person adds to each column; `figure` takes
    float64[..., columns], the columns added up, and gives float64[...].
    """
    people = len(sums)
    chances = np.full(people, 1 / people)
    totals = [
        rng.multinomial(people, chances, min(AT_ONCE, replicates - done)) @ sums
        for done in range(0, replicates, AT_ONCE)
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        return figure(np.vstack(totals))


def bootstrap_values(
    values: Floats,
    figure: Callable[[Floats], float | None],
    rng: np.random.Generator,
    replicates: int = REPLICATES,
) -> Floats:
    """The same for a figure of all values (float64[people]) that is no function of sums."""
    drawn = np.empty(replicates)
    for number in range(replicates):
        found = figure(values[rng.integers(0, len(values), len(values))])
        drawn[number] = np.nan if found is None else found
    return drawn


def add_up_by_person(person: Ints, people: int, columns: Mapping[str, Floats]) -> Floats:
    """What each person (int64[m]) adds to each column (float64[m]): float64[people, columns]."""
    return np.column_stack([np.bincount(person, told, people) for told in columns.values()])

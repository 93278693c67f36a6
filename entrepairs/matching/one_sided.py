"""One-sided matching: the best pairs of a whole network, with a bound on every answer.

1. Each person is put on both sides of a two-sided problem, whose best answer is found (flow.py):
pairs by halves. Its prices, averaged over the two sides, bound every answer
(improving.twice_bound): Balinski 1965; Schrijver, Combinatorial Optimization (2003), chapters 30 to
32.
2. Halves become whole (rounding.py).
3. Who is met becomes exact: first how many, then how long they have waited (blossom.py).
4. The sum of scores is improved where the bound is not reached: part of the network is cut at
random in two sides, so that all pairs made so far cross the cut, and solved to its best, several
times (improving.py); what is small enough is then solved to its best for good (exact.py).

People met and days waited are always exact. The sum of scores is exact, and proven so, where no
more than 3,000 possible pairs are left open by the bound: up to some hundreds of people. Beyond
that it has a bound, usually less than half a percent away.
"""

import numpy as np

from entrepairs.matching import blossom, exact, flow, lexicographic, local_search, rounding
from entrepairs.matching.local_search import Network
from entrepairs.matching.problem import (
    POINTS,
    Answer,
    Bools,
    Ints,
    Problem,
    Telling,
    Worth,
    in_points,
    put_in_order,
    worth_of,
)

CUTS = 5  # how often the network is cut again at most
ENOUGH = 0.002  # a gap with which one stops cutting
TOO_MUCH = 0.01  # a gap with which one looks for a better bound
CORE = 3  # pairs a person among which one looks for better ones, those whose price is nearest
SMALL = 2_000  # people: where all cuts are made, they cost nothing
STEPS = 2  # how far around what keeps the answer from its bound


def best_pairs(
    problem: Problem, *, seed: int = 0, prove: bool = True, telling: Telling = lambda part: None
) -> Answer:
    """The pairs that are worth most, or nearly, and what none can pass. The same for the same
    problem and seed, in whatever order its people and pairs come. NotUsable when the problem
    does not hold together or is too large.

    prove: also solve small networks to the best for good, which takes seconds.
    """
    ordered, position = put_in_order(problem)
    search = _Search(ordered, np.random.default_rng(seed))
    telling(0.05)
    # Modest worths are solved three times faster, and are enough wherever nearly everybody can be
    # met.
    search.start(3 * POINTS + 5 * ordered.days)
    telling(0.7)
    search.improve()
    if search.gap > TOO_MUCH:
        search.start(lexicographic.worth_of_meeting(ordered.days, 2 * ordered.people))
        search.improve()
    telling(0.9)
    if prove and search.gap:
        search.prove()
    telling(1.0)
    pairs = np.sort(position[search.chosen])
    found = worth_of(problem, pairs)
    return Answer(pairs, found, Worth(found.met, found.waiting, search.most))


class _Search:
    """The answer so far, in canonical order, and a bound on its points."""

    def __init__(self, ordered: Problem, chance: np.random.Generator) -> None:
        self.days, self.chance = ordered.days, chance
        self.a, self.b, self.gain = ordered.a, ordered.b, in_points(ordered.score)
        touching = np.bincount(self.a, minlength=ordered.people) + np.bincount(
            self.b, minlength=ordered.people
        )
        self.room = np.minimum(ordered.room, touching)
        self.chosen = np.zeros(len(self.a), bool)
        self.most = int(self.gain.sum())
        self.near: _Near | None = None

    @property
    def points(self) -> int:
        return int(self.gain[self.chosen].sum())

    @property
    def gap(self) -> float:
        return (self.most - self.points) / self.most if self.most else 0.0

    def start(self, first: Ints) -> None:
        """Pairs by halves and their prices, where meeting each person counts for `first`; then
        whole pairs, with the most people met. Keeps what was there before where it is better."""
        halves, prices = self._halves(first)
        network = Network(self.a, self.b, self.gain, self.room, first)
        near = _Near(network, prices)
        chosen = self._filled(
            rounding.round_halves(self.a, self.b, self.gain, halves, len(self.room))
        )
        unmet = (network.degrees(chosen) == 0) & (self.room > 0)
        if unmet.any():  # most find someone at once: cheaper than a search for each
            chosen = near.recut(chosen, unmet, self.days, self.chance)
        chosen = self._filled(self._most_met(chosen))
        if not self.chosen.any() or int(self.gain[chosen].sum()) > self.points:
            self.chosen = chosen
        # All the best answers meet people who count for as much: what is left of the bound is for
        # the scores.
        met = int(first[network.degrees(self.chosen) > 0].sum())
        near.most = local_search.twice_bound(network, prices) // 2 - met
        self.most = min(self.most, near.most)
        if self.near is None or near.most <= self.near.most:
            self.near = near

    def _halves(self, first: Ints) -> tuple[Ints, Ints]:
        sides = flow.TwoSides(
            np.concatenate([self.a, self.b]),
            np.concatenate([self.b, self.a]),
            np.tile(self.gain, 2),
            self.room,
            self.room,
            first,
            first,
        )
        flows = flow.solve_flow(sides)
        left, right = flow.find_prices(sides, flows)
        return flows[: len(self.a)].astype(np.int64) + flows[len(self.a) :], left + right

    def _most_met(self, chosen: Bools) -> Bools:
        degree = np.bincount(self.a[chosen], minlength=len(self.room)) + np.bincount(
            self.b[chosen], minlength=len(self.room)
        )
        if (degree[self.room > 0] > 0).all():
            return chosen
        places = blossom.Places(self.a, self.b, chosen, self.room, 1 + self.days)
        blossom.fill_heaviest(places)
        pairs = np.array(places.pairs(), np.int64).reshape(-1, 2)
        people = len(self.room)
        found = np.zeros(len(chosen), bool)
        found[np.searchsorted(self.a * people + self.b, pairs[:, 0] * people + pairs[:, 1])] = True
        return found

    def _filled(self, chosen: Bools) -> Bools:
        """With the pairs that both still have room for, the best first."""
        left = self.room - Network(self.a, self.b, self.gain, self.room, self.room).degrees(chosen)
        open_pairs = np.flatnonzero(
            ~chosen & (left[self.a] > 0) & (left[self.b] > 0) & (self.gain > 0)
        )
        found = chosen.copy()
        for pair in open_pairs[np.argsort(-self.gain[open_pairs], kind="stable")]:
            x, y = self.a[pair], self.b[pair]
            if left[x] > 0 and left[y] > 0:
                found[pair] = True
                left[x] -= 1
                left[y] -= 1
        return found

    def improve(self) -> None:
        """Cuts again around what keeps the answer from its bound, until it is near enough."""
        for _ in range(CUTS):
            if self.near is None or not self.gap or (self.gap <= ENOUGH and len(self.room) > SMALL):
                return
            self.chosen = self.near.recut(
                self.chosen, self.near.loose(self.chosen), self.days, self.chance
            )

    def prove(self) -> None:
        """The best for good, where it is small enough: only pairs that the bound does not decide
        already are open."""
        if (near := self.near) is None:
            return
        slack = 2 * (near.most - self.points)
        decided = np.where(self.chosen, near.worth > slack, -near.worth > slack)
        result = exact.best_scores(near.network, self.chosen, self.days, ~decided)
        if result is None:
            return
        found, most = result
        if self._as_good(near.network, found):
            self.chosen = found
        self.most = max(min(self.most, most), self.points)

    def _as_good(self, network: Network, found: Bools) -> bool:
        """Whether an answer that came through decimals keeps to the room, meets as many, and is
        worth as much."""
        before, after = network.degrees(self.chosen), network.degrees(found)
        return bool(
            (after <= self.room).all()
            and (after > 0).sum() == (before > 0).sum()
            and self.days[after > 0].sum() == self.days[before > 0].sum()
            and self.gain[found].sum() >= self.points
        )


class _Near:
    """The pairs that some prices tell to be the most useful, what is around them, and the bound
    that these prices give."""

    most: int

    def __init__(self, network: Network, prices: Ints) -> None:
        self.network, self.prices = network, prices
        self.worth = local_search.twice_worth(network, prices)
        nearest = min(CORE * len(network.room), len(self.worth))
        self.core = self.worth >= (
            -np.partition(-self.worth, nearest - 1)[nearest - 1] if nearest else 0
        )

    def loose(self, chosen: Bools) -> Bools:
        """Who keeps this answer from the bound."""
        people, pairs = local_search.slack_of(self.network, chosen, self.prices)
        seeds = people > 0
        seeds[self.network.a[pairs > 0]] = True
        seeds[self.network.b[pairs > 0]] = True
        return seeds

    def recut(self, chosen: Bools, seeds: Bools, days: Ints, chance: np.random.Generator) -> Bools:
        people = local_search.people_around(self.network, seeds, self.core, STEPS)
        return local_search.solve_cut(self.network, days, chosen, self.core, people, chance)

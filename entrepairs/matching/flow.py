"""Minimum-cost flow between two sides with capacities, by OR-Tools, and its proof.

All numbers are whole, so that every comparison is exact. With d the number of pairs of a person,
their own gain is `first` as soon as d >= 1 (they are met), nothing more after, and d is at most
`room`: a concave function, which is what makes a flow of it. Linear programming duality then gives
a bound on every answer from any prices at all (`bound`), and for the best answer there are prices
for which the bound is its very value (`prices`): that is the certificate. See Ahuja, Magnanti,
Orlin, Network Flows (1993), chapters 9 and 11; OR-Tools solves by cost scaling (Goldberg, 1997).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from entrepairs.matching.problem import Bools, Ints, NotUsable

FAR = 2**62  # further than any price: a bound that is not there
SAFE = (
    2**62
)  # the solver works with costs times the number of nodes; beyond this it would pass 64 bits


class NotOptimal(Exception):
    """There are no prices under which this answer is the best: there is a better one."""


@dataclass(frozen=True, slots=True)
class TwoSides:
    """left, right: int64[m], the two ends of each possible pair; gain: int64[m], >= 0.

    room_*: int64[side], how many pairs each may have; first_*: int64[side], >= 0, what meeting them
    at all is worth.
    """

    left: Ints
    right: Ints
    gain: Ints
    room_left: Ints
    room_right: Ints
    first_left: Ints
    first_right: Ints

    def degrees(self, chosen: Bools) -> tuple[Ints, Ints]:
        """How many chosen pairs each person has, on both sides."""
        return (
            np.bincount(self.left[chosen], minlength=len(self.room_left)),
            np.bincount(self.right[chosen], minlength=len(self.room_right)),
        )

    def value(self, chosen: Bools) -> int:
        left, right = self.degrees(chosen)
        firsts = self.first_left[left > 0].sum() + self.first_right[right > 0].sum()
        return int(self.gain[chosen].sum() + firsts)


def solve_flow(sides: TwoSides) -> Bools:
    """The best pairs, as a bool[m]. Everybody's room flows to a pair or to a place of rest, which
    costs `first` when nobody is met. NotUsable when the numbers are too large for 64 bits, or the
    solver gives up."""
    left_size, right_size = len(sides.room_left), len(sides.room_right)
    if not len(sides.gain):
        return np.zeros(0, bool)
    check_scale(sides)
    rest = left_size + right_size
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost
    ones = np.ones(len(sides.gain), np.int64)
    arcs(sides.left.astype(np.int32), (sides.right + left_size).astype(np.int32), ones, -sides.gain)
    _to_rest(
        arcs,
        np.arange(left_size, dtype=np.int32),
        rest,
        sides.room_left,
        sides.first_left,
        outward=True,
    )
    _to_rest(
        arcs,
        np.arange(left_size, rest, dtype=np.int32),
        rest,
        sides.room_right,
        sides.first_right,
        outward=False,
    )
    supplies = np.concatenate(
        [sides.room_left, -sides.room_right, [sides.room_right.sum() - sides.room_left.sum()]]
    )
    solver.set_nodes_supplies(np.arange(rest + 1, dtype=np.int32), supplies)
    status = solver.solve()
    if status != SimpleMinCostFlow.Status.OPTIMAL:
        raise NotUsable(f"the solver of flows gave up: {status.name}")
    flows = solver.flows(np.arange(len(sides.gain), dtype=np.int32))
    return np.asarray(flows) > 0


def _to_rest(
    arcs: Callable[..., object],
    nodes: NDArray[np.int32],
    rest: int,
    room: Ints,
    first: Ints,
    *,
    outward: bool,
) -> None:
    """Room that nobody takes: free but for its last unit, which says that the person is not met."""
    for some, width, cost in (
        (room > 0, np.minimum(room, 1), first),
        (room > 1, room - 1, np.zeros_like(first)),
    ):
        ends = nodes[some], np.full(int(some.sum()), rest, np.int32)
        arcs(*(ends if outward else ends[::-1]), width[some], cost[some])


def check_scale(sides: TwoSides) -> None:
    """NotUsable when a cost times the number of nodes, or the sum of all, could pass 64 bits."""
    largest = max(
        (int(x.max()) for x in (sides.gain, sides.first_left, sides.first_right) if len(x)),
        default=0,
    )
    nodes = len(sides.room_left) + len(sides.room_right) + 2
    rooms = int(np.minimum(sides.room_left, 1).sum() + np.minimum(sides.room_right, 1).sum())
    if largest * nodes > SAFE or largest * (rooms + 1) > SAFE:
        raise NotUsable(
            f"{largest:,} a person for {nodes:,} people is too much for whole numbers of 64 bits: "
            "count waiting in weeks, or take fewer people at once"
        )


def bound_of(sides: TwoSides, price_left: Ints, price_right: Ints) -> int:
    """What no answer can pass, whatever these prices are (weak duality): proof needs no trust in
    any solver."""
    pairs = np.maximum(sides.gain + price_left[sides.left] + price_right[sides.right], 0).sum()
    return int(
        pairs
        + own_gain(price_left, sides.room_left, sides.first_left).sum()
        + own_gain(price_right, sides.room_right, sides.first_right).sum()
    )


def own_gain(price: Ints, room: Ints, first: Ints) -> Ints:
    """The most that a person makes alone when each pair costs them `price`: none, one, or as many
    as they have room for."""
    one = np.where(room > 0, first - price, 0)
    return np.maximum(np.maximum(one, 0), np.where(room > 0, first - price * room, 0))


def find_prices(sides: TwoSides, chosen: Bools) -> tuple[Ints, Ints]:
    """Prices, int64 for each side, for which `chosen` is worth exactly `bound`. NotOptimal when
    there are none.

    A chosen pair must be worth its two prices, another must not, and each person must want as many
    pairs as they have: differences between unknowns, solved by Bellman and Ford's relaxation over
    arrays, from above, only from what changed.
    """
    degree_left, degree_right = sides.degrees(chosen)
    if (degree_left > sides.room_left).any() or (degree_right > sides.room_right).any():
        raise NotOptimal("someone has more pairs than room")
    low_left, high_left = wanted_prices(degree_left, sides.room_left, sides.first_left)
    low_right, high_right = wanted_prices(degree_right, sides.room_right, sides.first_right)
    # The left in opposite sign, so that all unknowns go down together.
    most = _highest_price(sides)
    minus_left, right = np.minimum(-low_left, most), np.minimum(high_right, most)
    _relax_prices(sides, chosen, minus_left, right, least=-2 * most)
    if (minus_left < -high_left).any() or (right < low_right).any():
        raise NotOptimal("there is a better answer")
    return -minus_left, right


def wanted_prices(degree: Ints, room: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Between which prices a person wants just as many pairs as they have."""
    low = np.where(degree == 0, first, np.where(degree < room, 0, -FAR))
    high = np.where(degree == 0, FAR, np.where(degree == 1, first, 0))
    return np.where(room > 0, low, -FAR), np.where(room > 0, high, FAR)


def _highest_price(sides: TwoSides) -> int:
    """No price needs to be larger: that of a person, and of a path of pairs through everybody."""
    gain = int(sides.gain.max(initial=0))
    first = max(int(sides.first_left.max(initial=0)), int(sides.first_right.max(initial=0)))
    return 2 * first + (gain + 1) * (len(sides.room_left) + len(sides.room_right) + 2)


def _relax_prices(
    sides: TwoSides, chosen: Bools, minus_left: Ints, right: Ints, *, least: int
) -> None:
    """Lowers both, in place and no more than needed, until right <= minus_left - gain for pairs
    that are not chosen, and minus_left <= right + gain for those that are."""
    out, back = np.flatnonzero(~chosen), np.flatnonzero(chosen)
    out = out[np.argsort(sides.left[out], kind="stable")]
    back = back[np.argsort(sides.right[back], kind="stable")]
    out_left, out_right, out_gain = (x[out] for x in (sides.left, sides.right, sides.gain))
    back_left, back_right, back_gain = (x[back] for x in (sides.left, sides.right, sides.gain))
    from_left = np.searchsorted(out_left, np.arange(len(minus_left) + 1))
    from_right = np.searchsorted(back_right, np.arange(len(right) + 1))
    changed = np.ones(len(right), bool)
    fresh = np.ones(len(minus_left), bool)
    while True:
        at = _positions_of(from_right, changed)
        fresh |= _lower_to(minus_left, back_left[at], right[back_right[at]] + back_gain[at])
        if not fresh.any():
            return
        at = _positions_of(from_left, fresh)
        changed = _lower_to(right, out_right[at], minus_left[out_left[at]] - out_gain[at])
        fresh[:] = False
        if right.min(initial=0) < least:
            raise NotOptimal("there is a better answer")


def _lower_to(values: Ints, where: Ints, to: Ints) -> Bools:
    """Lowers values[where] to `to` where that is less; which ones were."""
    before = values.copy()
    np.minimum.at(values, where, to)
    return values < before


def _positions_of(starts: Ints, wanted: Bools) -> Ints | slice:
    """The positions of the lists `wanted`, when list i is starts[i]:starts[i + 1]."""
    if wanted.all():
        return slice(None)
    chosen = np.flatnonzero(wanted)
    sizes = starts[chosen + 1] - starts[chosen]
    ends = np.cumsum(sizes)
    found: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
        starts[chosen] - (ends - sizes), sizes
    )
    return found

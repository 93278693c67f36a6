"""Local search: a part of the network, cut in two sides, is solved to its best, again."""

from dataclasses import dataclass

import numpy as np

from entrepairs.matching import flow, lexicographic
from entrepairs.matching.problem import Bools, Ints


@dataclass(frozen=True, slots=True)
class Network:
    """What is improved. a, b, gain: int64[m]; room, first: int64[n], as in flow.TwoSides."""

    a: Ints
    b: Ints
    gain: Ints
    room: Ints
    first: Ints

    def degrees(self, chosen: Bools) -> Ints:
        size = len(self.room)
        return np.bincount(self.a[chosen], minlength=size) + np.bincount(
            self.b[chosen], minlength=size
        )

    def value(self, chosen: Bools) -> int:
        return int(self.gain[chosen].sum() + self.first[self.degrees(chosen) > 0].sum())


def twice_worth(network: Network, prices: Ints) -> Ints:
    """Twice what each pair is worth (int64[m]) when each of its people pays half their price
    (int64[n])."""
    worth: Ints = 2 * network.gain + prices[network.a] + prices[network.b]
    return worth


def twice_bound(network: Network, prices: Ints) -> int:
    """Twice what no answer can pass, for any prices at all."""
    own = flow.own_gain(prices, network.room, 2 * network.first)
    return int(np.maximum(twice_worth(network, prices), 0).sum() + own.sum())


def slack_of(network: Network, chosen: Bools, prices: Ints) -> tuple[Ints, Ints]:
    """How much each person (int64[n]) and each pair (int64[m]) keeps the answer from the bound,
    twice; all >= 0."""
    degree = network.degrees(chosen)
    own = flow.own_gain(prices, network.room, 2 * network.first)
    people = own - (2 * network.first * (degree > 0) - prices * degree)
    worth = twice_worth(network, prices)
    return people, np.maximum(worth, 0) - worth * chosen


def people_around(network: Network, seeds: Bools, pairs: Bools, steps: int) -> Bools:
    """Everybody within `steps` steps of the seeds along `pairs`."""
    a, b = network.a[pairs], network.b[pairs]
    found = seeds.copy()
    for _ in range(steps):
        touched = found[a] | found[b]
        found[a[touched]] = True
        found[b[touched]] = True
    return found


def solve_cut(
    network: Network,
    days: Ints,
    chosen: Bools,
    some: Bools,
    people: Bools,
    chance: np.random.Generator,
) -> Bools:
    """The best answer that differs from `chosen` only among `people`, along `some` pairs (or those
    chosen), and across one cut made at random. Never worth less than `chosen`: people met, then
    days waited (int64[n]), then gains."""
    free = (some | chosen) & people[network.a] & people[network.b]
    inside = np.flatnonzero(free)
    kept = chosen & ~free
    degree_kept = network.degrees(kept)
    who, both = np.unique(
        np.concatenate([network.a[inside], network.b[inside]]), return_inverse=True
    )
    # Each person is there twice, once a side: a loop may go through both.
    first = np.where(
        degree_kept[who] > 0, 0, lexicographic.worth_of_meeting(days[who], 2 * len(who))
    )
    ends = both[: len(inside)].astype(np.int64), both[len(inside) :].astype(np.int64)
    sides, order = _split_sides(
        ends, chosen[inside], network.gain[inside], (network.room - degree_kept)[who], first, chance
    )
    found = kept.copy()
    found[inside[order]] = flow.solve_flow(sides)
    return found


def _split_sides(
    ends: tuple[Ints, Ints],
    chosen: Bools,
    gain: Ints,
    room: Ints,
    first: Ints,
    chance: np.random.Generator,
) -> tuple[flow.TwoSides, Ints]:
    """Each person's room, split between two sides so that each pair made so far crosses, and the
    pairs that then cross (their positions). What meeting a person is worth goes to one side only:
    where they meet already."""
    people = len(room)
    swap = chance.random(len(chosen)) < 0.5
    left, right = np.where(swap, ends[1], ends[0]), np.where(swap, ends[0], ends[1])
    used_left = np.bincount(left[chosen], minlength=people)
    used_right = np.bincount(right[chosen], minlength=people)
    spare = room - used_left - used_right
    to_left = chance.random(people) < 0.5
    room_left, room_right = used_left + spare * to_left, used_right + spare * ~to_left
    counts_left = np.where((used_left > 0) ^ (used_right > 0), used_left > 0, to_left)
    # A pair not made so far goes whichever way both have room.
    fits = (room_left[left] > 0) & (room_right[right] > 0)
    back = (room_left[right] > 0) & (room_right[left] > 0)
    turned = ~fits & back & ~chosen
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    order = np.flatnonzero(fits | back)
    return flow.TwoSides(
        left[order],
        right[order],
        gain[order],
        room_left,
        room_right,
        np.where(counts_left, first, 0),
        np.where(counts_left, 0, first),
    ), order

"""Two-sided matching: designated peer workers and everybody else. Always the best answer."""

import numpy as np

from entrepairs.matching import flow, lexicographic
from entrepairs.matching.problem import (
    Answer,
    Bools,
    Ints,
    NotUsable,
    Problem,
    in_points,
    put_in_order,
    worth_of,
)


def best_across(problem: Problem, designated: Bools) -> Answer:
    """The pairs of one designated person (bool[n]) and one who is not that are worth most, proven
    by their prices.

    Possible pairs of two people on the same side are left out. NotUsable when the problem does
    not hold together or is too large for whole numbers of 64 bits.
    """
    if designated.shape != problem.key.shape or designated.dtype != bool:
        raise NotUsable("designated is not one yes or no for each person")
    ordered, position = put_in_order(problem)
    side = designated[np.argsort(problem.key, kind="stable")]
    across = np.flatnonzero(side[ordered.a] != side[ordered.b])
    sides = two_sides(ordered, across, side)
    chosen = flow.solve_flow(sides)
    flow.find_prices(sides, chosen)  # NotOptimal, were it not the best
    pairs = np.sort(position[across[chosen]])
    found = worth_of(problem, pairs)
    return Answer(pairs, found, found)


def two_sides(ordered: Problem, pairs: Ints, side: Bools) -> flow.TwoSides:
    """These pairs as a flow from those designated to the others."""
    place = np.where(side, np.cumsum(side), np.cumsum(~side)) - 1
    a_first = side[ordered.a[pairs]]
    one = np.where(a_first, ordered.a[pairs], ordered.b[pairs])
    other = np.where(a_first, ordered.b[pairs], ordered.a[pairs])
    first = lexicographic.worth_of_meeting(ordered.days, ordered.people)
    return flow.TwoSides(
        place[one],
        place[other],
        in_points(ordered.score[pairs]),
        ordered.room[side],
        ordered.room[~side],
        first[side],
        first[~side],
    )

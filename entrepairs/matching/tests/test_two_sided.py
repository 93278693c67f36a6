"""Designated peer workers on one side, everybody else on the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepairs.matching import flow, lexicographic, two_sided
from entrepairs.matching.problem import NotUsable, Problem, worth_of
from entrepairs.matching.tests.drawing import best_by_trying, degrees, problem, problems

SIDES = st.integers(0, 2**10 - 1)


def sides(p: Problem, bits: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return (bits >> np.arange(p.people)) & 1 > 0


@settings(max_examples=200, deadline=None)
@given(problems(most=8, pairs=12), SIDES)
def test_it_is_the_best_of_all_and_keeps_to_the_sides_and_the_room(p: Problem, bits: int) -> None:
    side = sides(p, bits)
    answer = two_sided.best_across(p, side)
    assert (side[p.a[answer.pairs]] != side[p.b[answer.pairs]]).all()
    assert (degrees(p, answer.pairs) <= p.room).all()
    assert answer.worth == worth_of(p, answer.pairs) == best_by_trying(p, side[p.a] != side[p.b])
    assert answer.gap == 0


@settings(max_examples=100, deadline=None)
@given(
    problems(most=8, pairs=12),
    SIDES,
    st.integers(0, 2**12 - 1),
    st.lists(st.integers(-40_000, 40_000), min_size=16, max_size=16),
)
def test_only_the_best_has_a_certificate_and_any_prices_give_a_bound(
    p: Problem, bits: int, some: int, any_prices: list[int]
) -> None:
    side = sides(p, bits)
    problem = two_sided.two_sides(p, np.flatnonzero(side[p.a] != side[p.b]), side)
    best = problem.value(flow.solve_flow(problem))
    left, right = len(problem.room_left), len(problem.room_right)
    prices = np.array(any_prices)
    assert flow.bound_of(problem, prices[:left], prices[8 : 8 + right]) >= best
    other = (some >> np.arange(len(problem.gain))) & 1 > 0
    over = any(
        (d > r).any()
        for d, r in zip(
            problem.degrees(other), (problem.room_left, problem.room_right), strict=True
        )
    )
    if over or problem.value(other) < best:
        with pytest.raises(flow.NotOptimal):
            flow.find_prices(problem, other)
    else:
        assert flow.bound_of(problem, *flow.find_prices(problem, other)) == best


def test_one_person_more_is_worth_more_than_any_waiting_and_one_day_more_than_any_score() -> None:
    days = np.array([0, 3_650, 17])
    first = lexicographic.worth_of_meeting(days, 100_000)
    one_day = first[1] - first[0]
    assert first[0] > 2 * one_day * 1
    assert first[0] > 2 * 3_650 * (one_day // 3_650)
    assert one_day // 3_650 > 50_000 * 10_000


def test_more_than_64_bits_can_hold_is_refused_with_what_to_do() -> None:
    p = problem(2, [(0, 1, 1.0)], waiting=3_650)
    flows = two_sided.two_sides(p, np.array([0]), np.array([True, False]))
    with pytest.raises(NotUsable, match="count waiting in weeks"):
        flow.check_scale(
            flow.TwoSides(
                flows.left,
                flows.right,
                flows.gain,
                np.ones(10**6, np.int64),
                np.ones(10**6, np.int64),
                np.full(10**6, 2**50),
                np.full(10**6, 2**50),
            )
        )


def test_sides_must_be_told_for_everybody() -> None:
    with pytest.raises(NotUsable, match="one yes or no for each person"):
        two_sided.best_across(problem(2, [(0, 1, 1.0)]), np.array([True]))

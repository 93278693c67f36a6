"""Symmetry and the seven: cases worked out by hand, and what holds of any numbers."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.matching.problem import Floats
from entrepairs.observatory import intervals, seven, symmetry
from entrepairs.observatory.tests.making import network

minutes = st.lists(st.floats(0, 1e6), min_size=1, max_size=30).map(np.array)


def test_who_gives_and_receives_is_balanced_and_who_did_neither_has_no_balance() -> None:
    links = network(("a", "b", 30), ("b", "a", 30), ("a", "c", 60), people="d")
    assert symmetry.balances(links)[:3] == pytest.approx([0.5, 0, -1])
    assert np.isnan(symmetry.balances(links)[3])
    assert symmetry.generalised_reciprocity(links) == pytest.approx(2 / 3)
    assert symmetry.generalised_reciprocity(network(("a", "a", 1))) is None


def test_concentration_is_nought_where_all_are_alike_and_grows_where_one_has_all() -> None:
    assert symmetry.gini(np.ones(5)) == 0
    assert symmetry.gini(np.array([0, 0, 0, 4.0])) == pytest.approx(0.75)
    assert symmetry.gini(np.array([1.0, 2, 3, 4])) == pytest.approx(0.25)
    assert symmetry.gini(np.zeros(3)) is None
    assert symmetry.top_share(np.array([1.0] * 9 + [11])) == pytest.approx(0.55)
    assert symmetry.top_share(np.zeros(3)) is None


@given(minutes)
def test_concentration_is_the_mean_difference_of_two_whatever_the_unit(values: Floats) -> None:
    found = symmetry.gini(values)
    if values.sum() == 0:
        assert found is None
        return
    assert found is not None
    apart = np.abs(values[:, None] - values[None]).mean()
    assert found == pytest.approx(apart / (2 * values.mean()), abs=1e-6)
    assert symmetry.gini(values * 60) == pytest.approx(found, abs=1e-6)


def test_roles_change_where_both_have_asked_and_both_have_shared() -> None:
    pair = np.array([1, 1, 1, 2, 2, 2, 3])
    asked = np.array([0, 1, 0, 0, 0, 0, 1])
    shared = np.array([1, 0, 0, 1, 0, 1, 1])
    assert symmetry.role_alternation(pair, asked, shared) == 0.5  # the third pair met once
    assert symmetry.role_alternation(pair[-1:], asked[-1:], shared[-1:]) is None
    assert symmetry.initiative_balance(pair, asked) == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert symmetry.initiative_balance(np.array([], int), np.array([], int)) is None
    assert symmetry.share_of(np.array([True, False, True, True])) == 0.75
    assert symmetry.share_of(np.array([], bool)) is None


@pytest.mark.parametrize(
    ("figure", "sums", "value"),
    [
        (seven.function_policy_balance, [30, 10], 0.5),
        (seven.influence_direction, [1, 3], -0.5),
        (seven.recognition_activation_gap, [6, 10, 1, 4], 0.35),
        (seven.additionality, [3, 12], 0.25),
        (partial(seven.cost_shift, reference_wage=20), [50, 100, 500], 0.375),
        (partial(seven.cost_shift, reference_wage=20), [50, 100, 5000], 0),
        (seven.challenge_capacity, [4, 50, 3], 6),
        (seven.standardisation, [0, 5, 2, 2, 2], 0),
        (seven.standardisation, [5, 5, 6, 0, 0], 1),
    ],
)
def test_each_of_the_seven_is_as_worked_out_by_hand(
    figure: Callable[[Floats], Floats], sums: list[float], value: float
) -> None:
    assert figure(np.array(sums, float)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("figure", "columns"),
    [
        (seven.function_policy_balance, 2),
        (seven.influence_direction, 2),
        (seven.recognition_activation_gap, 4),
        (seven.additionality, 2),
        (partial(seven.cost_shift, reference_wage=20), 3),
        (seven.challenge_capacity, 3),
        (seven.standardisation, 5),
    ],
)
def test_none_of_the_seven_is_nought_where_it_is_not_defined(
    figure: Callable[[Floats], Floats], columns: int
) -> None:
    assert np.isnan(figure(np.zeros(columns)))
    assert np.isnan(figure(np.zeros((2, columns)))).all()


def test_a_wage_of_nothing_is_no_reference() -> None:
    with pytest.raises(ValueError, match="above 0"):
        seven.cost_shift(np.ones(3), 0)


def test_both_factors_of_a_challenge_are_told_apart() -> None:
    often, answered = seven.challenge_factors(np.array([4.0, 50, 3]))
    assert (float(often), float(answered)) == (8, 0.75)


def test_the_interval_of_one_of_the_seven_draws_people_and_not_hours() -> None:
    person = np.repeat(np.arange(40), 5)
    rng = np.random.default_rng(4)
    peers = (person % 2 == 0).astype(float)  # each person wholly on one side
    hours = intervals.add_up_by_person(person, 40, {"peers": peers, "programme": 1 - peers})
    assert hours.shape == (40, 2)
    drawn = intervals.bootstrap_people(hours, seven.function_policy_balance, rng)
    found = intervals.interval_of(drawn)
    assert found is not None
    assert found.low == pytest.approx(-0.31, abs=0.06)  # 1.96 / sqrt(40), not / sqrt(200)
    assert found.high == pytest.approx(0.31, abs=0.06)


def test_an_interval_of_concentration_holds_it() -> None:
    values = np.random.default_rng(2).exponential(30, 80)
    rng = np.random.default_rng(1)
    found = intervals.interval_of(intervals.bootstrap_values(values, symmetry.gini, rng, 300))
    told = symmetry.gini(values)
    assert found is not None
    assert told is not None
    assert found.low < told < found.high

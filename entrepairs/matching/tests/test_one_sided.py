"""Anyone with anyone."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from entrepairs.matching import blossom, exact, one_sided
from entrepairs.matching.problem import Answer, NotUsable, Problem, Worth, worth_of
from entrepairs.matching.tests.drawing import best_by_trying, degrees, problem, problems


@settings(max_examples=150, deadline=None)
@given(problems())
def test_it_is_the_best_of_all_on_small_networks(p: Problem) -> None:
    answer = one_sided.best_pairs(p)
    assert answer.worth == answer.bound == best_by_trying(p) == worth_of(p, answer.pairs)
    assert answer.exact
    assert answer.gap == 0


@settings(max_examples=100, deadline=None)
@given(problems(most=8, pairs=12))
@example(
    problem(3, [(1, 0, 0.0), (2, 0, 0.0), (2, 1, 0.05)], waiting=[1, 0, 0])
)  # all pairs bound it better than prices
def test_without_a_proof_nobody_fewer_is_met_no_room_is_passed_and_the_bound_holds(
    p: Problem,
) -> None:
    answer, best = one_sided.best_pairs(p, prove=False), best_by_trying(p)
    assert (degrees(p, answer.pairs) <= p.room).all()
    assert (answer.worth.met, answer.worth.waiting) == (best.met, best.waiting)
    assert answer.worth <= best <= answer.bound


@settings(max_examples=40, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_and_pairs_come_changes_nothing(
    p: Problem, chance: object
) -> None:
    seed = chance.randrange(2**30)  # type: ignore[attr-defined]
    people, pairs = (
        np.random.default_rng(seed).permutation(p.people),
        np.random.default_rng(seed).permutation(len(p.a)),
    )
    place = np.argsort(people)
    turned = (np.arange(len(pairs)) + seed) % 2 > 0
    a, b = place[p.a[pairs]], place[p.b[pairs]]
    other = Problem(
        p.key[people],
        p.room[people],
        p.waiting[people],
        np.where(turned, b, a),
        np.where(turned, a, b),
        p.score[pairs],
    )
    assert named(p, one_sided.best_pairs(p)) == named(other, one_sided.best_pairs(other))


def named(p: Problem, answer: Answer) -> list[tuple[int, int]]:
    """The pairs, by the keys of people."""
    return sorted(
        (min(x, y), max(x, y))
        for x, y in zip(*(p.key[e[answer.pairs]].tolist() for e in (p.a, p.b)), strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(problems(most=7, pairs=12))
def test_one_person_more_never_lowers_how_many_are_met(p: Problem) -> None:
    without = (p.a != p.people - 1) & (p.b != p.people - 1)
    fewer = Problem(
        p.key[:-1], p.room[:-1], p.waiting[:-1], p.a[without], p.b[without], p.score[without]
    )
    assert one_sided.best_pairs(fewer).worth.met <= one_sided.best_pairs(p).worth.met


def random_network(people: int, near: int, seed: int, most_room: int = 1) -> Problem:
    """People on a line, each with some of their neighbours possible."""
    chance = np.random.default_rng(seed)
    one = np.repeat(np.arange(people), near)
    other = (one + chance.integers(1, 3 * near, len(one))) % people
    pairs = np.unique(np.sort(np.stack([one, other], axis=1), axis=1), axis=0)
    return Problem(
        chance.permutation(people).astype(np.int64),
        chance.integers(1, most_room + 1, people),
        chance.integers(0, 400, people),
        pairs[:, 0],
        pairs[:, 1],
        chance.random(len(pairs)),
    )


def test_a_larger_network_comes_near_its_bound_and_comes_out_the_same_twice() -> None:
    p = random_network(1_501, 4, seed=1)
    answer, again = (
        one_sided.best_pairs(p, prove=False, seed=3),
        one_sided.best_pairs(p, prove=False, seed=3),
    )
    assert answer.worth.met == 1_500
    assert answer.gap < 0.03
    assert (answer.pairs == again.pairs).all()


def test_where_few_can_be_met_those_who_waited_longest_are() -> None:
    """One person, room for two, whom everybody would like to meet."""
    p = problem(
        6,
        [(0, i, i / 10) for i in range(1, 6)],
        room=[2, 1, 1, 1, 1, 1],
        waiting=[0, 9, 8, 7, 6, 5],
    )
    assert one_sided.best_pairs(p).pairs.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("people", "pairs", "room"),
    [
        (0, [], []),
        (1, [], 1),
        (3, [], 1),
        (3, [(0, 1, 0.5), (1, 2, 0.5)], 0),
        (2, [(0, 1, 0.0)], [1, 0]),
    ],
)
def test_where_nobody_can_be_met_the_answer_is_empty_and_proven(
    people: int, pairs: list[tuple[int, int, float]], room: object
) -> None:
    answer = one_sided.best_pairs(problem(people, pairs, room=room))
    assert len(answer.pairs) == 0
    assert answer.worth == answer.bound == Worth(0, 0, 0)


def test_a_pair_of_no_score_is_made_when_it_is_the_only_way_to_meet() -> None:
    assert one_sided.best_pairs(problem(2, [(0, 1, 0.0)])).worth == Worth(2, 0, 0)


WRONG = [
    ({"score": np.array([np.nan])}, "a score is not a number from 0 to 1"),
    ({"score": np.array([np.inf])}, "a score is not a number from 0 to 1"),
    ({"score": np.array([1.5])}, "a score is not a number from 0 to 1"),
    ({"room": np.array([1, -1])}, "room and waiting cannot be less than nothing"),
    ({"room": np.array([1.5, 1.0])}, "room is not made of whole numbers"),
    ({"waiting": np.array([1])}, "waiting has (1,) values where 2 are needed"),
    ({"key": np.array([7, 7])}, "two people have the same key"),
    ({"b": np.array([2])}, "a pair is of someone who is not there"),
    ({"b": np.array([0])}, "someone is paired with themselves"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_what_does_not_hold_together_is_refused_with_a_sentence(
    wrong: dict[str, object], sentence: str
) -> None:
    good = {
        "key": np.array([1, 2]),
        "room": np.array([1, 1]),
        "waiting": np.array([0, 0]),
        "a": np.array([0]),
        "b": np.array([1]),
        "score": np.array([0.5]),
    }
    with pytest.raises(NotUsable) as refused:
        one_sided.best_pairs(Problem(**(good | wrong)))  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_the_same_pair_twice_is_refused() -> None:
    with pytest.raises(NotUsable, match="a pair is there twice"):
        one_sided.best_pairs(problem(2, [(0, 1, 0.5), (1, 0, 0.5)]))


def test_the_most_people_are_met_where_only_a_path_around_a_loop_finds_them() -> None:
    """0-1 are paired in the loop 0-1-2; 3 hangs on 0, 4 on 1: 2, 3 and 4 are left, and two of them
    can be met."""
    a, b = np.array([0, 0, 1, 0, 1]), np.array([1, 2, 2, 3, 4])
    places = blossom.Places(
        a,
        b,
        np.array([True, False, False, False, False]),
        np.ones(5, np.int64),
        np.ones(5, np.int64),
    )
    blossom.fill_heaviest(places)
    assert len({person for pair in places.pairs() for person in pair}) == 4


def test_what_is_too_large_to_prove_is_left_with_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "LARGEST", 10)
    p = random_network(60, 3, seed=2)
    answer = one_sided.best_pairs(p)
    assert 0 <= answer.gap < 0.05

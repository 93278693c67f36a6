"""The problem of a round: what it is asked, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]
type Telling = Callable[[float], None]  # told how much of the work is done, from 0 to 1

POINTS = 10_000  # a score from 0 to 1 in whole points: two answers are compared exactly
LONGEST = 3_650  # days: after ten years, all have waited longest


class NotUsable(ValueError):
    """What was given is not of the right shape, or is not a number; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A network in which to make pairs.

    key: int64[n], each person's own number, different for all: the order in which ties are broken
    room: int64[n], how many pairs each may still have, >= 0; waiting: int64[n], days, >= 0
    a, b: int64[m], positions of the two people of each possible pair; score: float64[m], from 0 to
    1
    """

    key: Ints
    room: Ints
    waiting: Ints
    a: Ints
    b: Ints
    score: Floats

    @property
    def people(self) -> int:
        return len(self.key)

    @property
    def days(self) -> Ints:
        return np.minimum(self.waiting, LONGEST)


@dataclass(frozen=True, slots=True, order=True)
class Worth:
    """What an answer is worth, in the order in which answers are compared."""

    met: int  # people with at least one pair
    waiting: int  # days that they have waited
    points: int  # sum of scores, in points


@dataclass(frozen=True, slots=True)
class Answer:
    """pairs: int64[k], which of the possible pairs, in the problem's order. No answer is worth
    more than `bound`."""

    pairs: Ints
    worth: Worth
    bound: Worth

    @property
    def exact(self) -> bool:
        return self.worth == self.bound

    @property
    def gap(self) -> float:
        """How far from the bound at most, 0 when proven best: the part missing of the first of the
        three that differs."""
        got, most = self.worth, self.bound
        for mine, limit in (
            (got.met, most.met),
            (got.waiting, most.waiting),
            (got.points, most.points),
        ):
            if mine != limit:
                return (limit - mine) / limit
        return 0.0


def worth_of(problem: Problem, pairs: Ints) -> Worth:
    """What these pairs (positions) are worth."""
    met = np.zeros(problem.people, bool)
    met[problem.a[pairs]] = True
    met[problem.b[pairs]] = True
    points = in_points(problem.score[pairs]).sum()
    return Worth(int(met.sum()), int(problem.days[met].sum()), int(points))


def in_points(score: Floats) -> Ints:
    return np.rint(score * POINTS).astype(np.int64)


def put_in_order(problem: Problem) -> tuple[Problem, Ints]:
    """The same problem in the one order that depends on the keys alone, without the pairs that
    nobody has room for; and the position that each of its pairs had. NotUsable when it does not
    hold together."""
    check_programme(problem)
    order = np.argsort(problem.key, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    a, b = place[problem.a], place[problem.b]
    a, b = np.minimum(a, b), np.maximum(a, b)
    room = problem.room[order]
    pairs = np.flatnonzero((room[a] > 0) & (room[b] > 0))
    number = a[pairs] * problem.people + b[pairs]
    turn = np.argsort(number, kind="stable")
    pairs = pairs[turn]
    if (np.diff(number[turn]) == 0).any():
        raise NotUsable("a pair is there twice")
    found = Problem(
        problem.key[order],
        room,
        problem.waiting[order],
        a[pairs],
        b[pairs],
        problem.score[pairs],
    )
    return found, pairs


def check_programme(problem: Problem) -> None:
    """NotUsable, with what is wrong, when a problem does not hold together."""
    p, n, m = problem, problem.people, len(problem.a)
    for name, array, size in (
        ("room", p.room, n),
        ("waiting", p.waiting, n),
        ("b", p.b, m),
        ("score", p.score, m),
    ):
        if array.shape != (size,):
            raise NotUsable(f"{name} has {array.shape} values where {size} are needed")
    for name, whole in (
        ("key", p.key),
        ("room", p.room),
        ("waiting", p.waiting),
        ("a", p.a),
        ("b", p.b),
    ):
        if whole.dtype.kind not in "iu":
            raise NotUsable(f"{name} is not made of whole numbers")
    if len(np.unique(p.key)) != n:
        raise NotUsable("two people have the same key")
    if (p.room < 0).any() or (p.waiting < 0).any():
        raise NotUsable("room and waiting cannot be less than nothing")
    if m and (min(p.a.min(), p.b.min()) < 0 or max(p.a.max(), p.b.max()) >= n):
        raise NotUsable("a pair is of someone who is not there")
    if (p.a == p.b).any():
        raise NotUsable("someone is paired with themselves")
    if not np.isfinite(p.score).all() or (p.score < 0).any() or (p.score > 1).any():
        raise NotUsable("a score is not a number from 0 to 1")

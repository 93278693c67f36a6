"""Small problems drawn at random, and their best answer by trying everything."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from entrepairs.matching.problem import Bools, Ints, Problem, Worth, in_points


def problem(
    people: int,
    pairs: list[tuple[int, int, float]],
    *,
    room: Any = 1,
    waiting: Any = 0,
    keys: Any = None,
) -> Problem:
    """As the tests write it: pairs of (one, other, score)."""
    a, b, score = (list(column) for column in zip(*pairs, strict=True)) if pairs else ([], [], [])
    return Problem(
        np.arange(people, dtype=np.int64) if keys is None else np.array(keys, np.int64),
        np.broadcast_to(np.array(room, np.int64), people).copy(),
        np.broadcast_to(np.array(waiting, np.int64), people).copy(),
        np.array(a, np.int64),
        np.array(b, np.int64),
        np.array(score, float),
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 7, pairs: int = 10) -> Problem:
    people = draw(st.integers(2, most))
    every = [(a, b) for a in range(people) for b in range(a)]
    some = draw(st.lists(st.sampled_from(every), max_size=pairs, unique=True))
    scores = draw(st.lists(st.integers(0, 20), min_size=len(some), max_size=len(some)))
    return problem(
        people,
        [(a, b, score / 20) for (a, b), score in zip(some, scores, strict=True)],
        room=draw(st.lists(st.integers(0, 3), min_size=people, max_size=people)),
        waiting=draw(st.lists(st.integers(0, 9), min_size=people, max_size=people)),
        keys=draw(st.lists(st.integers(-50, 50), min_size=people, max_size=people, unique=True)),
    )


def degrees(p: Problem, pairs: Ints) -> Ints:
    size = p.people
    return np.bincount(p.a[pairs], minlength=size) + np.bincount(p.b[pairs], minlength=size)


def best_by_trying(p: Problem, allowed: Bools | None = None) -> Worth:
    """The worth of the best of all sets of pairs."""
    pairs = np.arange(len(p.a)) if allowed is None else np.flatnonzero(allowed)
    sets = np.arange(2 ** len(pairs))[:, None] >> np.arange(len(pairs)) & 1
    touching = np.zeros((len(pairs), p.people), np.int64)
    touching[np.arange(len(pairs)), p.a[pairs]] = 1
    touching[np.arange(len(pairs)), p.b[pairs]] = 1
    degree = sets @ touching
    possible = (degree <= p.room).all(axis=1)
    met = degree[possible] > 0
    points = sets[possible] @ in_points(p.score[pairs])
    return max(
        Worth(*map(int, each))
        for each in zip(met.sum(1), (met * p.days).sum(1), points, strict=True)
    )

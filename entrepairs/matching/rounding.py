"""Rounding from halves to whole pairs: around each loop of halves, every other one is kept."""

from collections.abc import Iterator

import numpy as np

from entrepairs.matching.problem import Bools, Ints


def round_halves(a: Ints, b: Ints, points: Ints, halves: Ints, people: int) -> Bools:
    """Whole pairs, bool[m], from halves int64[m] in {0, 1, 2}: nobody passes the room that the
    halves kept to.

    Halves that hang together are walked in one line (Euler); keeping every other one leaves to each
    person as many as they had by halves, but for one person in each loop of odd length, who has one
    less.
    """
    whole: Bools = halves == 2
    for trail, closed in _trails(a, b, np.flatnonzero(halves == 1), people):
        whole[_every_other(points, trail, closed=closed)] = True
    return whole


def _every_other(points: Ints, trail: list[int], *, closed: bool) -> list[int]:
    """The better half of a trail; of a loop of odd length, the best of all those that leave one
    person out."""
    if not closed or len(trail) % 2 == 0:
        return max(trail[::2], trail[1::2], key=lambda pairs: int(points[pairs].sum()))
    by_two = trail[::2] + trail[1::2]  # the loop, two steps at a time: neighbours here never touch
    size = len(trail) // 2
    worth = points[by_two + by_two].cumsum()
    starts = worth[size : size + len(trail)] - worth[: len(trail)]
    first = int(np.argmax(starts)) + 1
    return [by_two[(first + i) % len(trail)] for i in range(size)]


def _trails(a: Ints, b: Ints, pairs: Ints, people: int) -> Iterator[tuple[list[int], bool]]:
    """Every pair once, in trails in which each meets the next; and whether the trail closes.

    A person with an odd number is tied to one more point, common to all: then all closes, and
    is cut there again.
    """
    ends = {int(e): (int(a[e]), int(b[e])) for e in pairs}
    around: dict[int, list[int]] = {}
    for e, (x, y) in ends.items():
        around.setdefault(x, []).append(e)
        around.setdefault(y, []).append(e)
    for x in [x for x, many in around.items() if len(many) % 2]:
        tie = -1 - x
        ends[tie] = (x, people)
        around[x].append(tie)
        around.setdefault(people, []).append(tie)
    for start in sorted(around, reverse=True):  # the common point first
        circuit = _walk_circuit(start, ends, around)
        if start == people:
            yield from ((part, False) for part in _cut_at_ties(circuit))
        elif circuit:
            yield circuit, True


def _walk_circuit(
    start: int, ends: dict[int, tuple[int, int]], around: dict[int, list[int]]
) -> list[int]:
    """All that hangs together with `start`, as one closed line (Hierholzer). What is walked leaves
    `ends`."""
    stack, line = [(start, 0)], []
    used = set()
    while stack:
        at, came = stack[-1]
        left = around[at]
        while left and (left[-1] in used or left[-1] not in ends):
            left.pop()
        if left:
            e = left.pop()
            used.add(e)
            x, y = ends[e]
            stack.append((y if at == x else x, e))
        else:
            stack.pop()
            line.append(came)
    for e in used:
        del ends[e]
    return line[:-1]


def _cut_at_ties(circuit: list[int]) -> Iterator[list[int]]:
    """The parts of a line between its ties, which are numbered below zero."""
    part: list[int] = []
    for e in circuit:
        if e >= 0:
            part.append(e)
        elif part:
            yield part
            part = []
    if part:
        yield part

"""Lexicographic worth in one whole number: people met, then days waited, then scores.

Two answers of a flow differ by simple loops in the network of what may still change (Ahuja,
Magnanti, Orlin, 1993, theorem 3.5). A simple loop goes through each person at most once, so that it
changes at most one pair more than half of them; and through the place of rest at most once, so that
at most two people begin or cease to be met. It is therefore enough that a day be worth more than
the points of half the people, and a person more than twice the longest wait, instead of more than
the sum over everybody: at 100,000 people the first fits 64 bits, the second does not.
"""

import numpy as np

from entrepairs.matching.problem import POINTS, Ints


def worth_of_meeting(days: Ints, people: int) -> Ints:
    """What meeting each person is worth in points, int64[n]; `people`: how many take part, `days`:
    int64[n] >= 0."""
    day = POINTS * (people // 2 + 1) + 1
    person = day * (2 * int(days.max(initial=0)) + 1)
    return person + day * days.astype(np.int64)

"""What the kernel is asked for one round, and what it answers, in people again."""

import numpy as np

from entrepairs.matching import candidates, musts, one_sided, two_sided
from entrepairs.matching.candidates import Edges
from entrepairs.matching.network import People, least_between
from entrepairs.matching.programme import Bools, Ints, NotUsable
from entrepairs.matching.score import Scorer
from entrepairs.matching.weights import Weights
from entrepairs.pairs.rounds import arrays, helping
from entrepairs.pairs.rounds.network import Found, Known, Telling

__all__ = ["NotUsable", "alone", "best"]
WHOLE = 100  # people: up to here everybody is compared with everybody
ACROSS = 2_000_000  # pairs of one designated person and another: up to here all are compared


def best(known: Known, *, telling: Telling) -> Found:
    """The best pairs of these people, and what would have helped the others. NotUsable when a number is none."""
    people = arrays.people(known)
    side = sided(known)
    edges = possible(known, people, side, lambda part: telling(0.4 * part))
    programme = edges.programme(people)
    if side is None:
        answer = one_sided.best(programme, seed=known.seed, telling=lambda part: telling(0.4 + 0.5 * part))
    else:
        answer = two_sided.best(programme, side)
    pairs = np.sort(np.stack([people.key[edges.a[answer.pairs]], people.key[edges.b[answer.pairs]]], axis=1), axis=1)
    met = np.isin(people.key, pairs)
    hints = list(helping.hints(known, people, edges, met))
    return Found(known.size, sorted(map(tuple, pairs.tolist())), hints, answer.gap)


def alone(known: Known) -> list[str]:
    """What would help those for whom there is nobody."""
    people = arrays.people(known)
    side = sided(known)
    edges = possible(known, people, side)
    nobody = np.zeros(people.size, bool)
    return [helping.named(one) for one in helping.hints(known, people, edges, nobody) if one.alone]


def sided(known: Known) -> Bools | None:
    if known.designated is None:
        return None
    return np.array([who in known.designated for who in known.people], bool)


def possible(known: Known, people: People, side: Bools | None, telling: Telling = lambda part: None) -> Edges:
    """The pairs that may be, with their score: all of them when they are few, else about twenty a person."""
    scorer = Scorer(people, Weights(**(known.weights or {})))
    asked = few(people, side)
    if asked is None:
        return candidates.candidates(scorer, seed=known.seed, telling=telling)
    a, b = asked
    least = least_between(people, a, b)
    there = musts.missing(people, a, b, least, least) == 0
    return Edges(a[there], b[there], scorer.mutual(a[there], b[there]))


def few(people: People, side: Bools | None) -> tuple[Ints, Ints] | None:
    """Everybody with everybody, or with those designated; nothing when that is too much."""
    if side is None:
        return np.triu_indices(people.size, 1) if people.size <= WHOLE else None
    ones, others = np.flatnonzero(side), np.flatnonzero(~side)
    if len(ones) * len(others) > ACROSS:
        return None
    a, b = np.repeat(ones, len(others)), np.tile(others, len(ones))
    return np.minimum(a, b), np.maximum(a, b)

"""What the kernel is asked for one round, and what it answers, in people again."""

from dataclasses import asdict

import numpy as np

from entrepairs.matching import candidates, hard_constraints, one_sided, two_sided
from entrepairs.matching.candidates import Edges
from entrepairs.matching.people_arrays import People, least_between
from entrepairs.matching.problem import Bools, Ints, NotUsable
from entrepairs.matching.score import Scorer
from entrepairs.matching.weights import Weights
from entrepairs.rounds import arrays
from entrepairs.rounds import hints as helping
from entrepairs.rounds.load import Found, Known, Telling

__all__ = ["NotUsable", "best_pairs", "causes_of_alone"]
# pairs, of some 1,400 people: up to here everybody is compared with everybody, in seconds and 400
# MB
WHOLE = 1_000_000
ACROSS = 2_000_000  # pairs of one designated person and another: up to here all are compared


def best_pairs(known: Known, *, telling: Telling) -> Found:
    """The best pairs of these people, and what would have helped the others. NotUsable when a
    number is none."""
    people = arrays.people_arrays(known)
    side = designated_side(known)
    scorer = Scorer(people, Weights(**(known.weights or {})))
    edges = possible_pairs(scorer, side, known.seed, lambda part: telling(0.4 * part))
    problem = edges.problem(people)
    if side is None:
        answer = one_sided.best_pairs(
            problem, seed=known.seed, telling=lambda part: telling(0.4 + 0.5 * part)
        )
    else:
        answer = two_sided.best_across(problem, side)
    a, b = edges.a[answer.pairs], edges.b[answer.pairs]
    twos = [
        (min(two), max(two))
        for two in zip(people.key[a].tolist(), people.key[b].tolist(), strict=True)
    ]
    met = np.isin(people.key, np.array(twos, np.int64))
    hints = list(helping.find_hints(known, people, edges, met))
    components = dict(zip(twos, components_of(scorer, a, b), strict=True)) if known.learns else {}
    return Found(known.who_wait, sorted(twos), components, hints, answer.gap)


def components_of(scorer: Scorer, a: Ints, b: Ints) -> list[dict[str, float]]:
    """What speaks for each of these pairs, and their score."""
    least = least_between(scorer.people, a, b)
    found = scorer.components(a, b, least, least)
    columns = {"score": found.score(scorer.weights), **asdict(found)}
    return [
        dict(zip(columns, row, strict=True))
        for row in np.stack(list(columns.values()), axis=1).tolist()
    ]


def causes_of_alone(known: Known) -> list[str]:
    """What would help those for whom there is nobody."""
    people = arrays.people_arrays(known)
    side = designated_side(known)
    edges = possible_pairs(Scorer(people, Weights(**(known.weights or {}))), side, known.seed)
    nobody = np.zeros(people.size, bool)
    return [
        helping.name_of_change(one)
        for one in helping.find_hints(known, people, edges, nobody)
        if one.alone
    ]


def designated_side(known: Known) -> Bools | None:
    if known.designated is None:
        return None
    return np.array([who in known.designated for who in known.people], bool)


def possible_pairs(
    scorer: Scorer, side: Bools | None, seed: int, telling: Telling = lambda part: None
) -> Edges:
    """The pairs that may be, with their score: all of them when they are few, else about twenty a
    person."""
    people = scorer.people
    asked = all_pairs(people, side)
    if asked is None:
        return candidates.find_candidates(scorer, seed=seed, telling=telling)
    a, b = asked
    least = least_between(people, a, b)
    there = hard_constraints.missing_constraints(people, a, b, least, least) == 0
    return Edges(a[there], b[there], scorer.mutual(a[there], b[there]))


def all_pairs(people: People, side: Bools | None) -> tuple[Ints, Ints] | None:
    """Everybody with everybody, or with those designated; nothing when that is too much."""
    if side is None:
        return (
            np.triu_indices(people.size, 1)
            if people.size * (people.size - 1) // 2 <= WHOLE
            else None
        )
    ones, others = np.flatnonzero(side), np.flatnonzero(~side)
    if len(ones) * len(others) > ACROSS:
        return None
    a, b = np.repeat(ones, len(others)), np.tile(others, len(ones))
    return np.minimum(a, b), np.maximum(a, b)

"""What the kernel is given, and what it gives back, for one round."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

import numpy as np

from entrepairs.matching import one_sided, two_sided
from entrepairs.matching.programme import NotUsable, Programme
from entrepairs.pairs.rounds.network import Change, ForOne, Found, Known, Telling

__all__ = ["NotUsable", "alone", "best"]
TURNED = {"experience": "experience", "need": "offer", "offer": "need"}
MOST = 40


def _words(known: Known) -> dict[int, set[tuple[str, int]]]:
    words: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for facet in known.facets:
        if facet.kind in TURNED and facet.concept_id:
            words[facet.person_id].add((facet.kind, facet.concept_id))
    return words


def _pairs(known: Known) -> Iterator[tuple[int, int]]:
    size = known.size
    for i, j in combinations(range(size), 2) if size <= 200 else islice(_near(size), None):
        if known.designated is None or (known.people[i] in known.designated) != (known.people[j] in known.designated):
            yield i, j


def _near(size: int) -> Iterator[tuple[int, int]]:
    for i in range(size):
        for step in range(1, MOST):
            if i + step < size:
                yield i, i + step


def _programme(known: Known, organisation: int) -> Programme:
    words = _words(known)
    ids = known.people
    apart = set(known.apart)
    two = [(ids[i], ids[j]) for i, j in _pairs(known) if (ids[i], ids[j]) not in apart]
    position = {who: at for at, who in enumerate(ids)}
    scores = []
    for one, other in two:
        turned = {(TURNED[kind], concept) for kind, concept in words[other]}
        scores.append(min(1.0, 0.05 + 0.2 * len(words[one] & turned)))
    a = np.array([position[one] for one, _ in two], np.int64)
    b = np.array([position[other] for _, other in two], np.int64)
    return Programme(
        np.array(ids, np.int64),
        np.array(known.room, np.int64),
        np.array(known.waiting, np.int64),
        a,
        b,
        np.array(scores, float),
    )


def best(known: Known, *, telling: Telling) -> Found:
    programme = _programme(known, 0)
    if known.designated is None:
        answer = one_sided.best(programme, seed=known.seed, telling=telling)
    else:
        answer = two_sided.best(programme, np.array([who in known.designated for who in known.people], bool))
    pairs = [(known.people[programme.a[k]], known.people[programme.b[k]]) for k in answer.pairs]
    met = {who for pair in pairs for who in pair}
    there = {known.people[at] for at in np.concatenate([programme.a, programme.b])}
    hints = [
        ForOne(who, Change.TURN if who in there else Change.NOTHING, alone=who not in there)
        for who in known.people
        if who not in met
    ]
    return Found(known.size, sorted(pairs), hints, answer.gap)


def alone(known: Known) -> list[str]:
    programme = _programme(known, 0)
    there = set(np.concatenate([programme.a, programme.b]).tolist())
    return [Change.NOTHING for at in range(known.size) if at not in there]

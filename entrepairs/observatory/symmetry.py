"""Symmetry of relations: who gives, who asks, who writes, who confirms.

Figures are numbers without unit, None where they are not defined. None of them is a score of a
person: `balances` is for each one's own mirror alone.
"""

import numpy as np

from entrepairs.matching.problem import Floats, Ints
from entrepairs.observatory.networks import Links

LEAST_ENCOUNTERS = 3  # of two, before their roles can be said to change or not
TOP = 0.1


def balances(links: Links) -> Floats:
    """(given - received) / (given + received) of each person: float64[people], from -1 (only
    receives) to 1 (only gives), nan for people who did neither."""
    given, received = links.given, links.received
    with np.errstate(invalid="ignore"):
        found: Floats = (given - received) / (given + received)
    return found


def generalised_reciprocity(links: Links) -> float | None:
    """The share, among those who gave or received, of those who did both."""
    gave, had = links.given > 0, links.received > 0
    return float((gave & had).sum() / (gave | had).sum()) if (gave | had).any() else None


def gini(values: Floats) -> float | None:
    """Concentration (float64[people], none below 0): 0 where all have the same, towards 1 where one
    has all. None where nobody has anything. Gini, 1912, as the mean difference of two people over
    twice the mean, without correction for small numbers."""
    total = values.sum()
    if not len(values) or not total > 0:
        return None
    rank = np.arange(1, len(values) + 1)
    found = ((2 * rank - len(values) - 1) * np.sort(values)).sum() / (len(values) * total)
    return float(max(found, 0.0))


def top_share(values: Floats, top: float = TOP) -> float | None:
    """The share of all that the tenth of people who have most have, one person at least."""
    total = values.sum()
    if not len(values) or not total > 0:
        return None
    most = max(1, int(np.ceil(top * len(values))))
    return float(np.sort(values)[-most:].sum() / total)


def role_alternation(pair: Ints, asked_by: Ints, mostly_by: Ints) -> float | None:
    """The share of pairs in which both have asked, and both have mostly shared, at least once.

    Encounters int64[m]: of which pair, and which of the two (0 or 1) asked for it and mostly
    shared. Among pairs with three encounters or more; None if there is none.
    """
    pairs, line, count = np.unique(pair, return_inverse=True, return_counts=True)
    known = count >= LEAST_ENCOUNTERS
    if not known.any():
        return None
    changed = np.ones(len(pairs), bool)
    for side in (asked_by, mostly_by):
        second = np.bincount(line, side, len(pairs))
        changed &= (second > 0) & (second < count)
    return float(changed[known].mean())


def initiative_balance(pair: Ints, asked_by: Ints) -> float | None:
    """The mean over pairs of twice the lesser share of asking, from 0 (one asks) to 1 (both alike).

    Encounters int64[m], as above. None without any.
    """
    if not len(pair):
        return None
    pairs, line, count = np.unique(pair, return_inverse=True, return_counts=True)
    second = np.bincount(line, asked_by, len(pairs)) / count
    return float(np.mean(2 * np.minimum(second, 1 - second)))


def share_of(told: np.ndarray) -> float | None:
    """The share that is so (bool[m]), of notes that both wrote or amounts that both confirmed.
    None of nothing."""
    return float(np.mean(told)) if len(told) else None

"""Reciprocity of a network: how much of what is given comes back, and how much would by chance.

Each figure is a number without unit, or None where it is not defined: never 0 in its place.
Sources: Garlaschelli and Loffredo, Physical Review Letters 93 (2004) 268701; Squartini et al.,
Scientific Reports 3 (2013) 2729, doi 10.1038/srep02729.
"""

import numpy as np

from entrepairs.matching.problem import Floats, Ints
from entrepairs.observatory.networks import Links, merge_links

SHUFFLES = 100
EXCHANGES = 100
LEAST_MOVED = 0.5  # of the acts: where fewer can change hands, chance has nothing to say


def density(links: Links) -> float | None:
    """Links among all that there could be, from 0 to 1. None for fewer than two people."""
    pairs = links.people * (links.people - 1)
    return len(links) / pairs if pairs else None


def link_reciprocity(links: Links) -> float | None:
    """r, the share of the links that are returned, from 0 to 1. None without links."""
    return float(np.mean(links.back > 0)) if len(links) else None


def correlation_reciprocity(links: Links) -> float | None:
    """rho, from -1 to 1: above 0 more links are returned than by chance, below 0 fewer.

    (r - density) / (1 - density), of Garlaschelli and Loffredo. None without links, and where
    everybody gives to everybody.
    """
    returned, dense = link_reciprocity(links), density(links)
    if returned is None or dense is None or dense == 1:
        return None
    return (returned - dense) / (1 - dense)


def weighted_reciprocity(links: Links) -> float | None:
    """r_w, the share of what is given that comes back, from 0 to 1. None without links.

    The sum of the lesser amount of each two, over all that was given (Squartini et al.).
    """
    if not len(links):
        return None
    return float(np.minimum(links.amount, links.back).sum() / links.amount.sum())


def weighted_correlation_reciprocity(
    people: int, giver: Ints, receiver: Ints, amount: Floats, rng: np.random.Generator
) -> float | None:
    """rho_w, (r_w - its mean by chance) / (1 - that mean): at most 1, 0 by chance.

    Of acts, before they are added up (int64[m], int64[m], float64[m]). By chance, acts of the same
    amount change their receivers, so that everybody gives and receives as much as they did; the
    mean is over SHUFFLES such networks (docs/decisions/0048). None without links, where chance
    returns everything, and where fewer than half of the acts have another to change with.
    """
    found = weighted_reciprocity(merge_links(people, giver, receiver, amount))
    kept = (giver != receiver) & (amount > 0)
    giver, receiver, amount = giver[kept], receiver[kept], amount[kept]
    _sizes, kind, count = np.unique(amount, return_inverse=True, return_counts=True)
    if found is None or np.mean(count[kind] > 1) < LEAST_MOVED:
        return None
    order = np.argsort(kind, kind="stable")
    chance = np.empty(SHUFFLES)
    for number in range(SHUFFLES):
        drawn = shuffle_receivers(giver[order], receiver[order], kind[order], rng)
        shuffled = merge_links(people, giver[order], drawn, amount[order])
        chance[number] = weighted_reciprocity(shuffled) or 0.0
    mean = float(chance.mean())
    return (found - mean) / (1 - mean) if mean < 1 else None


def shuffle_receivers(giver: Ints, receiver: Ints, kind: Ints, rng: np.random.Generator) -> Ints:
    """Receivers (int64[m]) in another order within each kind of act; nobody gives to themselves.

    `kind` is in order. Where the dice give somebody to themselves, two acts of the kind exchange
    their receivers; a kind in which that fails all the time is left as it was.
    """
    drawn = receiver[np.lexsort((rng.random(len(kind)), kind))]
    starts = np.searchsorted(kind, kind, "left")
    sizes = np.searchsorted(kind, kind, "right") - starts
    for _try in range(EXCHANGES):
        wrong = np.flatnonzero(drawn == giver)
        if not len(wrong):
            return drawn
        other = starts[wrong] + (rng.random(len(wrong)) * sizes[wrong]).astype(int)
        fits = (giver[other] != drawn[wrong]) & (drawn[other] != giver[wrong])
        fits &= drawn[other] != giver[other]
        one, place = np.unique(other[fits], return_index=True)  # each exchanges once
        two = wrong[fits][place]
        drawn[one], drawn[two] = drawn[two], drawn[one]
    stuck = np.isin(kind, kind[drawn == giver])
    return np.where(stuck, receiver, drawn)

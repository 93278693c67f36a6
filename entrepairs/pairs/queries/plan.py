"""Which lines of the index are read: those of whoever may suit best, and never more than a bounded number of people."""

from collections.abc import Iterator
from dataclasses import dataclass

from entrepairs.pairs.queries.asking import Told
from entrepairs.pairs.queries.words import Words

COMPARED = 6_000  # people compared, about; a network of fewer is compared whole
FEWEST = 400  # when fewer are found by their words, others are looked at too
PARTS = 64  # of the network, by the last bits of a person's number

# Where each kind of number begins: see codes_of(), in the migrations.
OFFER, NEED, ANYBODY, BOTH_WAYS, AND_LIVED = 256, 384, 512, 1024, 32768


@dataclass(frozen=True, slots=True)
class Plan:
    """`parts`: of the network, when those found by the codes are too many; empty when everybody is compared."""

    codes: list[int]
    parts: list[int]


Code = tuple[float, int]  # the part of the network it finds, itself


def plan(told: Told, words: Words, *, turn: float, most: int = COMPARED) -> Plan:
    """First who suits both ways and shares something lived, then who suits both ways, then who shares something rare…

    `turn`, between 0 and 1, says which parts of the network come first when it is too large.
    """
    if words.lines <= most:
        return Plan([ANYBODY + part for part in range(PARTS)], [])
    chosen: list[int] = []
    total = 0.0
    for tier in tiers(told, words):
        size = words.lines * sum(share for share, _ in tier)
        if total + size > most and not chosen:
            return Plan([code for _, code in tier], some_parts(turn, most / size))
        for share, code in sorted(tier):
            if total + words.lines * share <= most:
                chosen.append(code)
                total += words.lines * share
    if total < FEWEST:
        chosen += some_parts(turn, (most - total) / words.lines)
    return Plan(chosen, [])


def tiers(told: Told, words: Words) -> Iterator[list[Code]]:
    """The codes to read, the most promising first."""
    share = words.share
    both = [(n, o) for n in told.offers.words for o in told.needs.words]
    under = [(n, o) for n in told.offers.headings for o in told.needs.headings]
    suits = [(share(n) * share(o), BOTH_WAYS + n.position * 128 + o.position) for n, o in both]
    lived = told.lived.headings
    yield [(p * share(h), AND_LIVED + (code - BOTH_WAYS) * 64 + h.position - 192) for p, code in suits for h in lived]
    yield suits
    yield [(share(e), e.position) for e in told.lived.words]
    yield [(share(n) * share(o), BOTH_WAYS + n.position * 128 + o.position) for n, o in under]
    yield [(share(o), OFFER + o.position) for o in told.needs.words]
    yield [(share(n), NEED + n.position) for n in told.offers.words]
    yield [(share(h), h.position) for h in lived]


def some_parts(turn: float, share: float) -> list[int]:
    """The codes of that share of the network, of one part of it at least."""
    first, count = int(turn * PARTS), min(max(int(share * PARTS), 1), PARTS)
    return [ANYBODY + (first + part) % PARTS for part in range(count)]

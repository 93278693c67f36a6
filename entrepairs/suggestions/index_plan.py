"""Query plan: which lines of the index to read, the most promising, a bounded number of people."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from entrepairs.suggestions.query_vector import Told
from entrepairs.suggestions.word_positions import Stand, Words

COMPARED = 6_000  # people compared, about; a network of fewer is compared whole
FEWEST = 400  # when fewer are found by their words, others are looked at too
PARTS = 64  # of the network, by the last bits of a person's number
WAYS = 40  # each is a walk through the index
RAREST = 12  # words of one who tells very many: more would only be slower

# Where each kind of number begins: see codes_of(), in index_codes.py.
OFFER, NEED, ANYBODY, BOTH_WAYS, AND_LIVED = 256, 384, 512, 1024, 32768

type Code = tuple[float, int]  # the part of the network it finds, itself
type Way = list[list[int]]  # who has a code of each of these groups


@dataclass(frozen=True, slots=True)
class Plan:
    """Those found in one of these ways are compared. `more`: others, when the constraints leave
    too few; none where everybody is compared already."""

    ways: list[Way]
    more: Way | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the network: how large, as if words were told independently, and the way to find
    it."""

    share: float
    way: Way


def plan_index(told: Told, words: Words, *, turn: float, most: int = COMPARED) -> Plan:
    """First who has most in common both ways, then who has less: see parts_by_promise().

    `turn`, between 0 and 1, says which parts of the network come first when it is too large.
    """
    if words.lines <= most:
        return Plan([[some_parts(turn, 1)]])
    chosen: list[Way] = []
    room, narrowest = most / words.lines, None
    for tier in parts_by_promise(told, words):
        for part in sorted((one for one in tier if one.share), key=lambda one: one.share):
            if part.share <= room and len(chosen) < WAYS:
                chosen.append(part.way)
                room -= part.share
            elif narrowest is None or part.share < narrowest.share:
                narrowest = part
    if (most / words.lines - room) * words.lines < FEWEST:
        within = narrowest or Part(1, [])
        chosen.append([*within.way, some_parts(turn, room / within.share)])
    return Plan(merge_ways(chosen), [some_parts(turn, most / words.lines)])


def parts_by_promise(told: Told, words: Words) -> Iterator[list[Part]]:
    """The parts of the network, the most promising first. A score is high where two rare
    experiences are shared, or one is and each can bring something to the other; who has more in
    common is among those who have less."""
    share = words.share_of
    experience, needs, offers = (
        take_rarest(both.words, words) for both in (told.experience, told.needs, told.offers)
    )
    one = [(share(e), e.position) for e in experience]
    given = [(share(n), NEED + n.position) for n in offers]
    got = [(share(o), OFFER + o.position) for o in needs]
    suits = both_ways(offers, needs, words)
    under = both_ways(told.offers.headings, told.needs.headings, words)
    headings = [(share(h), h.position) for h in told.experience.headings]
    more = [
        have_every(both_ways([n], needs, words), [code])
        for (n, _), (_, code) in combinations(zip(offers, given, strict=True), 2)
    ]
    more += [
        have_every(both_ways(offers, [o], words), [code])
        for (o, _), (_, code) in combinations(zip(needs, got, strict=True), 2)
    ]
    yield [have_every([first], [second]) for first, second in combinations(one, 2)]
    yield [have_also(part, word) for part, word in product(more, one)]
    yield [have_every(suits, [word]) for word in one if suits]
    yield [
        Part(p * share(h), [[AND_LIVED + (code - BOTH_WAYS) * 64 + h.position - 192]])
        for p, code in suits
        for h in told.experience.headings
    ]
    yield [have_every(given + got, [word]) for word in one if given + got]
    yield more
    for codes in (suits, one, under, got, given, headings):
        yield [have_every([code]) for code in codes]


def take_rarest(stands: Sequence[Stand], words: Words) -> list[Stand]:
    return sorted(stands, key=words.share_of)[:RAREST]


def both_ways(offers: Sequence[Stand], needs: Sequence[Stand], words: Words) -> list[Code]:
    """Who looks for one of these offers, and can bring one of these needs."""
    return [
        (words.share_of(n) * words.share_of(o), BOTH_WAYS + n.position * 128 + o.position)
        for n, o in product(offers, needs)
    ]


def have_every(*groups: Sequence[Code]) -> Part:
    """Who has a code of each group."""
    shares = (min(1.0, sum(share for share, _ in codes)) for codes in groups)
    return Part(math.prod(shares), [[code for _, code in codes] for codes in groups])


def have_also(part: Part, word: Code) -> Part:
    return Part(part.share * word[0], [*part.way, [word[1]]])


def merge_ways(ways: Sequence[Way]) -> list[Way]:
    """Ways that differ in their last group only, as one: fewer walks."""
    found: dict[str, Way] = {}
    for way in ways:
        *first, last = way
        found.setdefault(str(first), [*first, []])[-1].extend(last)
    return list(found.values())


def some_parts(turn: float, share: float) -> list[int]:
    """The codes of that share of the network, of one part of it at least."""
    first, count = int(turn * PARTS), min(max(int(share * PARTS), 1), PARTS)
    return [ANYBODY + (first + part) % PARTS for part in range(count)]

"""Candidate pairs: about twenty possible peers each, without comparing everybody with everybody.

People who tell a word stand in its list, near those of the same place (a first list) and those free
at the same time (a second): each looks only at the next few in the list, so that a word which
everybody tells costs no more than another. Speakers of a language that most do not speak stand in
its list too. What is found is then compared in full, and a person who has nobody is compared with
everybody: else those who live far away, or have few times, would be left out. The seed turns the
lists; the order in which people come changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from entrepairs.matching import hard_constraints
from entrepairs.matching.people_arrays import (
    EVERYBODY_HERE,
    ORGANISATIONS,
    SLOTS,
    People,
    Words,
    least_between,
)
from entrepairs.matching.problem import Bools, Floats, Ints, Problem, Telling
from entrepairs.matching.score import Scorer

EACH = 20
NEXT = 3  # people taken after oneself in each list
CELL = 0.5  # degrees: people of a cell live within some tens of km
BLOCK = 500_000  # pairs compared before the best are kept
ALONE = 5_000_000  # pairs compared at most for those who have nobody


@dataclass(frozen=True, slots=True)
class Edges:
    """Possible pairs: a, b: int64[m] positions, each pair once; score: float64[m], what both may
    see of each other."""

    a: Ints
    b: Ints
    score: Floats

    def problem(self, people: People) -> Problem:
        return Problem(people.key, people.room, people.waiting, self.a, self.b, self.score)


def find_candidates(
    scorer: Scorer, *, each: int = EACH, seed: int = 0, telling: Telling = lambda part: None
) -> Edges:
    """The possible pairs of a network: each is among the `each` best of one of its two people.
    Everything that must hold holds (hard_constraints.py)."""
    people = scorer.people
    able = people.wishing & (people.room > 0)
    numbers = _near_in_lists(people, able.nonzero()[0], seed)
    telling(0.2)
    best = Edges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    for start in range(0, len(numbers), BLOCK):
        a, b = np.divmod(numbers[start : start + BLOCK], people.size)
        best = _keep_best(people, _join_edges(best, _possible_edges(scorer, a, b)), each, seed)
        telling(0.2 + 0.6 * min(1.0, (start + BLOCK) / len(numbers)))
    for numbers in _with_everybody(people, able, best, seed):
        best = _keep_best(
            people,
            _join_edges(best, _possible_edges(scorer, *np.divmod(numbers, people.size))),
            each,
            seed,
        )
    telling(1.0)
    return best


def _with_everybody(people: People, able: Bools, found: Edges, seed: int) -> Iterator[Ints]:
    """Those for whom nobody was found, with everybody else, as numbers of pairs, each once. With as
    many as there is time for when they are very many: those who stand after them by place."""
    alone = able.copy()
    alone[found.a] = alone[found.b] = False
    if not alone.any():
        return
    around = np.argsort(next(places_in_lists(people, seed)), kind="stable")
    around = around[able[around]]
    asking = np.flatnonzero(alone[around])
    steps = min(len(around) - 1, ALONE // len(asking))
    for some in np.array_split(asking, -(-len(asking) * max(steps, 1) // BLOCK)):
        others = around[(some[:, None] + np.arange(1, steps + 1)) % len(around)]
        one, other = np.repeat(around[some], steps), others.ravel()
        yield np.unique(np.minimum(one, other) * people.size + np.maximum(one, other))


def _possible_edges(scorer: Scorer, a: Ints, b: Ints) -> Edges:
    """Those of these pairs that are possible, and their score."""
    least = least_between(scorer.people, a, b)
    possible = hard_constraints.missing_constraints(scorer.people, a, b, least, least) == 0
    a, b = a[possible], b[possible]
    return Edges(a, b, scorer.mutual(a, b))


def _join_edges(one: Edges, other: Edges) -> Edges:
    return Edges(
        *(
            np.concatenate([getattr(one, name), getattr(other, name)])
            for name in ("a", "b", "score")
        )
    )


def _keep_best(people: People, edges: Edges, each: int, seed: int) -> Edges:
    """The pairs that are among the best of one of their two people."""
    # Each pair twice, once from each side; ordered by person, then best score, then chance.
    m = len(edges.a)
    who, pair = np.concatenate([edges.a, edges.b]), np.tile(np.arange(m), 2)
    other = np.concatenate([edges.b, edges.a])
    order = np.lexsort((mix_keys(people.key, seed)[other], -edges.score[pair], who))
    first = np.searchsorted(who[order], np.arange(people.size))
    rank = np.arange(2 * m) - first[who[order]]
    keep = np.zeros(m, bool)
    keep[pair[order[rank < each]]] = True
    return Edges(edges.a[keep], edges.b[keep], edges.score[keep])


def _near_in_lists(people: People, able: Ints, seed: int) -> Ints:
    """The pairs (as numbers, sorted, each once) that stand near each other in one of the lists."""
    found: list[Ints] = []
    for place in places_in_lists(people, seed):
        for x_list, x_who, y_list, y_who in _pairs_of_lists(people, able):
            first, second = _next_in_list(x_list, x_who, y_list, y_who, place)
            low, high = np.minimum(first, second), np.maximum(first, second)
            found.append(np.unique((low * people.size + high)[low != high]))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def places_in_lists(people: People, seed: int) -> Iterator[Ints]:
    """Where each stands in every list, int64[n]: by where they live, then by when they are free.
    Only what the network may see; the rest by chance."""
    seen = (
        (people.place_seen >= EVERYBODY_HERE)
        & np.isfinite(people.latitude)
        & np.isfinite(people.longitude)
    )
    rows = np.floor((np.where(seen, people.latitude, 0) + 90) / CELL).astype(np.int64)
    columns = np.floor((np.where(seen, people.longitude, 0) + 180) / CELL).astype(np.int64)
    cell = np.where(seen, rows * 1_000 + columns, -1)
    chance = mix_keys(people.key, seed)
    yield _rank_by(chance, cell)
    times = np.where(people.times_seen >= EVERYBODY_HERE, people.times, 0)
    # One of their own times each, by chance: who shares a time often stands near.
    free = (times[:, None] >> np.arange(SLOTS, dtype=np.uint64)) & np.uint64(1) > 0
    drawn = (mix_keys(people.key, seed + 1)[:, None] >> np.arange(SLOTS)) & 0xFFFF
    slot = np.where(free, drawn, -1).argmax(axis=1)
    yield _rank_by(mix_keys(people.key, seed + 2), cell, np.where(free.any(axis=1), slot, -1))


def _rank_by(*columns: Ints) -> Ints:
    order = np.lexsort(columns)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _pairs_of_lists(people: People, able: Ints) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Pairs of lists to look from and into: who is in which. What is for everybody here makes lists
    for all; what is for one's organisations, lists for each of these."""
    is_able = np.zeros(people.size, bool)
    is_able[able] = True
    experience, needs, offers = (
        _members_by_word(people, words, is_able)
        for words in (people.experience, people.needs, people.offers)
    )
    yield *experience, *experience
    yield *needs, *offers
    yield *offers, *needs
    spoken = _speakers_by_language(people, able)
    yield *spoken, *spoken
    if not len(able):
        return
    everyone = np.zeros(len(able), np.int64)
    yield everyone, able, everyone, able  # those who told nothing yet count too


def _speakers_by_language(people: People, able: Ints) -> tuple[Ints, Ints]:
    """(language, person) of those that most do not speak, as far as the network may see."""
    spoken = np.where(people.languages_seen >= EVERYBODY_HERE, people.languages, np.uint64(0))[able]
    lists, who = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for language in range(64):
        has = able[spoken >> np.uint64(language) & np.uint64(1) > 0]
        if 1 < len(has) <= len(able) // 2:
            lists.append(np.full(len(has), language, np.int64))
            who.append(has)
    return np.concatenate(lists), np.concatenate(who)


def _members_by_word(people: People, words: Words, able: Bools) -> tuple[Ints, Ints]:
    """(list, person) of each word told, of its heading, and of both within each organisation."""
    size = len(people.heading)
    # Each word told twice: as itself, and as its heading, numbered after the words.
    person = np.tile(words.person, 2)
    word = np.concatenate([words.word, size + people.heading[words.word]])
    audience = np.tile(words.audience, 2)
    here = able[person] & (audience >= EVERYBODY_HERE)
    lists, who = [word[here]], [person[here]]
    # What is told to organisations, once for each organisation of its person: `offset` counts
    # through the organisations of each.
    told = np.flatnonzero(able[person] & (audience >= ORGANISATIONS))
    counts = np.diff(people.organisation.start)[person[told]]
    told = np.repeat(told, counts)
    offset = np.arange(len(told)) - np.repeat(np.cumsum(counts) - counts, counts)
    organisation = people.organisation.word[people.organisation.start[person[told]] + offset]
    lists.append((organisation + 1) * (2 * size) + word[told])
    who.append(person[told])
    # A list and a person as one number: each once.
    number = np.unique(np.concatenate(lists) * people.size + np.concatenate(who))
    found, persons = np.divmod(number, people.size)
    return found, persons


def _next_in_list(
    x_list: Ints, x_who: Ints, y_list: Ints, y_who: Ints, place: Ints
) -> tuple[Ints, Ints]:
    """For each person in a list, the NEXT people who stand after them in the same list of the other
    kind, around."""
    if not len(x_list) or not len(y_list):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    size = len(place)
    # The lists one after the other, in each the people by place, so that one binary search finds
    # where a person would stand in the list they look into.
    order = np.argsort(y_list * size + place[y_who])
    sorted_lists, sorted_who = y_list[order], y_who[order]
    after = np.searchsorted(
        sorted_lists * size + place[sorted_who], x_list * size + place[x_who], side="right"
    )
    begin = np.searchsorted(sorted_lists, x_list, side="left")
    count = np.searchsorted(sorted_lists, x_list, side="right") - begin
    some = np.flatnonzero(count)
    firsts, seconds = [], []
    for step in range(NEXT):
        taken = some[count[some] > step]
        # Around: after the last of a list comes its first.
        position = begin[taken] + (after[taken] - begin[taken] + step) % count[taken]
        firsts.append(x_who[taken])
        seconds.append(sorted_who[position])
    return np.concatenate(firsts), np.concatenate(seconds)


def mix_keys(keys: Ints, seed: int) -> Ints:
    """A number that looks drawn by chance for each key, int64[n], the same for the same seed
    (SplitMix64, Steele 2014)."""
    with np.errstate(over="ignore"):
        x = keys.astype(np.uint64) + np.uint64(seed % 2**63) * np.uint64(0x9E3779B97F4A7C15)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            x = (x ^ (x >> np.uint64(shift))) * np.uint64(factor)
        x ^= x >> np.uint64(31)
    return (x >> np.uint64(1)).astype(np.int64)

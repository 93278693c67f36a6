"""The score: what speaks for two people, from 0 to 1, component by component.

A score is counted for one reader: only from the facets that they may see. `sees_a` and `sees_b`
(int8[m]) are the least audience that counts of each of the two; every number here is a function of
those facets alone, so that neither a reason nor a rank can tell of another. See
docs/decisions/0012.

Rarity is the logarithm of one in how many people tells a word (inverse document frequency, Spärck
Jones, 1972).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from scipy import sparse

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.hard_constraints import told_times
from entrepairs.matching.people_arrays import (
    EVERYBODY_HERE,
    OWN,
    Levels,
    People,
    Words,
    check_people,
    kilometres_of_pairs,
    least_between,
)
from entrepairs.matching.problem import Floats, Ints
from entrepairs.matching.weights import Weights

CHUNK = 50_000  # pairs compared at once: some tens of megabytes, however many there are
FURTHER = np.array(
    [0.5, 1.0, 0.7, 0.4, 0.2, 0.1, 0.0, 0.0]
)  # by how many steps along the road lie between two
MANY_TIMES = 6  # as many common times as anyone needs
NEAR_KM = 20.0  # at this distance, being near counts half


@dataclass(frozen=True, slots=True)
class Components:
    """What speaks for each pair, facet by facet: float64[m], each from 0 to 1."""

    shared: Floats  # both lived through
    to_a: Floats  # a looks for, b brings
    to_b: Floats
    road: Floats
    times: Floats
    near: Floats
    same_facility: Floats

    def exchange(self, weights: Weights) -> Floats:
        """What each brings the other, from 0 to 1: the harmonic mean, small as soon as one brings
        little."""
        both = self.to_a + self.to_b
        mean = np.divide(2 * self.to_a * self.to_b, both, out=np.zeros_like(both), where=both > 0)
        return (1 - weights.one_sided) * mean + weights.one_sided * np.maximum(self.to_a, self.to_b)

    def score(self, weights: Weights) -> Floats:
        """All together, from 0 to 1."""
        found = (
            weights.shared * self.shared
            + weights.exchange * self.exchange(weights)
            + weights.road * self.road
            + weights.times * self.times
            + weights.near * self.near
            + weights.same_facility * self.same_facility
        )
        return np.clip(found / weights.most, 0, 1)


class Scorer:
    """People, made ready for comparing. NotUsable when their arrays do not hold together."""

    def __init__(self, people: People, weights: Weights | None = None) -> None:
        check_people(people)
        self.people, self.weights = people, weights or Weights()
        self.experience = _word_table(people.experience, people.heading)
        self.needs = _word_table(people.needs, people.heading)
        self.offers = _word_table(people.offers, people.heading)
        self.silent = _word_table(people.unspoken, people.heading, always=True)
        self.experience_weight = self._weight(self.experience)
        self.offers_weight = self._weight(self.offers)

    def _weight(self, table: sparse.csr_array) -> Floats:
        """How much each word counts, then each heading, float64[2 * words]."""
        words = len(self.people.heading)
        weight = rarity_of(table, self.people.size)
        weight[words:] *= self.weights.heading
        return weight

    def components(self, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels) -> Components:
        """What speaks for a[i] and b[i] to someone who sees that much of each."""
        found = [
            self._count_components(a[s], b[s], sees_a[s], sees_b[s]) for s in _slice_chunks(len(a))
        ]
        return Components(
            *(
                np.concatenate([getattr(p, f.name) for p in found] or [np.zeros(0)])
                for f in fields(Components)
            )
        )

    def mutual(self, a: Ints, b: Ints) -> Floats:
        """The score for a round, float64[m]: from what each of the two may see of the other, and
        nothing else. Symmetric, and both could count it again themselves."""
        found = []
        for s in _slice_chunks(len(a)):
            least = least_between(self.people, a[s], b[s])
            found.append(self._count_components(a[s], b[s], least, least).score(self.weights))
        return np.concatenate(found or [np.zeros(0)])

    def for_reader(self, reader: int, others: Ints) -> Floats:
        """The score that ranks these people for one reader, float64[m]: all their own facets, and
        of others those seen."""
        me = np.full(len(others), reader)
        own = np.full(len(others), OWN, np.int8)
        return self.components(me, others, own, least_between(self.people, me, others)).score(
            self.weights
        )

    def _count_components(self, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels) -> Components:
        return Components(
            self._saturated(
                _words_in_common(
                    self.experience, self.experience, a, b, sees_a, sees_b, self.silent
                )
                @ self.experience_weight
            ),
            self._saturated(
                _words_in_common(self.needs, self.offers, a, b, sees_a, sees_b) @ self.offers_weight
            ),
            self._saturated(
                _words_in_common(self.needs, self.offers, b, a, sees_b, sees_a) @ self.offers_weight
            ),
            *_practical_components(self.people, a, b, sees_a, sees_b),
        )

    def _saturated(self, amount: Floats) -> Floats:
        return amount / (amount + self.weights.half)

    def common_words(
        self, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels
    ) -> dict[str, tuple[Ints, Ints]]:
        """The words behind the first three components, for reasons: (which pair, which word), the
        rarest first in each pair."""
        words = len(self.people.heading)
        tables = {
            "shared": (
                _words_in_common(
                    self.experience, self.experience, a, b, sees_a, sees_b, self.silent
                ),
                self.experience_weight,
            ),
            "to_a": (
                _words_in_common(self.needs, self.offers, a, b, sees_a, sees_b),
                self.offers_weight,
            ),
            "to_b": (
                _words_in_common(self.needs, self.offers, b, a, sees_b, sees_a),
                self.offers_weight,
            ),
        }
        found = {}
        for name, (table, weight) in tables.items():
            pair, word = table.nonzero()
            pair, word = pair[word < words].astype(np.int64), word[word < words].astype(np.int64)
            order = np.lexsort((word, -weight[word], pair))
            found[name] = pair[order], word[order]
        return found


def _slice_chunks(size: int) -> Iterator[slice]:
    return (slice(start, start + CHUNK) for start in range(0, size, CHUNK))


def _word_table(words: Words, heading: Ints, *, always: bool = False) -> sparse.csr_array:
    """Person × (words, then headings): 1 + the audience of each; a heading has the widest of those
    under it."""
    size, people = len(heading), len(words.start) - 1
    level = np.full(len(words.word), 1, np.int64) if always else words.audience.astype(np.int64) + 1
    rows = np.tile(words.person, 2)
    columns = np.concatenate([words.word, size + heading[words.word]])
    number = rows * (2 * size) + columns
    order = np.lexsort((-np.tile(level, 2), number))
    first = order[np.concatenate([[True], np.diff(number[order]) > 0])] if len(order) else order
    return sparse.csr_array(
        (np.tile(level, 2)[first], (rows[first], columns[first])), shape=(people, 2 * size)
    )


def rarity_of(table: sparse.csr_array, people: int) -> Floats:
    """How rare each column is, float64, from 0 (everybody tells it) to 1 (eleven people or fewer):
    counted on what the whole network may see, and no finer than by elevens."""
    seen = table.indices[table.data > EVERYBODY_HERE]
    told = np.maximum(np.bincount(seen, minlength=table.shape[1]) // LEAST, 1) * LEAST
    most = max(people, LEAST)
    rare: Floats = np.log1p(most / np.minimum(told, most)) / np.log1p(most / LEAST)
    return rare


def _rows_seen(table: sparse.csr_array, who: Ints, sees: Levels) -> sparse.csr_array:
    rows = table[who]
    rows.data = (rows.data > np.repeat(sees, np.diff(rows.indptr))).astype(np.float64)
    return rows


def _words_in_common(
    one: sparse.csr_array,
    other: sparse.csr_array,
    a: Ints,
    b: Ints,
    sees_a: Levels,
    sees_b: Levels,
    silent: sparse.csr_array | None = None,
) -> sparse.csr_array:
    """What a[i] has in `one` and b[i] in `other`, as far as both are seen; less what is never a
    reason with either."""
    found = _rows_seen(one, a, sees_a).multiply(_rows_seen(other, b, sees_b)).tocsr()
    if silent is not None and silent.nnz:
        nothing = np.zeros(len(a), np.int8)
        never = _rows_seen(silent, a, nothing) + _rows_seen(silent, b, nothing)
        found = found - found.multiply(never > 0)
    return found


def _practical_components(
    people: People, a: Ints, b: Ints, sees_a: Levels, sees_b: Levels
) -> tuple[Floats, Floats, Floats, Floats]:
    """The components that are neither shared nor exchanged: road, times, near, same facility.
    Nothing when not told or not seen."""
    steps = np.abs(people.road[a] - people.road[b])
    told = (people.road[a] >= 0) & (people.road[b] >= 0)
    told &= (people.road_seen[a] >= sees_a) & (people.road_seen[b] >= sees_b)
    road = np.where(told, FURTHER[np.minimum(steps, len(FURTHER) - 1)], 0)
    common = np.bitwise_count(told_times(people, a, sees_a) & told_times(people, b, sees_b))
    near = NEAR_KM / (NEAR_KM + kilometres_of_pairs(people, a, b))
    near[
        ~((people.place_seen[a] >= sees_a) & (people.place_seen[b] >= sees_b)) | np.isnan(near)
    ] = 0
    same = (people.facility[a] == people.facility[b]) & (people.facility[a] >= 0)
    same &= (people.facility_seen[a] >= sees_a) & (people.facility_seen[b] >= sees_b)
    return road, np.minimum(common, MANY_TIMES) / MANY_TIMES, near, same.astype(float)

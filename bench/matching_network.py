"""Invented people for `make bench-matching`: arrays only, the same for the same seed."""

import numpy as np

from entrepairs.matching.people_arrays import ALL_MEANS, IN_PERSON, SLOTS, People, Words

EXPERIENCES, HEADINGS, SUPPORTS = 120, 15, 40
TOWN = 3_000  # people a town, about


def _words(chance: np.random.Generator, people: int, most: int, first: int, size: int) -> Words:
    """Up to `most` words each, some told much more; a quarter for one's organisations only."""
    count = chance.integers(1, most + 1, people)
    person = np.repeat(np.arange(people), count)
    word = first + np.minimum(chance.exponential(size / 4, len(person)).astype(np.int64), size - 1)
    number = np.unique(person * 1_000 + word)
    person, word = np.divmod(number, 1_000)
    audience = np.where(chance.random(len(word)) < 0.25, 3, 4).astype(np.int8)
    return Words(np.searchsorted(person, np.arange(people + 1)), word, audience)


def invent_people(size: int, seed: int = 1) -> People:
    """Towns of all sizes, words of all rarities, some limits and blocks.

    One person in four has room for more than one.
    """
    chance = np.random.default_rng(seed)
    towns = max(1, size // TOWN)
    town = np.minimum(chance.exponential(towns / 3, size).astype(np.int64), towns - 1)
    where = chance.uniform((43, -1), (50, 7), (towns, 2))
    seen = np.full(size, 4, np.int8)
    heading = np.arange(EXPERIENCES + SUPPORTS)
    heading[HEADINGS:EXPERIENCES] = chance.integers(0, HEADINGS, EXPERIENCES - HEADINGS)
    times = np.zeros(size, np.uint64)
    for _ in range(6):
        times |= np.uint64(1) << chance.integers(0, SLOTS, size).astype(np.uint64)
    nobody = Words(np.zeros(size + 1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int8))
    organisation = Words(
        np.arange(size + 1), town * 5 + chance.integers(0, 5, size), np.full(size, 4, np.int8)
    )
    return People(
        key=chance.permutation(size).astype(np.int64),
        heading=heading,
        experience=_words(chance, size, 5, 0, EXPERIENCES),
        seeks=_words(chance, size, 3, EXPERIENCES, SUPPORTS),
        brings=_words(chance, size, 3, EXPERIENCES, SUPPORTS),
        unspoken=nobody,
        organisation=organisation,
        road=chance.integers(-1, 5, size),
        road_seen=seen,
        facility=np.where(chance.random(size) < 0.3, town * 3 + chance.integers(0, 3, size), -1),
        facility_seen=seen,
        languages=np.where(chance.random(size) < 0.9, 1, 2).astype(np.uint64)
        | (chance.random(size) < 0.2) * np.uint64(4),
        languages_seen=seen,
        times=times,
        times_seen=seen,
        latitude=where[town, 0] + chance.normal(0, 0.1, size),
        longitude=where[town, 1] + chance.normal(0, 0.1, size),
        reach=chance.choice((5, 10, 20, 50), size).astype(float),
        place_seen=seen,
        means=np.where(chance.random(size) < 0.4, IN_PERSON, ALL_MEANS).astype(np.uint64),
        traits=np.uint64(1) << chance.integers(0, 8, size).astype(np.uint64),
        refuses=np.where(chance.random(size) < 0.1, 1, 0).astype(np.uint64),
        refused_times=np.zeros(size, np.uint64),
        wishing=np.ones(size, bool),
        room=1 + (chance.random(size) < 0.25) * chance.integers(1, 4, size),
        waiting=np.minimum(chance.exponential(60, size).astype(np.int64), 1_000),
        apart=chance.integers(0, size, (size // 100, 2)),
    )

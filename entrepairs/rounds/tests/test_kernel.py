"""The score is defined once, in entrepairs.matching: the database finds the same people, with the
same score."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.matching import weights as kernel
from entrepairs.matching.bounds import BOUNDS
from entrepairs.pairs.models import Wish
from entrepairs.people import queries as people
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.rounds.tests.kernel import scores
from entrepairs.suggestions import refresh, word_positions
from entrepairs.suggestions.index_plan import ANYBODY, PARTS, plan_index
from entrepairs.suggestions.models import Weights
from entrepairs.suggestions.query_vector import told_by
from entrepairs.suggestions.ranking import rank_peers
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Place

EXPERIENCES = [
    "cancer",
    "after_cancer",
    "diabetes",
    "street",
    "shelter",
    "home_after_street",
    "suicide_attempt",
    "voices",
    "mental_health",
]
SUPPORT = ["listening", "walk", "coffee", "talking", "outing", "been_there"]
LIMITS = [
    "no_animal",
    "with_animal",
    "no_suicide",
    "no_evenings",
    "only_phone",
    "no_phone",
    "no_video",
    "no_in_person",
]


def a_network(network: Any, reader: Person, chance: random.Random) -> None:
    """Some thirty people who told this and that, to the network, to their organisation, or to
    fewer."""
    towns = list(
        Place.objects.filter(country="FR", name__in=["Rennes", "Cesson-Sévigné", "Marseille"])
    )
    everybody = [
        reader,
        *(Person.objects.create(name=f"P{number}", audience=0) for number in range(30)),
    ]
    Wish.objects.bulk_create([Wish(person=person) for person in everybody])
    Affiliation.objects.bulk_create(
        [
            Affiliation(person=person, organisation=network.escale)
            for person in everybody
            if chance.random() < 0.4 or person is reader
        ]
    )
    Facet.objects.bulk_create(
        facet
        for person in everybody
        for facet in [*words_told(person, chance), *times_and_place(person, chance, towns)]
    )


def words_told(person: Person, chance: random.Random) -> Iterator[Facet]:
    for kind, scheme, keys, most in (
        ("experience", "experience", EXPERIENCES, 4),
        ("need", "support", SUPPORT, 3),
        ("offer", "support", SUPPORT, 3),
        ("limit", "limit", LIMITS, 2),
        ("language", "language", ["fr", "ar", "en"], 2),
    ):
        for key in chance.sample(keys, chance.randint(0, most)):
            concept = vocabulary.concept_by_key(scheme, key).id
            yield Facet(
                person=person,
                kind=kind,
                concept_id=concept,
                audience=chance.choice([0, 3, 4, 4, 5]),
            )


def times_and_place(person: Person, chance: random.Random, towns: list[Place]) -> Iterator[Facet]:
    if chance.random() < 0.7:
        yield Facet(
            person=person,
            kind="availability",
            slots=chance.getrandbits(21),
            audience=chance.choice([1, 3, 4]),
        )
    if chance.random() < 0.7:
        where: dict[str, Any] = (
            {"place": chance.choice(towns), "radius_km": chance.choice([0, 5, 30])}
            if chance.random() < 0.8
            else {}
        )
        yield Facet(person=person, kind="place", audience=chance.choice([2, 3, 4]), **where)


@pytest.mark.parametrize("seed", range(4))
def test_the_database_counts_the_score_of_the_kernel(
    farid: Person, network: Any, seed: int
) -> None:
    chance = random.Random(seed)
    values = {
        name: round(chance.uniform(bound.least, bound.most), 3) for name, bound in BOUNDS.items()
    }
    with hats.system("test"):
        a_network(network, farid, chance)
        if seed:
            Weights.objects.create(organisation=network.escale, **values)
    refresh.refresh_index()
    wanted = scores(farid, kernel.Weights(**values) if seed else kernel.Weights())
    with hats.person(farid.pk):
        found = rank_peers(farid.pk, people.facets_of([farid.pk])[farid.pk])
    assert {one.person_id: one.score for one in found} == pytest.approx(wanted, abs=1e-9)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(wanted) > 3


def test_by_the_index_the_best_is_found_as_by_comparing_everybody(
    farid: Person, network: Any
) -> None:
    """As if the network were a thousand times larger: lists of the index are read, most promising
    first."""
    with hats.system("test"):
        a_network(network, farid, random.Random(11))
    refresh.refresh_index()
    with hats.person(farid.pk):
        mine = people.facets_of([farid.pk])[farid.pk]
        everybody = rank_peers(farid.pk, mine, limit=5)
        few = plan_index(
            told_by(mine, word_positions.word_positions()),
            word_positions.word_positions(),
            turn=0.0,
            most=20,
        )
        assert all(group for way in few.ways for group in way)
        assert any(len(way) > 1 for way in few.ways)  # who has something of each kind in common
        assert not any(
            way == [[ANYBODY + part for part in range(PARTS)]] for way in few.ways
        )  # not everybody is read
        by_index = rank_peers(farid.pk, mine, limit=5, most=20)
    assert by_index[0].score == everybody[0].score

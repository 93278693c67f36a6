"""What someone hides from me can be told from nothing: not from who is there, how many, in which
order, nor from a reason.

Two networks that differ only in what is hidden from Farid are one and the same to him, whatever he
tells himself. This is how decision 0016 holds; each test here fails when its protection is taken
away.
"""

import random
from typing import Any

import pytest
from django.db import connection

from entrepairs.core import hats
from entrepairs.pairs.queries.possible import Page, page_of_possible, reasons_with
from entrepairs.pairs.tests.conftest import Make, Tell
from entrepairs.people import queries as people
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.rounds.models import Hint, PredictedSuggestion, Round
from entrepairs.rounds.tests.making import again, joins, worked_out
from entrepairs.suggestions import refresh
from entrepairs.suggestions.models import TermPosition, Weights
from entrepairs.suggestions.ranking import rank_peers
from entrepairs.suggestions.waiting_times import Wait, waits_by_group
from entrepairs.vocabulary.models import Place

# Everything that a person may tell, save where they live (tested with it below) and how to be
# reached, which nothing uses.
TELLABLE: list[tuple[str, str, dict[str, Any]]] = [
    ("experience", "cancer", {}),
    ("experience", "after_cancer", {}),
    ("experience", "suicide_attempt", {}),
    ("need", "listening", {}),
    ("offer", "walk", {}),
    ("language", "ar", {}),
    ("availability", "", {"slots": 0b1_100_000}),
    ("place", "", {}),
    ("limit", "no_suicide", {}),
    ("limit", "no_animal", {}),
    ("limit", "with_animal", {}),
    ("limit", "only_writing", {}),
    ("limit", "no_evenings", {}),
    ("limit", "other_organisation", {}),
    ("limit", "not_paid", {}),
]
# What Farid tries, one after the other: a probe is what makes an effect of something hidden come
# and go.
PROBES: list[list[tuple[str, str, dict[str, Any]]]] = [
    [("experience", "cancer", {}), ("need", "walk", {}), ("offer", "listening", {})],
    [
        ("experience", "suicide_attempt", {}),
        ("experience", "loss_by_suicide", {}),
        ("availability", "", {"slots": 0b100_000}),
    ],
    [("experience", "cancer", {}), ("limit", "with_animal", {}), ("language", "fr", {})],
    [("offer", "listening", {}), ("limit", "no_animal", {}), ("limit", "only_phone", {})],
    [
        ("need", "walk", {}),
        ("limit", "no_phone", {}),
        ("limit", "no_video", {}),
        ("language", "ar", {}),
    ],
]


def seen_by(me: Person) -> list[Any]:
    """All that a person can learn from looking: who, in which order, with which score, how many,
    and why."""
    with hats.person(me.pk):
        mine = people.facets_of([me.pk])[me.pk]
        scores = [(one.person_id, one.score, one.same) for one in rank_peers(me.pk, mine)]
        page = page_of_possible(me.pk)
        shown = [
            (one.person.name, [str(reason) for reason in one.reasons], one.traits, one.times)
            for one in page.people
        ]
        asked = {
            who: [str(reason) for reason in why]
            for who, why in reasons_with(me.pk, others(page)).items()
        }
        return [scores, page.has_next(), shown, asked]


def others(page: Page) -> list[Person]:
    """Whose page one may open to invite: the reasons stand there too."""
    return [one.person for one in page.people]


def probed(me: Person, tell: Tell) -> list[Any]:
    answers = []
    for probe in PROBES:
        told = [tell(me, kind, key, audience=0, **values) for kind, key, values in probe]
        answers.append(seen_by(me))
        with hats.system("test"):
            Facet.objects.filter(pk__in=[facet.pk for facet in told]).delete()
    return answers


@pytest.fixture
def around(farid: Person, network: Any, someone: Make, tell: Tell) -> Person:
    """Farid, in L'Escale with Hidden and some others; Hidden shows everybody a few things."""
    with hats.system("test"):
        Affiliation.objects.create(person=farid, organisation=network.escale)
    hidden = someone(
        "Hidden", experience=["diabetes", "loss_by_suicide"], need=["coffee"], language=["fr"]
    )
    someone("Another", experience=["cancer"], offer=["walk"], need=["listening"])
    someone("Third", offer=["coffee", "walk"], limit=["with_animal"])
    someone("Fourth", experience=["suicide_attempt", "diabetes"])
    refresh.refresh_index()
    return hidden


@pytest.mark.parametrize("audience", [0, 1, 2, 3])
def test_nothing_hidden_changes_anything_that_i_see(
    farid: Person, around: Person, tell: Tell, audience: int
) -> None:
    """Farid is in none of Hidden's organisations: what is for these is hidden from him as well."""
    before = probed(farid, tell)
    for kind, key, values in TELLABLE:
        tell(around, kind, key, audience=audience, **values)
    refresh.refresh_index()  # and neither does a night's work
    assert probed(farid, tell) == before


def test_shown_it_changes_what_i_see(farid: Person, around: Person, tell: Tell) -> None:
    """The test above can fail."""
    before = probed(farid, tell)
    for kind, key, values in TELLABLE:
        tell(around, kind, key, audience=4, **values)
    after = probed(farid, tell)
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_what_was_hidden_a_moment_ago_is_as_if_it_had_never_been_told(
    farid: Person, around: Person, tell: Tell
) -> None:
    before = probed(farid, tell)
    told = [tell(around, kind, key, **values) for kind, key, values in TELLABLE]
    with hats.system("test"):
        Facet.objects.filter(pk__in=[facet.pk for facet in told]).update(audience=2)
    assert probed(farid, tell) == before


def test_each_organisation_sees_what_it_is_shown_and_no_other(
    farid: Person, david: Person, eve: Person, network: Any, around: Person, tell: Tell
) -> None:
    """Hidden is of Eve's organisation: what is told there changes nothing for Farid and David, who
    are in another one."""
    with hats.system("test"):
        Affiliation.objects.create(person=around, organisation=eve.affiliations.get().organisation)
    before = [probed(farid, tell), probed(david, tell), probed(eve, tell)]
    for kind, key, values in TELLABLE:
        tell(around, kind, key, audience=3, **values)
    after = [probed(farid, tell), probed(david, tell), probed(eve, tell)]
    assert after[:2] == before[:2]
    assert after[2] != before[2]


def test_whatever_anybody_hides_a_list_stays_as_it_was(
    farid: Person, around: Person, someone: Make, tell: Tell
) -> None:
    """Many small networks: whatever anybody hides, Farid's list stays as it was."""
    chance = random.Random(7)
    others = [
        around,
        *(
            someone(f"Person {n}", experience=chance.sample(["cancer", "diabetes", "street"], 2))
            for n in range(4)
        ),
    ]
    before = probed(farid, tell)
    for other in others:
        for kind, key, values in chance.sample(TELLABLE, 8):
            if not _tells(other, kind, key):
                tell(other, kind, key, audience=chance.choice([0, 1, 2, 3]), **values)
    assert probed(farid, tell) == before


def _tells(person: Person, kind: str, key: str) -> bool:
    with hats.system("test"):
        same = Facet.objects.filter(person=person, kind=kind)
        return same.filter(concept__key=key).exists() if key else same.exists()


def test_weights_of_words_come_from_what_is_told_to_all(
    farid: Person, someone: Make, tell: Tell
) -> None:
    def weights() -> list[float]:
        refresh.refresh_index()
        with hats.system("test"):
            return list(
                TermPosition.objects.order_by("kind", "position").values_list("weight", flat=True)
            )

    crowd = [someone(f"P{number}", experience=["street"]) for number in range(24)]
    before = weights()
    for person in crowd:
        tell(person, "experience", "cancer", audience=3)
    assert weights() == before
    for person in crowd:
        tell(person, "experience", "diabetes")
    assert weights() != before


def test_the_lines_that_are_searched_cannot_be_read_nor_written(
    farid: Person, around: Person
) -> None:
    with hats.person(farid.pk), connection.cursor() as cursor:
        cursor.execute("select count(*) from suggestions_finderrow")
        assert cursor.fetchone() == (0,)


def test_a_round_is_the_same_when_all_that_is_hidden_from_the_organisation_is_taken_out(
    network: Any, claire: Person, tell: Tell
) -> None:
    """Whom it invites with whom, with which score, what would help the others, and who is said to
    have waited."""
    people = [joins(network, f"P{number}", experience=["street"]) for number in range(13)]
    told = [one for one in TELLABLE if one[0] not in ("place", "limit")]
    with hats.system("test"):
        Weights.objects.create(organisation=network.escale, learning=Weights.Learning.SUGGEST)
        place = Place.objects.order_by("pk").first()
    for number, person in enumerate(people):
        for kind, key, values in told[number % 3 :: 2]:
            tell(person, kind, key, audience=number % 3, **values)
        tell(person, "place", place=place, radius_km=5, audience=2)
    round = worked_out(network, claire)

    def found() -> list[Any]:
        with hats.system("test"):
            groups = waits_by_group({person.pk: Wait(3, met=False) for person in people})
            scores = PredictedSuggestion.objects.order_by("pk").values_list(
                "score", "suggestion__one", "suggestion__other"
            )
            hints = Hint.objects.order_by("person").values_list("person", "change")
            return [Round.objects.get(pk=round.pk).figures, list(scores), list(hints), groups]

    before = found()
    with hats.system("test"):
        assert Facet.objects.filter(person__in=people, audience__lt=3).delete()[0]
    again(round, claire)
    assert found() == before

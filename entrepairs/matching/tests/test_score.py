"""What speaks for two people, to whom."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepairs.matching.bounds import BOUNDS
from entrepairs.matching.hard_constraints import Missing, missing_constraints
from entrepairs.matching.people_arrays import People, Words, least_between
from entrepairs.matching.problem import NotUsable
from entrepairs.matching.score import Scorer
from entrepairs.matching.tests.people import HIDDEN, mutual, people, scorer, without_hidden
from entrepairs.matching.weights import Weights

NETWORK, ORGANISATIONS, CIRCLES, ME = 4, 3, 2, 0
EVERY = np.array([(a, b) for a in range(5) for b in range(5) if a != b]).T


def test_what_each_looks_for_and_the_other_brings_counts_more_than_what_only_one_brings() -> None:
    both = mutual(scorer(2, needs={0: {6: 4}, 1: {7: 4}}, offers={0: {7: 4}, 1: {6: 4}}))
    one = mutual(scorer(2, needs={0: {6: 4, 7: 4}}, offers={1: {6: 4, 7: 4}}))
    assert both > 2 * one > 0


def test_a_rare_experience_counts_more_than_one_that_everybody_tells() -> None:
    common = {i: {2: 4} for i in range(100)}
    rare = scorer(100, experience=common | {0: {2: 4, 5: 4}, 1: {2: 4, 5: 4}})
    assert mutual(rare) > 2 * mutual(rare, 2, 3) > 0


def test_another_word_of_a_heading_counts_less_than_the_same_word_and_more_than_none() -> None:
    near = scorer(30, experience={0: {2: 4}, 1: {3: 4}, 2: {2: 4}, 3: {5: 4}})
    assert mutual(near, 0, 2) > mutual(near, 0, 1) > mutual(near, 0, 3) == 0


def test_a_little_further_along_the_road_counts_more_than_as_far_or_much_further() -> None:
    of = scorer(4, road=[1, 2, 1, 6])
    assert mutual(of, 0, 1) > mutual(of, 0, 2) > mutual(of, 0, 3)


def test_the_same_facility_counts_against() -> None:
    of = scorer(3, road=[1, 1, 1], facility=[5, 5, 6])
    assert mutual(of, 0, 1) < mutual(of, 0, 2)


def test_common_times_and_a_short_way_count() -> None:
    of = scorer(3, times=[0b111, 0b111, 0b001], latitude=48.0, longitude=[-1.0, -1.0, -1.5])
    assert mutual(of, 0, 1) > mutual(of, 0, 2) > 0


def test_an_experience_that_one_does_not_want_as_a_reason_is_as_if_it_had_not_been_told() -> None:
    of = scorer(3, experience={i: {2: 4} for i in range(3)}, unspoken={1: {2: 0}})
    assert mutual(of, 0, 2) > 0 == mutual(of, 0, 1)
    pair, _ = of.common_words(np.array([0, 0]), np.array([1, 2]), *[np.full(2, 4, np.int8)] * 2)[
        "shared"
    ]
    assert pair.tolist() == [1]


def test_reasons_are_the_words_behind_each_part_the_rarest_first() -> None:
    told = {i: {3: 4} for i in range(40)}
    of = scorer(
        40,
        experience=told | {0: {2: 4, 3: 4}, 1: {2: 4, 3: 4}},
        needs={0: {6: 4}},
        offers={1: {6: 4}},
    )
    found = of.common_words(np.array([0]), np.array([1]), *[np.full(1, 4, np.int8)] * 2)
    assert {name: word.tolist() for name, (_, word) in found.items()} == {
        "shared": [2, 3],
        "to_a": [6],
        "to_b": [],
    }


def audiences() -> st.SearchStrategy[int]:
    return st.integers(0, 5)


@st.composite
def small(draw: st.DrawFn) -> People:
    def told(low: int, high: int) -> dict[int, dict[int, int]]:
        return draw(
            st.dictionaries(
                st.integers(0, 4), st.dictionaries(st.integers(low, high), audiences(), max_size=3)
            )
        )

    def each(numbers: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(numbers, min_size=5, max_size=5))

    seen = {
        f"{name}_seen": each(audiences())
        for name in ("road", "facility", "languages", "times", "place")
    }
    return people(
        5,
        experience=told(0, 5),
        needs=told(6, 8),
        offers=told(6, 8),
        unspoken=told(0, 5),
        organisation=told(0, 2),
        road=each(st.integers(-1, 5)),
        facility=each(st.integers(-1, 2)),
        languages=each(st.integers(0, 3)),
        times=each(st.integers(0, 7)),
        latitude=each(st.sampled_from([48.0, 48.3, np.nan])),
        longitude=-1.7,
        reach=each(st.sampled_from([5.0, 40.0, np.inf])),
        means=each(st.integers(0, 15)),
        traits=each(st.integers(0, 3)),
        refuses=each(st.sampled_from([0, 0, 1, 2])),
        refused_times=each(st.sampled_from([0, 0, 3])),
        room=each(st.integers(0, 2)),
        **seen,
    )


@settings(max_examples=60, deadline=None)
@given(small())
def test_score_and_musts_are_symmetric_and_the_score_is_from_0_to_1(p: People) -> None:
    a, b = EVERY
    of, least = Scorer(p), least_between(p, a, b)
    score = of.mutual(a, b)
    assert ((score >= 0) & (score <= 1)).all()
    assert (score == of.mutual(b, a)).all()
    assert (
        missing_constraints(p, a, b, least, least) == missing_constraints(p, b, a, least, least)
    ).all()


@settings(max_examples=70, deadline=None)
@given(small())
def test_what_is_hidden_changes_no_score_no_reason_and_no_must(p: People) -> None:
    """Were it taken out of the arrays altogether, every number that anybody is shown would be the
    same."""
    p = replace(p, organisation=people(5).organisation)
    bare = without_hidden(p, NETWORK)
    a, b = EVERY
    sees = np.full(len(a), NETWORK, np.int8)
    full, told = Scorer(p), Scorer(bare)
    assert (full.mutual(a, b) == told.mutual(a, b)).all()
    assert (
        missing_constraints(p, a, b, sees, sees) == missing_constraints(bare, a, b, sees, sees)
    ).all()
    for name, (pair, word) in full.common_words(a, b, sees, sees).items():
        other_pair, other_word = told.common_words(a, b, sees, sees)[name]
        assert pair.tolist() == other_pair.tolist()
        assert word.tolist() == other_word.tolist()
    components, same = full.components(a, b, sees, sees), told.components(a, b, sees, sees)
    assert all(
        (getattr(components, f.name) == getattr(same, f.name)).all() for f in fields(components)
    )


@settings(max_examples=40, deadline=None)
@given(small(), st.integers(0, 4))
def test_a_reader_counts_all_their_own_facets_and_only_those_seen_of_others(
    p: People, reader: int
) -> None:
    p = replace(p, organisation=people(5).organisation)
    others = np.array([i for i in range(5) if i != reader])
    bare = without_hidden(p, NETWORK)
    own: dict[str, Any] = {
        name: _with_row(getattr(bare, name), getattr(p, name), reader)
        for name in ("experience", "needs", "offers")
    }
    own |= {
        name: np.where(np.arange(5) == reader, getattr(p, name), getattr(bare, name))
        for name in (*HIDDEN, "latitude")
    }
    assert (
        Scorer(p).for_reader(reader, others)
        == Scorer(replace(bare, **own)).for_reader(reader, others)
    ).all()


def _with_row(words: Words, other: Words, row: int) -> Words:
    told = [
        dict(zip(source.word[s:e].tolist(), source.audience[s:e].tolist(), strict=True))
        for i in range(5)
        for source in [other if i == row else words]
        for s, e in [source.start[i : i + 2]]
    ]
    return Words.of(told)


def test_who_belongs_to_the_same_organisation_sees_what_is_for_it() -> None:
    told: dict[str, Any] = {
        "experience": {i: {2: ORGANISATIONS} for i in range(3)},
        "organisation": {0: {9: 4}, 1: {9: 4}},
    }
    of = scorer(3, **told)
    assert mutual(of, 0, 1) > 0 == mutual(of, 0, 2)


CONSTRAINTS: list[tuple[dict[str, Any], int]] = [
    ({}, 0),
    ({"wishing": [True, False]}, Missing.WISH),
    ({"room": [1, 0]}, Missing.ROOM),
    ({"apart": np.array([[1, 0]])}, Missing.APART),
    ({"refuses": [4, 0], "traits": [0, 4]}, Missing.LIMIT),
    ({"means": [1, 2]}, Missing.LIMIT),
    ({"languages": [1, 2]}, Missing.LANGUAGE),
    ({"languages": [1, 2], "languages_seen": [4, ME]}, 0),
    ({"times": [1, 2]}, Missing.TIME),
    ({"times": [3, 2], "refused_times": [0, 2]}, Missing.TIME),
    ({"times": [1, 2], "times_seen": [CIRCLES, 4]}, 0),
    ({"times": [0, 4], "refused_times": [4, 0]}, Missing.TIME),
    ({"times": [0, 6], "refused_times": [4, 0]}, 0),
    ({"times": [ME, 0], "refused_times": [2**20, 2**20 - 1]}, Missing.TIME),
    ({"latitude": [48.0, 49.0], "longitude": 0.0, "reach": 10.0, "means": 8}, Missing.PLACE),
    ({"latitude": [48.0, 49.0], "longitude": 0.0, "reach": [10.0, 110.0], "means": 8}, 0),
    ({"latitude": [48.0, 49.0], "longitude": 0.0, "reach": 10.0, "means": 9}, 0),
    ({"latitude": [48.0, np.nan], "longitude": 0.0, "reach": 10.0, "means": 8}, 0),
]


@pytest.mark.parametrize(("told", "flags"), CONSTRAINTS)
def test_each_constraint(told: dict[str, Any], flags: int) -> None:
    p = people(2, **told)
    sees = np.full(1, NETWORK, np.int8)
    assert missing_constraints(p, np.array([0]), np.array([1]), sees, sees).tolist() == [flags]


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -100.0, 100.0])
def test_a_weight_that_is_no_number_or_out_of_its_bounds_is_refused_by_name(
    name: str, value: float
) -> None:
    with pytest.raises(NotUsable, match=f"the weight “{name}”"):
        Weights(**{name: value})


def test_all_weights_at_nothing_are_refused() -> None:
    with pytest.raises(NotUsable, match="at least one weight"):
        Weights(shared=0, exchange=0, road=0, times=0, near=0)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"latitude": [np.inf, 0]}, "a place is not a number"),
        ({"reach": [np.nan, 1]}, "reach is not a number"),
        ({"room": [-1, 1]}, "room and waiting"),
        ({"key": [1, 1]}, "the same key"),
        ({"apart": np.array([[0, 5]])}, "apart"),
        ({"experience": {0: {99: 4}}}, "experience has a word"),
    ],
)
def test_people_who_do_not_hold_together_are_refused_with_a_sentence(
    told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotUsable, match=sentence):
        scorer(2, **told)


def test_nobody_makes_no_pairs() -> None:
    none = np.zeros(0, np.int64)
    assert scorer(0).mutual(none, none).tolist() == []

"""About twenty possible peers each, and why some have none."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from entrepairs.matching import candidates as room
from entrepairs.matching import one_sided
from entrepairs.matching.hard_constraints import Missing, missing_constraints
from entrepairs.matching.people_arrays import People, Words, least_between
from entrepairs.matching.problem import Worth
from entrepairs.matching.score import Scorer
from entrepairs.matching.tests.people import people, scorer, without_hidden
from entrepairs.matching.why import A_FEW, Change, explain_alone


def network(size: int = 300, seed: int = 1) -> People:
    chance = np.random.default_rng(seed)

    def told(low: int, high: int) -> dict[int, dict[int, int]]:
        return {
            i: {int(w): int(chance.integers(2, 5)) for w in set(chance.integers(low, high, 2))}
            for i in range(size)
        }

    return people(
        size,
        key=chance.permutation(10 * size)[:size],
        experience=told(0, 6),
        needs=told(6, 9),
        offers=told(6, 9),
        organisation={i: {int(chance.integers(0, 9)): 4} for i in range(size)},
        times=chance.integers(1, 2**21, size),
        latitude=chance.uniform(47, 49, size),
        longitude=chance.uniform(-2, 0, size),
        reach=30.0,
        means=chance.choice([8, 15], size),
        traits=chance.integers(0, 4, size),
        refuses=chance.choice([0, 0, 0, 1], size),
        room=chance.integers(0, 3, size),
        waiting=chance.integers(0, 99, size),
        apart=chance.integers(0, size, (50, 2)),
    )


def test_no_must_is_ever_broken_and_each_has_about_twenty() -> None:
    p = network()
    edges = room.find_candidates(Scorer(p))
    least = least_between(p, edges.a, edges.b)
    assert (missing_constraints(p, edges.a, edges.b, least, least) == 0).all()
    assert (edges.score == Scorer(p).mutual(edges.a, edges.b)).all()
    able = p.room > 0
    each = (np.bincount(edges.a, minlength=300) + np.bincount(edges.b, minlength=300))[able]
    assert np.median(each) >= 15
    assert each.mean() < 2 * room.EACH


def permuted(p: People, order: Any) -> People:
    """The same people in another order."""
    changed: dict[str, Any] = {}
    for field in fields(p):
        value = getattr(p, field.name)
        if isinstance(value, Words):
            rows = [
                (value.word[s:e].tolist(), value.audience[s:e].tolist())
                for s, e in zip(value.start, value.start[1:], strict=False)
            ]
            changed[field.name] = Words.of([dict(zip(*rows[i], strict=True)) for i in order])
        elif field.name == "apart":
            changed[field.name] = np.argsort(order)[value][::-1, ::-1]
        elif field.name != "heading":
            changed[field.name] = value[order]
    return replace(p, **changed)


def test_the_order_in_which_people_come_changes_nothing_and_the_seed_may() -> None:
    p = network()
    q = permuted(p, np.random.default_rng(5).permutation(p.size))

    def found(of: People, seed: int) -> set[tuple[int, int, float]]:
        edges = room.find_candidates(Scorer(of), seed=seed)
        ends = np.sort(np.stack([of.key[edges.a], of.key[edges.b]]), axis=0).tolist()
        return set(zip(*ends, edges.score.tolist(), strict=True))

    assert found(p, 3) == found(q, 3)
    assert found(p, 3) != found(p, 4)


def test_what_is_for_fewer_than_ones_organisation_changes_nothing_in_a_round() -> None:
    """Neither who is a possible pair, nor the scores, nor who is paired with whom, nor what is said
    to the others."""
    chance = np.random.default_rng(2)
    seen: dict[str, Any] = {
        f"{name}_seen": chance.integers(2, 5, 300).astype(np.int8) for name in ("times", "place")
    }
    p = replace(network(), organisation=people(300).organisation, **seen)
    bare = without_hidden(p, 4)
    found, told = room.find_candidates(Scorer(p)), room.find_candidates(Scorer(bare))
    for name in ("a", "b", "score"):
        assert (getattr(found, name) == getattr(told, name)).all()
    rounds = [
        one_sided.best_pairs(each.problem(of), prove=False).pairs
        for each, of in ((found, p), (told, bare))
    ]
    assert (rounds[0] == rounds[1]).all()
    reasons, same = explain_alone(p, np.arange(40)), explain_alone(bare, np.arange(40))
    assert (reasons.possible == same.possible).all()
    assert (reasons.change == same.change).all()


def test_ten_thousand_people_with_one_common_word_do_not_explode() -> None:
    p = people(10_000, experience={i: {2: 4} for i in range(10_000)})
    edges = room.find_candidates(Scorer(p))
    assert len(edges.a) <= 10_000 * room.EACH
    answer = one_sided.best_pairs(edges.problem(p), prove=False)
    assert answer.worth.met == 10_000
    assert answer.gap < 0.01


def test_who_speaks_what_few_speak_or_lives_where_few_live_is_found_among_very_many() -> None:
    """Six hundred people who told nothing else; ten speak another language, two meet in person
    only, far from all."""
    size = 600
    languages, latitude, means = np.ones(size, int), np.full(size, 48.0), np.full(size, 15)
    languages[::60], latitude[[17, 450]], means[[17, 450]] = 2, 44.0, 8
    p = people(size, languages=languages, latitude=latitude, longitude=0.0, reach=10.0, means=means)
    edges = room.find_candidates(Scorer(p))
    assert one_sided.best_pairs(edges.problem(p), prove=False).worth.met == size


NOBODY = Worth(0, 0, 0)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, {}),
        (1, {}),
        (4, {"apart": np.array([(a, b) for a in range(4) for b in range(a)])}),
        (4, {"room": 0}),
        (4, {"wishing": False}),
        (4, {"means": [1, 2, 4, 8]}),
    ],
)
def test_where_nobody_can_meet_there_is_no_candidate_and_an_empty_round(
    size: int, told: dict[str, Any]
) -> None:
    of = scorer(size, experience={i: {2: 4} for i in range(size)}, **told)
    edges = room.find_candidates(of)
    answer = one_sided.best_pairs(edges.problem(of.people))
    assert len(edges.a) == len(answer.pairs) == 0
    assert answer.worth == answer.bound == NOBODY
    assert explain_alone(of.people, np.arange(size)).change.shape == (size,)


def test_a_word_for_ones_organisation_finds_its_people_and_one_for_fewer_finds_nobody() -> None:
    told = {i: {2: 3 if i < 2 else 2} for i in range(60)}
    of = scorer(
        60,
        experience=told,
        organisation={0: {1: 4}, 1: {1: 4}, 2: {2: 4}, 3: {2: 4}},
        latitude=48.0,
        longitude=0.0,
    )
    edges = room.find_candidates(of)
    shared = of.components(
        edges.a, edges.b, *[least_between(of.people, edges.a, edges.b)] * 2
    ).shared
    assert set(zip(edges.a[shared > 0].tolist(), edges.b[shared > 0].tolist(), strict=True)) == {
        (0, 1)
    }


def test_progress_is_told_to_its_end() -> None:
    told: list[float] = []
    room.find_candidates(Scorer(network(50)), telling=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


class TestWhy:
    def one(self, size: int, **told: Any) -> dict[str, Any]:
        found = explain_alone(people(size, **told), np.array([0]))
        return {
            "change": Change(int(found.change[0])),
            "what": int(found.what[0]),
            "gains": int(found.gains[0]),
            "in_the_way": {
                cause: int(number[0]) for cause, number in found.in_the_way.items() if number[0]
            },
            "compared": int(found.compared[0]),
            "possible": int(found.possible[0]),
        }

    def test_one_more_half_day(self) -> None:
        found = self.one(16, times=[1] + [0b110] * 12 + [0b100] * 3)
        assert found["change"] == Change.HALF_DAY
        assert found["what"] == 2
        assert found["gains"] == 15
        assert found["in_the_way"] == {Missing.TIME: 15}

    def test_fifteen_km_more(self) -> None:
        found = self.one(15, latitude=[48.0, *[48.3] * 14], longitude=0.0, reach=10.0, means=8)
        assert (found["change"], found["what"], found["gains"]) == (Change.DISTANCE, 15, 14)

    def test_a_language_in_common_would_bring_peers(self) -> None:
        found = self.one(15, languages=[1, *[2] * 14])
        assert (found["change"], found["what"]) == (Change.LANGUAGE, 1)

    def test_their_own_limit(self) -> None:
        found = self.one(15, refuses=[2, *[0] * 14], traits=2)
        assert found["change"] == Change.NOTHING
        assert found["in_the_way"] == {Missing.LIMIT: 14}

    def test_possible_peers_who_were_all_taken(self) -> None:
        assert self.one(15)["change"] == Change.NEXT_ROUND

    def test_no_wish_of_ones_own(self) -> None:
        assert self.one(15, wishing=[False, *[True] * 14])["change"] == Change.WISH

    def test_fewer_than_eleven_are_told_without_a_number(self) -> None:
        found = self.one(6, times=[1, *[2] * 5])
        assert found["compared"] == found["gains"] == found["in_the_way"][Missing.TIME] == A_FEW

    def test_blocks_and_the_limits_of_others_leave_no_trace(self) -> None:
        """Of those who blocked me or whose limits keep me away, nothing is told: as if they were
        not there."""
        alone = self.one(1)
        blocked = self.one(15, apart=np.array([(0, i) for i in range(1, 15)]), times=[1, *[2] * 14])
        limited = self.one(15, refuses=[0, *[2] * 14], traits=[2, *[0] * 14], times=[1, *[2] * 14])
        assert blocked == limited == alone

"""Figures of records: each moves with its cause, and tells of nobody."""

import datetime as dt
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from entrepairs.core.small_counts import round_to_tens
from entrepairs.matching.tables import Reader, with_totals
from entrepairs.observatory import definitions
from entrepairs.observatory.exchanges import hide_table, table_of
from entrepairs.observatory.measures import Dice, measure_all
from entrepairs.observatory.models import Figure
from entrepairs.observatory.periods import Period, periods_over
from entrepairs.observatory.records import Given, Records, Share

SHOWN = {"rho", "returned_minutes", "concentration", "gave_and_received", "confirmed"}
EMPTY = Records([], [], [], [], [], [], [], 5, frozenset())
type Figures = dict[str, Figure]


def measured(records: Records) -> Figures:
    return {one.key: one for one in measure_all(records, Dice(np.random.default_rng(1), 50))}


def records(**more: Any) -> Records:
    return Records(**{name: getattr(EMPTY, name) for name in Records.__slots__} | more)


def ring(people: int = 24, back: int = 0, first: int = 0) -> list[Given]:
    """Each gives to the next; so many of them are given to in return."""
    told = [(at, (at + 1) % people) for at in range(people)]
    lines = told + [(two, one) for one, two in told[:back]]
    return [Given(one + first, two + first, 1, 30, True, True) for one, two in lines]


def shares(part: int, of: int) -> list[Share]:
    return [Share((person,), float(person < part)) for person in range(of)]


def test_every_definition_has_both_languages_two_ends_and_one_figure() -> None:
    found = measured(records(given=ring()))
    assert list(found) == list(definitions.definitions())
    for one in definitions.definitions().values():
        told = [one.name, one.says, *one.ends, *([one.lacks] if one.lacks else [])]
        assert all(words.fr and words.en and words.fr != words.en for words in told), one.key
        assert one.cited
        assert one.formula
        assert (found[one.key].reason == "records") == bool(one.lacks), one.key
    assert [len(one.figures) > 0 for one in definitions.questions().values()] == [True] * 7
    sixth = definitions.questions()[6]
    assert [one.en for one in sixth.readings] == ["more demanding", "able to contest"]
    assert sixth.mark == "to be checked"


def test_figures_of_the_network_move_with_their_causes_alone() -> None:
    one_way, returned = measured(records(given=ring())), measured(records(given=ring(back=12)))
    assert {key for key, one in one_way.items() if not one.reason} == SHOWN | {"kinds_of_support"}
    assert (one_way["returned_minutes"].value, returned["returned_minutes"].value) == (0, 0.67)
    assert one_way["rho"].value == -0.05 < 0.5 < (returned["rho"].value or 0)
    assert (one_way["rho"].people, one_way["rho"].links) == (20, 20)
    assert returned["gave_and_received"].value == one_way["gave_and_received"].value == 1
    assert one_way["concentration"].value == 0 < (returned["concentration"].value or 0)
    for one in returned.values():
        if not one.reason:
            assert one.low is not None
            assert one.high is not None
            assert one.low <= one.high

    to_one_side = [one for one in ring(44) if one.giver % 2]
    assert measured(records(given=to_one_side))["gave_and_received"].value == 0
    half = [one._replace(confirmed=one.giver % 2 == 0) for one in ring(44)]
    told = measured(records(given=half))
    assert told["confirmed"].value == 0.5
    assert told["rho"].reason == ""
    kinds = [one._replace(kind=one.giver % 5) for one in ring(55)]
    assert measured(records(given=kinds))["kinds_of_support"].value == 1
    assert returned["kinds_of_support"].value == 0


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("asked", "initiative"),
        ("taken_up", "items_taken_up"),
        ("reasons", "answered_with_reasons"),
        ("roles", "unpaid_roles"),
        ("taught", "teaching_paid"),
    ],
)
def test_a_share_moves_with_its_cause_and_is_hidden_of_few(field: str, key: str) -> None:
    for part, of, value in ((0, 22, 0), (11, 22, 0.5), (22, 22, 1), (15, 60, 0.25)):
        found = measured(records(**{field: shares(part, of)}))
        assert (found[key].value, found[key].people) == (value, of // 10 * 10)
        assert {name for name, one in found.items() if not one.reason} == {key}
    for part, of in ((5, 10), (1, 22), (10, 22), (15, 22)):
        assert measured(records(**{field: shares(part, of)}))[key].reason == "few"


def test_ways_of_learning_are_even_or_not() -> None:
    ways = ("life", "peers", "work", "training")
    told = [(person, ways[person % 4]) for person in range(44)]
    assert measured(records(learned=told))["ways_of_learning"].value == 1
    assert measured(records(learned=[(who, "life") for who, _way in told]))[
        "ways_of_learning"
    ].value == pytest.approx(0)
    assert measured(records(learned=told[:10]))["ways_of_learning"].reason == "few"


def test_fewer_than_11_people_or_20_links_are_no_figure() -> None:
    assert measured(records(given=ring(10, back=10)))["rho"].reason == "few"
    assert measured(records(given=ring(19)))["rho"].reason == "links"
    assert measured(records(given=ring(19)))["gave_and_received"].value == 1
    assert measured(records(given=ring(20)))["rho"].reason == ""
    everyone = [Given(a, b, 1, 30, True, True) for a in range(11) for b in range(11) if a != b]
    found = measured(records(given=everyone))
    assert found["rho"].reason == "nothing"
    assert found["returned_minutes"].value == 1


def test_somebody_who_is_not_counted_changes_nothing() -> None:
    more = [Given(0, 500, 1, 600, True, True), Given(500, 1, 2, 600, False, False)]
    told: dict[str, list[Any]] = {
        "roles": shares(12, 24),
        "taught": shares(12, 24),
        "asked": shares(12, 24),
        "taken_up": shares(12, 24),
        "reasons": shares(12, 24),
        "learned": [(p, "life") for p in range(12)],
    }
    with_them = {
        name: [*lines, (500, "work") if name == "learned" else Share((500,), 1.0)]
        for name, lines in told.items()
    }
    before = measured(records(given=ring(24, 6), **told))
    after = measured(records(given=ring(24, 6) + more, **with_them, uncounted=frozenset([500])))
    plain = [
        [(f.key, f.value, f.low, f.high, f.people, f.left_out, f.reason) for f in one.values()]
        for one in (before, after)
    ]
    assert plain[0] == plain[1]
    counted = measured(records(given=ring(24, 6) + more, **with_them))
    assert counted["returned_minutes"].value != before["returned_minutes"].value


def test_how_much_is_left_out_is_told_once_11_people_are_behind_it() -> None:
    out = frozenset(range(1000, 1012))
    for number, told in ((4, None), (12, 33)):
        more = ring(number, first=1000) if number > 4 else ring(4, first=1000)
        found = measured(records(given=ring(24) + more, uncounted=out))
        assert found["rho"].left_out == told
        assert found["rho"].value == -0.05


def test_what_is_left_out_tells_of_no_few_who_asked_it_and_whom_they_met() -> None:
    """One person at the centre asks: the twelve with whom they met did not."""
    more = [one._replace(receiver=999) for one in ring(12, first=1000)]
    found = measured(records(given=ring(24) + more, uncounted=frozenset([999])))
    assert found["rho"].left_out is None
    assert found["rho"].value == -0.05


def test_a_kind_or_way_of_few_people_is_in_no_figure() -> None:
    by_life = [(person, "life") for person in range(12)]
    for others, reason in ((1, "few"), (10, "few"), (11, "")):
        by_work = [(100 + person, "work") for person in range(others)]
        found = measured(records(learned=by_life + by_work))["ways_of_learning"]
        assert found.reason == reason
        kinds = [one._replace(kind=int(one.giver < max(others - 1, 1))) for one in ring(44)]
        assert measured(records(given=kinds))["kinds_of_support"].reason == reason


@drawn(st.lists(st.integers(0, 40), min_size=9, max_size=9))
def test_no_hidden_cell_of_people_can_be_worked_out(numbers: list[int]) -> None:
    """Not even by who knows all that is shown to the last person, all totals among it."""
    counts = np.array(numbers).reshape(3, 3)
    shown, table = hide_table(counts), with_totals(counts)
    if shown is None:
        totals = [*table[-1], *table[:, -1]]
        assert any(0 < one < 11 for one in totals) or table[-1, -1] == 0
        return
    hidden = frozenset((i, j) for i in range(4) for j in range(4) if shown[i][j] is None)
    assert all(i < 3 and j < 3 for i, j in hidden)
    reader = Reader(table, hidden)
    for i in range(4):
        for j in range(4):
            if (i, j) not in hidden:
                assert shown[i][j] == table[i, j] // 10 * 10
                assert not 0 < table[i, j] < 11
            elif 0 < table[i, j] < 11:
                assert reader.most((i, j)) >= 11


@drawn(st.integers(11, 400), st.integers(-10, 10))
def test_two_publications_tell_no_difference_under_11(people: int, more: int) -> None:
    """Whatever 1 to 10 people do between them: the same numbers are told of nobody, or of 11."""

    def could_be_told(told: int) -> list[int]:
        return [number for number in range(11, 421) if round_to_tens(number) == told]

    one, two = (round_to_tens(max(11, number)) for number in (people, people + more))
    could_be = {b - a for a in could_be_told(one) for b in could_be_told(two)}
    assert could_be - set(range(1, 11))
    assert could_be - set(range(-10, 0))


def test_people_are_each_in_one_cell_of_the_table() -> None:
    pairs, groups = ring(30), [one._replace(pair=False) for one in ring(40, first=20)]
    assert table_of(pairs + groups).tolist() == [[0, 0, 0], [0, 0, 0], [20, 30, 10]]


def test_periods_are_quarters_and_years() -> None:
    assert [one.name for one in periods_over(dt.date(2026, 1, 1))] == ["2025-Q4", "2025"]
    assert [one.name for one in periods_over(dt.date(2026, 12, 31))] == ["2026-Q3", "2025"]
    names = [f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
    for one, two in pairwise(Period.read(name) for name in names):
        assert one.until == two.since
    for wrong in ("2026-Q5", "2026-Q", "26-Q1", "x"):
        with pytest.raises(ValueError, match="no quarter"):
            Period.read(wrong)

"""Clocks of a representative, with the rules of the data, over 200 years: leap days among them."""

import datetime as dt
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from entrepairs.sittings.clocks import (
    PaperState,
    approval_clock,
    half_days_left,
    paper_state,
    training_clock,
)
from entrepairs.sittings.markup import SQUARES, half_day_squares
from entrepairs.vocabulary.clocks import DAY, add_months
from entrepairs.vocabulary.files import read
from entrepairs.vocabulary.queries import Term

LEAP_DAYS = [dt.date(year, 2, 29) for year in range(1952, 2150, 4) if year % 100 or year % 400 == 0]
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31)) | st.sampled_from(LEAP_DAYS)
AFTER = st.integers(-400, 4000)


def rule_from_data(key: str) -> Term:
    (entry,) = (one for one in read()[0] if one.scheme == "rule" and one.key == key)
    words: Any = dict.fromkeys(("fr", "en", "fr_hint", "en_hint", "mark"), "x")
    source: Any = {"source": entry.source, "checked_on": entry.checked_on}
    return Term(1, "rule", key, None, **words, **source, data=entry.data, retired=False)


APPROVAL, TRAINING, LEAVE, PAPER = map(rule_from_data, ("approval", "training", "leave", "paper"))


def test_rules_that_run_have_their_source_and_say_how_long() -> None:
    for rule in (APPROVAL, TRAINING, LEAVE, PAPER):
        assert rule.source
        assert rule.checked_on
    assert (APPROVAL.data["months"], APPROVAL.data["before_months"]) == (60, 8)
    assert TRAINING.data["months"] == 6
    assert LEAVE.data["per_year"] * 2 == SQUARES


@given(DAYS, AFTER)
def test_an_approval_warns_eight_months_before_and_never_after_its_end(
    until: dt.date, before: int
) -> None:
    on = until - before * DAY
    found = approval_clock(until, on, APPROVAL)
    assert found.warned_from == add_months(until, -8)
    assert 241 <= (until - found.warned_from).days <= 246
    assert found.clock.left == before
    assert found.over == (before < 0)
    assert found.soon == (found.warned_from <= on <= until)
    assert not (found.soon and found.over)
    assert (found.clock.passed == 100) == found.over


@given(DAYS, AFTER)
def test_training_is_due_six_months_after_the_first_mandate(first: dt.date, after: int) -> None:
    on = first + after * DAY
    found = training_clock(first, on, TRAINING)
    assert found.clock.last == add_months(first, 6)
    assert 181 <= (found.clock.last - first).days <= 184
    assert first < found.warned_from < found.clock.last
    assert found.soon == (found.warned_from <= on <= found.clock.last)
    assert found.over == (on > found.clock.last)
    assert 0 <= found.clock.passed <= 100


@given(DAYS, AFTER)
def test_a_day_later_no_clock_has_more_left(day: dt.date, after: int) -> None:
    on = day + after * DAY
    for clock, rule in ((approval_clock, APPROVAL), (training_clock, TRAINING)):
        now, then = clock(day, on, rule).clock, clock(day, on + DAY, rule).clock
        assert now.left - then.left == 1
        assert now.passed <= then.passed


@given(DAYS, st.lists(st.integers(0, 400), max_size=4), st.integers(0, 800))
def test_a_paper_is_late_30_days_after_it_was_first_asked_for_or_after_its_year(
    first: dt.date, more: list[int], after: int
) -> None:
    asked = [first, *(first + days * DAY for days in more)]
    on = first + after * DAY
    state = paper_state(asked, None, first.year, on, PAPER)
    late = after > 30 or on.year > first.year
    assert state == (PaperState.LATE if late else PaperState.ASKED)
    assert paper_state(asked, on, first.year, on, PAPER) is PaperState.RECEIVED
    never = paper_state([], None, first.year, on, PAPER)
    assert never is (PaperState.LATE if on.year > first.year else PaperState.BLANK)


@given(st.integers(0, 60))
def test_half_days_taken_and_left_are_eighteen_until_there_are_none(taken: int) -> None:
    left = half_days_left(taken, LEAVE)
    assert left == max(18 - taken, 0)
    squares = half_day_squares(taken)
    assert len(squares) == 18
    assert sum(on for _x, on in squares) == min(taken, 18)
    begins = [x for x, _on in squares]
    assert all(18 < after - before < 30 for before, after in pairwise(begins))
    assert begins[-1] + 17 < 412

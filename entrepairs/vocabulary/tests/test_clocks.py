"""Deadlines and terms, over two centuries of dates: leap days, weekends and holidays among them."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.vocabulary.clocks import (
    DAY,
    add_months,
    days_left,
    deadline,
    is_working_day,
    last_day_of_term,
    to_working_day,
    warning_day,
)
from entrepairs.vocabulary.files import read
from entrepairs.vocabulary.public_holidays import holidays_of
from entrepairs.vocabulary.queries import Term

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
MONTHS = st.integers(1, 120)
RULES = {entry.key: entry for entry in read()[0] if entry.scheme == "rule"}


def rule(**data: Any) -> Term:
    words = dict.fromkeys(("fr", "en", "fr_hint", "en_hint", "mark", "source"), "x")
    day = dt.date(2026, 11, 29)
    return Term(1, "rule", "x", None, **words, checked_on=day, data=data, retired=False)


@given(DAYS, MONTHS)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: dt.date, months: int
) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + DAY).day == 1)


@given(DAYS, MONTHS, MONTHS)
def test_a_later_start_never_ends_earlier(day: dt.date, months: int, more: int) -> None:
    assert add_months(day, months) <= add_months(day + DAY, months)
    assert add_months(day, months) < add_months(day, months + more)


@given(DAYS, MONTHS)
def test_terms_follow_each_other_without_a_gap_and_without_a_day_twice(
    since: dt.date, months: int
) -> None:
    last = last_day_of_term(since, months)
    begins = last + DAY
    assert since < begins
    whole = (begins.year - since.year) * 12 + begins.month - since.month
    # A month without that day gives its last one to the term: the next begins on the first.
    assert (whole, begins.day) in {(months, since.day), (months + 1, 1)}


@pytest.mark.parametrize(
    ("since", "months", "last"),
    [
        ("2024-04-01", 36, "2027-03-31"),
        ("2024-02-29", 36, "2027-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2023-12-01", 36, "2026-11-30"),
        ("2025-08-31", 6, "2026-02-28"),
    ],
)
def test_terms_that_were_counted_by_hand(since: str, months: int, last: str) -> None:
    assert last_day_of_term(dt.date.fromisoformat(since), months).isoformat() == last


@given(DAYS)
def test_a_last_day_moves_to_the_next_working_day_and_no_further(day: dt.date) -> None:
    moved = to_working_day(day)
    assert is_working_day(moved)
    assert moved.weekday() < 5
    assert moved not in holidays_of(None, moved.year)
    skipped = [day + DAY * n for n in range((moved - day).days)]
    assert not any(is_working_day(one) for one in skipped)
    assert len(skipped) <= 4  # Easter Saturday to Monday; Christmas around a weekend


@given(
    DAYS, st.sampled_from([key for key, one in RULES.items() if {"days", "months"} & set(one.data)])
)
def test_every_rule_ends_after_it_began_and_on_a_working_day_where_it_says_so(
    start: dt.date, key: str
) -> None:
    term = rule(**RULES[key].data)
    last = deadline(term, start)
    assert last > start
    if term.data.get("to_working_day"):
        assert is_working_day(last)
    else:
        plain = add_months(start, term.data.get("months", 0))
        assert last == plain + dt.timedelta(days=term.data.get("days", 0))
    assert warning_day(term, last) <= last


@given(DAYS, st.integers(-4000, 4000))
def test_days_left_are_counted_once_and_none_is_left_on_the_last(day: dt.date, days: int) -> None:
    assert days_left(day + DAY * days, day) == days
    assert days_left(day, day) == 0


def test_the_rules_that_were_counted_by_hand() -> None:
    friday = dt.date(2026, 11, 27)
    assert deadline(rule(**RULES["complaint_meet"].data), friday) == dt.date(2026, 12, 5)
    assert deadline(rule(**RULES["training"].data), dt.date(2026, 8, 31)) == dt.date(2027, 2, 28)
    # Asked on 25 November: a month later is Christmas, a Friday; then a weekend.
    answer = deadline(rule(**RULES["gdpr_answer"].data), dt.date(2026, 11, 25))
    assert answer == dt.date(2026, 12, 28)
    approval = rule(**RULES["approval"].data)
    assert warning_day(approval, dt.date(2027, 7, 14)) == dt.date(2026, 11, 14)

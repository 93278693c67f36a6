"""Rules of gatherings: the days that they give, and how they are said."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from entrepairs.gatherings.actions.rhythms import check_rhythm
from entrepairs.gatherings.models import Rhythm
from entrepairs.gatherings.queries import times_of
from entrepairs.gatherings.rules import (
    NotARule,
    checked,
    days_of,
    monthly,
    parts_of,
    say_rule,
    weekly,
)
from entrepairs.gatherings.tests.making import told

MONDAY = dt.date(2026, 10, 5)
NOW = dt.datetime(2026, 10, 5, 12, tzinfo=dt.UTC)


def days(rule: str, last: str, until: dt.date | None = None) -> list[str]:
    found = days_of(rule, MONDAY, until, MONDAY, dt.date.fromisoformat(last))
    return [f"{day:%m-%d}" for day in found]


def test_a_week_each_second_week_and_the_first_tuesday_of_the_month() -> None:
    assert days(weekly([1, 3], 1), "2026-10-15") == ["10-06", "10-08", "10-13", "10-15"]
    assert days(weekly([5], 2), "2026-11-10") == ["10-10", "10-24", "11-07"]
    assert days(monthly(1, 1), "2026-12-31") == ["10-06", "11-03", "12-01"]
    assert days(monthly(-1, 6), "2026-11-30") == ["10-25", "11-29"]
    assert days(weekly([1], 1), "2026-12-31", until=dt.date(2026, 10, 13)) == ["10-06", "10-13"]


def test_a_rule_is_said_and_chosen_again() -> None:
    assert say_rule(weekly([1], 1)) == "every week: Tuesday"
    assert say_rule(weekly([5, 1], 2)) == "every 2 weeks: Tuesday, Saturday"
    assert say_rule(monthly(-1, 6)) == "on the last Sunday of the month"
    assert parts_of(weekly([5, 1], 2)) == (2, [1, 5], 0)
    assert parts_of(monthly(-1, 6)) == (0, [6], -1)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO", "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=5MO"],
)
def test_no_other_rule_is_one(rule: str) -> None:
    with pytest.raises(NotARule):
        checked(rule)


def test_half_past_two_stays_so_when_the_clocks_change() -> None:
    rhythm = Rhythm(pk=1, **told(dt.date(2026, 10, 20)))
    rhythm.told = []  # type: ignore[attr-defined]
    found = list(times_of(rhythm, dt.date(2026, 10, 20), dt.date(2026, 10, 31)))
    assert [f"{time.starts_at:%d %H:%M %z}" for time in found] == [
        "20 14:30 +0200",
        "27 14:30 +0100",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"starts_on": dt.date(1900, 1, 1)}, "That is long ago."),
        ({"starts_on": dt.date(2199, 1, 1)}, "more than a year away"),
        ({"until": dt.date(2026, 10, 4)}, "The last day is before the first one."),
        (
            {
                "rule": monthly(1, 0),
                "starts_on": dt.date(2026, 10, 6),
                "until": dt.date(2026, 10, 20),
            },
            "the group would never meet",
        ),
        ({"minutes": 100_000}, "from five minutes to a day"),
    ],
)
def test_what_cannot_be_meant_is_met_with_a_sentence(
    wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        check_rhythm(told(MONDAY) | wrong, NOW)
    check_rhythm(told(MONDAY), NOW)  # without an end

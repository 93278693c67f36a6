"""Days and hours as people say them, on the nights when clocks change too."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.core.timezones import is_second, zone_named
from entrepairs.meetings import local_times
from entrepairs.meetings.reminders import find_due_at

PARIS = "Europe/Paris"
FORWARD, BACK = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
UTC = dt.UTC
EPOCH = dt.datetime(2020, 1, 1, tzinfo=UTC)
moments = st.integers(0, 15 * 365 * 86400).map(
    lambda seconds: EPOCH + dt.timedelta(seconds=seconds)
)
zones = st.sampled_from(
    [PARIS, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "America/Cayenne"]
)


def test_two_in_the_afternoon_is_said_in_the_person_s_zone() -> None:
    day, clock = dt.date(2026, 12, 2), dt.time(14)
    assert local_times.moment(day, clock, PARIS).astimezone(UTC).hour == 13
    assert local_times.moment(day, clock, "Indian/Reunion").astimezone(UTC).hour == 10


@pytest.mark.parametrize("clock", [dt.time(2), dt.time(2, 30), dt.time(2, 59)])
def test_the_hour_that_clocks_jump_over_is_refused(clock: dt.time) -> None:
    with pytest.raises(ValidationError) as refused:
        local_times.moment(FORWARD, clock, PARIS)
    assert refused.value.code == "no_such_hour"


def test_the_hours_around_it_are_taken() -> None:
    before, after = (
        local_times.moment(FORWARD, dt.time(1, 59), PARIS),
        local_times.moment(FORWARD, dt.time(3), PARIS),
    )
    assert after.astimezone(UTC) - before.astimezone(UTC) == dt.timedelta(minutes=1)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    here = local_times.moment(BACK, dt.time(2, 30), PARIS)
    assert here.astimezone(UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert not is_second(here)
    assert is_second(here.replace(fold=1))


def test_a_zone_nobody_knows_is_the_site_s(settings: object) -> None:
    for name in ("Middle/Earth", "", "../../etc/passwd"):
        assert zone_named(name).key == PARIS


def test_the_same_hour_next_week_is_the_same_hour_across_a_change_of_clocks() -> None:
    before = dt.datetime(2026, 10, 21, 14, 0, tzinfo=ZoneInfo(PARIS))  # a Wednesday in summer time
    following = local_times.find_next_same(before, PARIS, before)
    assert (following.date(), following.time()) == (dt.date(2026, 10, 28), dt.time(14))
    assert following.astimezone(UTC) - before.astimezone(UTC) == dt.timedelta(days=7, hours=1)


@given(moments, moments, zones)
def test_the_next_usual_time_is_soon_on_that_day_at_that_hour(
    when: dt.datetime, now: dt.datetime, name: str
) -> None:
    found = local_times.find_next_same(when, name, now)
    there = when.astimezone(ZoneInfo(name))
    assert (found.weekday(), found.hour, found.minute) == (
        there.weekday(),
        there.hour,
        there.minute,
    )
    assert now < found <= now + dt.timedelta(days=15)


@given(moments, zones)
def test_what_is_told_on_the_clock_is_the_same_moment(when: dt.datetime, name: str) -> None:
    there = when.astimezone(ZoneInfo(name))
    again = local_times.moment(there.date(), there.time(), name)
    if not is_second(there):
        assert again == there.replace(fold=0)


@given(moments, moments, zones)
def test_a_reminder_is_in_time_or_not_at_all(
    starts_at: dt.datetime, now: dt.datetime, name: str
) -> None:
    due = find_due_at(starts_at, name, now)
    if due is None:
        assert starts_at - dt.timedelta(hours=2) <= now
    else:
        assert (
            now < due <= starts_at - dt.timedelta(hours=2)
            or due.astimezone(ZoneInfo(name)).hour == 9
        )


def test_the_morning_before_is_nine_o_clock_even_when_clocks_change_that_night() -> None:
    starts_at = dt.datetime(2026, 10, 25, 8, tzinfo=ZoneInfo(PARIS))
    due = find_due_at(starts_at, PARIS, dt.datetime(2026, 10, 20, tzinfo=UTC))
    assert due is not None
    assert due.isoformat() == "2026-10-24T09:00:00+02:00"


NOW = dt.datetime(2026, 11, 22, tzinfo=UTC)
SINCE = NOW - dt.timedelta(days=100)


@given(moments, st.integers(-2000, 2000))
def test_only_dates_and_lengths_that_can_be_meant_are_taken(
    starts_at: dt.datetime, minutes: int
) -> None:
    try:
        local_times.check_plausible(starts_at, minutes, SINCE, NOW)
    except ValidationError:
        assert not (5 <= minutes <= 1440 and SINCE <= starts_at <= NOW + dt.timedelta(days=400))
    else:
        assert 5 <= minutes <= 1440
        assert SINCE <= starts_at <= NOW + dt.timedelta(days=400)

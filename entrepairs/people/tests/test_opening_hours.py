"""Opening hours: typed as people do, open or closed by the clocks of the place."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from entrepairs.people.opening_hours import (
    NotUnderstood,
    Week,
    read_hours,
    say_hours,
    state_at,
    write_hours,
)

PARIS = ZoneInfo("Europe/Paris")
MORNING, AFTERNOON = (dt.time(10), dt.time(12)), (dt.time(14), dt.time(18))
TUESDAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "10:00-12:00, 14:00-18:00",
        "10h-12h, 14h-18h",
        "14 h 00 – 18 h ; 10 h à 12 h",
        "10.00-12.00 et 14-18h",
        "10:00 to 12:00 and 14:00 to 18:00",
    ],
)
def test_hours_are_typed_as_people_do(typed: str) -> None:
    assert read_hours(typed) == [MORNING, AFTERNOON]


def test_what_is_written_is_read_again() -> None:
    hours = [MORNING, (dt.time(13, 30), dt.time(23, 59))]
    assert read_hours(write_hours(hours)) == hours
    assert read_hours("") == []
    assert say_hours([MORNING]) == "10:00–12:00"
    assert say_hours([]) == "closed"


@pytest.mark.parametrize(
    "typed", ["morning", "10-25h", "12:00-10:00", "10:00", "10:00-12:00, 11:00-13:00", "10-12-14"]
)
def test_what_is_no_hours_is_refused_in_words(typed: str) -> None:
    with pytest.raises(NotUnderstood, match=r"\w"):
        read_hours(typed)


def week(**exceptions: tuple[tuple[dt.time, dt.time], ...]) -> Week:
    """Open on Tuesday, in the morning and in the afternoon."""
    days = {dt.date.fromisoformat(day[1:].replace("_", "-")): v for day, v in exceptions.items()}
    return Week(((), (MORNING, AFTERNOON), (), (), (), (), ()), days)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), PARIS)


@pytest.mark.parametrize(
    ("hour", "is_open", "changes"),
    [(9, False, 10), (10, True, 12), (11, True, 12), (12, False, 14), (17, True, 18)],
)
def test_it_is_open_between_its_hours(hour: int, is_open: bool, changes: int) -> None:
    now = state_at(week(), at(TUESDAY, hour).astimezone(dt.UTC), PARIS)
    assert (now.is_open, now.changes_at) == (is_open, at(TUESDAY, changes))


def test_after_the_last_hour_it_opens_again_another_day() -> None:
    now = state_at(week(), at(TUESDAY, 18), PARIS)
    assert (now.is_open, now.changes_at) == (False, at(TUESDAY + dt.timedelta(days=7), 10))


def test_a_day_that_is_otherwise_counts_in_place_of_its_weekday() -> None:
    closed = week(_2026_12_01=())
    assert not state_at(closed, at(TUESDAY, 11), PARIS).is_open
    late = week(_2026_12_01=((dt.time(20), dt.time(22)),))
    assert not state_at(late, at(TUESDAY, 11), PARIS).is_open
    assert state_at(late, at(TUESDAY, 21), PARIS).is_open


def test_what_never_opens_says_no_hour() -> None:
    never = Week(((),) * 7, {})
    assert not never
    assert state_at(never, at(TUESDAY, 11), PARIS).changes_at is None


def test_the_clocks_are_those_of_the_place() -> None:
    reunion = ZoneInfo("Indian/Reunion")  # three hours later than Paris in winter
    assert state_at(week(), at(TUESDAY, 8), reunion).is_open
    assert not state_at(week(), at(TUESDAY, 8), PARIS).is_open

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.people import slots
from entrepairs.people.models import ALL_SLOTS

weeks = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 2)))


@given(weeks)
def test_a_week_packed_and_unpacked_is_the_same_week(week: set[tuple[int, int]]) -> None:
    packed = slots.pack_times(week)
    assert 0 <= packed <= ALL_SLOTS
    assert set(slots.times_of(packed)) == week


@given(weeks, weeks)
def test_what_two_weeks_share_is_their_intersection(
    one: set[tuple[int, int]], other: set[tuple[int, int]]
) -> None:
    assert set(slots.times_of(slots.pack_times(one) & slots.pack_times(other))) == one & other


@given(weeks)
def test_a_week_is_said_in_words_exactly_when_there_is_something_to_say(
    week: set[tuple[int, int]],
) -> None:
    assert bool(slots.slots_in_words(slots.pack_times(week))) is bool(week)


@given(st.integers(0, ALL_SLOTS))
def test_every_bitmap_is_a_week(bitmap: int) -> None:
    assert slots.pack_times(slots.times_of(bitmap)) == bitmap


@pytest.mark.parametrize(("day", "third"), [(-1, 0), (7, 0), (0, 3), (0, -1)])
def test_a_time_outside_the_week_is_refused(day: int, third: int) -> None:
    with pytest.raises(ValueError, match="no such time"):
        slots.slot_bit(day, third)


def test_weeks_are_said_as_people_say_them() -> None:
    with translation.override("en"):
        assert slots.slots_in_words(slots.pack_times([(1, 2)])) == "Tuesday evening"
        assert (
            slots.slots_in_words(slots.pack_times((day, 0) for day in range(5)))
            == "weekday mornings"
        )
        assert (
            slots.slots_in_words(slots.pack_times((day, 1) for day in range(7)))
            == "every afternoon"
        )
        assert (
            slots.slots_in_words(slots.pack_times([(5, 1), (6, 1), (2, 1)]))
            == "weekend afternoons, Wednesday afternoon"
        )
        assert slots.slots_in_words(ALL_SLOTS) == "any time"
        assert slots.slots_in_words(0) == slots.slots_in_words(None) == ""
    with translation.override("fr"):
        assert slots.slots_in_words(slots.pack_times([(1, 2)])) == "mardi soir"

"""Sums of what was given and received: what the mirror is drawn from."""

from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.core import hats
from entrepairs.meetings.exchange_sums import (
    Flow,
    given_received,
    note_of,
    share_minutes,
)
from entrepairs.meetings.tests.making import DAY, a_held_meeting, a_line
from entrepairs.people.models import Circle, Person

LONG_AGO = timezone.now() - 90 * DAY


@given(st.integers(1, 1440), st.integers(1, 15))
def test_a_time_shared_between_kinds_keeps_its_sum_and_is_even(total: int, parts: int) -> None:
    found = share_minutes(total, parts)
    assert len(found) == parts
    assert min(found) >= 1
    if total >= parts:
        assert sum(found) == total
        assert max(found) - min(found) <= 1


def test_nothing_ticked_shares_nothing() -> None:
    assert share_minutes(60, 0) == []


@pytest.fixture
def told(pair: Circle, amel: Person, bruno: Person) -> None:
    """Amel gave 90 and received 30; some more is not confirmed, and some is of last year."""
    for _ in range(2):
        meeting = a_held_meeting(pair, amel, bruno)
        a_line(meeting, amel, bruno, amel, minutes=45, confirmed_by=bruno)
        a_line(meeting, bruno, amel, amel, minutes=15, kind="paperwork", confirmed_by=bruno)
    a_line(a_held_meeting(pair, amel, bruno), amel, bruno, amel, minutes=500)
    a_line(
        a_held_meeting(pair, amel, bruno, -200 * DAY),
        amel,
        bruno,
        amel,
        minutes=300,
        confirmed_by=bruno,
    )


def minutes(flows: list[Flow], giver: Person) -> int:
    return sum(flow.minutes for flow in flows if flow.giver == giver.pk)


@pytest.mark.usefixtures("told")
def test_only_what_both_confirmed_in_the_period_counts(
    amel: Person, bruno: Person, pair: Circle, queries: Any
) -> None:
    for who in (amel, bruno):
        with hats.person(who.pk):
            with queries() as made:
                flows = given_received(who, LONG_AGO)
            assert len(made) == 1
            assert (minutes(flows, amel), minutes(flows, bruno)) == (90, 30)
            assert {flow.month.day for flow in flows} == {1}
            assert given_received(who, LONG_AGO, pair) == flows


@pytest.mark.usefixtures("told")
def test_nobody_else_reads_anything(claire: Person, amel: Person) -> None:
    with hats.person(claire.pk):
        assert given_received(amel, LONG_AGO) == []


def test_a_period_begins_at_its_first_moment(pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    a_line(meeting, amel, bruno, amel, confirmed_by=bruno)
    with hats.person(amel.pk):
        assert minutes(given_received(amel, meeting.starts_at), amel) == 30
        assert given_received(amel, meeting.starts_at + DAY) == []


def test_what_is_not_counted_leaves_both_mirrors(pair: Circle, amel: Person, bruno: Person) -> None:
    from entrepairs.meetings.actions.noting import do_not_count

    meeting = a_held_meeting(pair, amel, bruno)
    a_line(meeting, amel, bruno, amel, confirmed_by=bruno)
    with hats.person(bruno.pk):
        assert minutes(given_received(bruno, LONG_AGO), amel) == 30
        do_not_count(meeting=meeting, once=None, by=bruno)
    for who in (amel, bruno):
        with hats.person(who.pk):
            assert given_received(who, LONG_AGO) == []


def test_a_note_reads_mirrored(pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    lines = [
        a_line(meeting, amel, bruno, amel, minutes=45),
        a_line(meeting, bruno, amel, amel, minutes=15),
    ]
    with hats.person(amel.pk):
        hers, his = note_of(lines, amel.pk), note_of(lines, bruno.pk)
    assert hers is not None
    assert his is not None
    assert (hers.given, hers.received) == (his.received, his.given) == (45, 15)
    assert [(k.label, k.given, k.received) for k in hers.rows] == [("listening", 45, 15)]
    assert note_of([], amel.pk) is None

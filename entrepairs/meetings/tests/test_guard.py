"""What the database refuses about notes and meetings, whatever the code above it forgets."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.tests.making import (
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
)
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.models import Concept


@pytest.fixture
def held(pair: Circle, amel: Person, bruno: Person) -> Meeting:
    return a_held_meeting(pair, amel, bruno)


def refused(by: Person, write: Callable[[], Any]) -> bool:
    """The database raises, or reaches no row."""
    try:
        with hats.person(by.pk):
            found = write()
    except Error:
        return True
    return found == 0 or (isinstance(found, tuple) and found[0] == 0)


def insert(meeting: Meeting, **columns: Any) -> Callable[[], Any]:
    def write() -> int:
        kind = columns.pop("kind", None) or Concept.objects.get(scheme="contribution", key="ride")
        given = {
            "meeting": meeting,
            "circle_id": meeting.circle_id,
            "at": meeting.starts_at,
            "minutes": 30,
            "kind": kind,
        }
        return Contribution.objects.create(**given | columns).pk

    return write


def test_the_guard_takes_a_true_note(held: Meeting, amel: Person, bruno: Person) -> None:
    assert not refused(amel, insert(held, giver=amel, receiver=bruno, noted_by=amel))


def test_the_guard_refuses_a_note_in_another_s_name(
    held: Meeting, amel: Person, bruno: Person, claire: Person
) -> None:
    assert refused(amel, insert(held, giver=amel, receiver=bruno, noted_by=bruno))
    assert refused(claire, insert(held, giver=amel, receiver=bruno, noted_by=amel))
    assert refused(amel, insert(held, giver=amel, receiver=claire, noted_by=amel))


def test_the_guard_refuses_a_note_confirmed_from_the_start(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    assert refused(
        amel,
        insert(
            held,
            giver=amel,
            receiver=bruno,
            noted_by=amel,
            confirmed_by=bruno,
            confirmed_at=timezone.now(),
        ),
    )


def test_the_guard_refuses_a_note_with_a_word_of_another_list(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        other = Concept.objects.filter(scheme="limit")[0]
    assert refused(amel, insert(held, giver=amel, receiver=bruno, noted_by=amel, kind=other))


def test_the_guard_refuses_a_note_at_another_moment_than_its_meeting(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    late = held.starts_at + dt.timedelta(hours=1)
    assert refused(amel, insert(held, giver=amel, receiver=bruno, noted_by=amel, at=late))


def test_the_guard_keeps_one_note_a_meeting(held: Meeting, amel: Person, bruno: Person) -> None:
    a_line(held, amel, bruno, amel)
    assert refused(bruno, insert(held, giver=amel, receiver=bruno, noted_by=bruno))
    assert not refused(amel, insert(held, giver=bruno, receiver=amel, noted_by=amel))


def test_the_guard_takes_a_note_of_two_or_of_a_group_and_of_no_other_circle(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    assert not refused(amel, insert(held, giver=amel, receiver=bruno, noted_by=amel))
    with hats.system("test"):
        Contribution.objects.filter(meeting=held).delete()
        Circle.objects.filter(pk=held.circle_id).update(kind="team", name="Équipe")
    assert refused(amel, insert(held, giver=amel, receiver=bruno, noted_by=amel))


def test_the_guard_refuses_any_note_of_an_uncounted_or_unheld_meeting(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    uncounted = a_held_meeting(pair, amel, bruno, uncounted_by=bruno, uncounted_at=timezone.now())
    unsaid = a_meeting(pair, amel, YESTERDAY, agreed_by=bruno)
    for meeting in (uncounted, unsaid):
        for who in (amel, bruno):
            assert refused(who, insert(meeting, giver=amel, receiver=bruno, noted_by=who))


def test_the_guard_keeps_a_confirmed_line_until_the_meeting_is_not_counted(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    line = a_line(held, amel, bruno, amel, confirmed_by=bruno)
    erase = Contribution.objects.filter(pk=line.pk).delete
    for who in (amel, bruno):
        assert refused(who, erase)
    with hats.person(bruno.pk):
        Meeting.objects.filter(pk=held.pk).update(uncounted_by=bruno, uncounted_at=timezone.now())
    assert not refused(amel, erase)


def test_the_guard_changes_nothing_of_a_confirmed_line(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    line = a_line(held, amel, bruno, amel, confirmed_by=bruno)
    for who in (amel, bruno):
        assert refused(
            who,
            lambda: Contribution.objects.filter(pk=line.pk).update(
                confirmed_by=None, confirmed_at=None
            ),
        )
        assert refused(who, lambda: Contribution.objects.filter(pk=line.pk).update(minutes=60))


@pytest.mark.parametrize(
    "forged",
    [
        {"agreed_by": "bruno", "agreed_at": True},
        {"cancelled_by": "bruno", "cancelled_at": True},
        {"agreed_at": True},
        {"cancelled_at": True},
        {"uncounted_at": True},
        {"proposed_by": None},
        {"proposed_by": None, "starts_at": True},
        {"starts_at": True},
        {"held": True},
        {"sequence": -1},
    ],
    ids=lambda forged: ",".join(forged),
)
def test_the_guard_refuses_a_word_in_another_s_name(
    pair: Circle, amel: Person, bruno: Person, forged: dict[str, Any]
) -> None:
    """Amel tries to write for Bruno on his own proposal."""
    meeting = a_meeting(pair, bruno, agreed_by=None)
    values = {
        name: {"bruno": bruno, True: timezone.now()}.get(value, value)
        for name, value in forged.items()
    }
    if "held" in forged:
        values["held"] = False
    assert refused(amel, lambda: Meeting.objects.filter(pk=meeting.pk).update(**values))


def test_the_guard_takes_back_no_name_from_what_was_cancelled(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    """Nobody's is what somebody did whose account is no more, and nothing else."""
    cancelled = a_meeting(pair, amel, cancelled_by=bruno, cancelled_at=timezone.now())
    rows = Meeting.objects.filter(pk=cancelled.pk)
    for who in (amel, bruno):
        assert refused(who, lambda: rows.update(cancelled_by=None))
    with hats.system("test"):
        rows.update(cancelled_by=None)
    assert refused(amel, lambda: rows.update(cancelled_by=amel))
    assert refused(amel, lambda: rows.update(cancelled_at=None))
    assert refused(amel, lambda: rows.update(title="Autre"))


def test_the_guard_takes_back_neither_a_cancellation_nor_a_no_more_counting(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    cancelled = a_meeting(pair, amel, cancelled_by=bruno, cancelled_at=timezone.now())
    uncounted = a_held_meeting(pair, amel, bruno, uncounted_by=bruno, uncounted_at=timezone.now())
    for who in (amel, bruno):
        assert refused(
            who,
            lambda: Meeting.objects.filter(pk=cancelled.pk).update(
                cancelled_by=None, cancelled_at=None
            ),
        )
        assert refused(
            who,
            lambda: Meeting.objects.filter(pk=uncounted.pk).update(
                uncounted_by=None, uncounted_at=None
            ),
        )


def test_the_guard_never_changes_who_had_the_idea(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno)
    assert refused(amel, lambda: Meeting.objects.filter(pk=meeting.pk).update(asked_by=amel))


def test_the_guard_plans_nothing_in_another_s_name_or_already_agreed(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    def planned(**columns: Any) -> Callable[[], Any]:
        how = {
            "circle": pair,
            "starts_at": timezone.now(),
            "means": "phone",
            "asked_by": amel,
            "proposed_by": amel,
        }
        return lambda: Meeting.objects.create(**how | columns).pk

    assert not refused(amel, planned())
    assert refused(amel, planned(proposed_by=bruno))
    assert refused(amel, planned(asked_by=bruno))
    assert refused(amel, planned(agreed_by=bruno, agreed_at=timezone.now()))
    assert refused(amel, planned(agreed_at=timezone.now()))
    assert refused(amel, planned(cancelled_at=timezone.now()))
    assert refused(amel, planned(uncounted_at=timezone.now()))
    assert refused(amel, planned(held=False))
    assert refused(amel, planned(starts_at=timezone.now() - dt.timedelta(days=500)))

"""Held or not, and what each brought: noted by one, confirmed by the other, or not counted."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.meetings import actions
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.steps import NotNow
from entrepairs.meetings.tests.making import (
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
    as_it_is,
    lines_of,
)
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person

End = Callable[[], None]
LISTENING: list[Any] = [("given", "listening", 30), ("received", "paperwork", 60)]


def do(name: str, meeting: Meeting, by: Person, **other: Any) -> Any:
    with hats.person(by.pk):
        return getattr(actions, name)(meeting=meeting, by=by, **{"once": uuid4()} | other)


def note(meeting: Meeting, by: Person, lines: list[Any] = LISTENING, **other: Any) -> Any:
    return do("note", meeting, by, lines=lines, **other)


@pytest.fixture
def held(pair: Circle, amel: Person, bruno: Person) -> Meeting:
    return a_held_meeting(pair, amel, bruno)


# Held or not


def test_either_says_that_it_was_held(pair: Circle, amel: Person, bruno: Person) -> None:
    for who in (amel, bruno):
        meeting = a_meeting(pair, amel, YESTERDAY, agreed_by=bruno)
        assert as_it_is(do("say_held", meeting, who)).held is True


def test_it_did_not_take_place_and_was_a_mistake_to_say_so(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, amel, YESTERDAY, agreed_by=bruno)
    assert as_it_is(do("say_not_held", meeting, amel)).held is False
    assert as_it_is(do("say_held", meeting, bruno)).held is True


@pytest.mark.parametrize("press", ["say_held", "say_not_held", "do_not_count"])
def test_nothing_is_told_of_a_meeting_that_has_not_begun(
    pair: Circle, amel: Person, bruno: Person, press: str
) -> None:
    with pytest.raises(NotNow):
        do(press, a_meeting(pair, amel, agreed_by=bruno), amel)


def test_a_meeting_nobody_agreed_to_is_not_held_on_the_word_of_whoever_proposed_it(
    pair: Circle, amel: Person
) -> None:
    with pytest.raises(NotNow):
        do("say_held", a_meeting(pair, amel, YESTERDAY), amel)


def test_a_noted_meeting_is_not_unsaid(held: Meeting, amel: Person, bruno: Person) -> None:
    note(held, amel)
    with pytest.raises(NotNow):
        do("say_not_held", held, bruno)


# The note


def test_the_first_who_notes_writes_all_lines_and_the_other_is_told(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    note(held, amel)
    assert lines_of(held) == [
        ("Amel", "Bruno", "listening", 30, False),
        ("Bruno", "Amel", "paperwork", 60, False),
    ]
    with hats.system("test"):
        assert [n.person_id for n in Notice.objects.filter(kind="note")] == [bruno.pk]


def test_the_lines_count_once_the_other_confirms(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    assert [confirmed for *_line, confirmed in lines_of(held)] == [True, True]


def test_nobody_confirms_their_own_note(held: Meeting, amel: Person) -> None:
    note(held, amel)
    with pytest.raises(NotNow):
        do("confirm", held, amel)
    assert [confirmed for *_line, confirmed in lines_of(held)] == [False, False]


def test_the_lines_of_the_other_replace_mine_and_it_is_mine_to_confirm(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    note(held, amel)
    note(held, bruno, [("given", "laughter", 15)])
    assert lines_of(held) == [("Bruno", "Amel", "laughter", 15, False)]
    with pytest.raises(NotNow):
        do("confirm", held, bruno)
    do("confirm", held, amel)
    assert lines_of(held) == [("Bruno", "Amel", "laughter", 15, True)]


def test_a_note_changed_meanwhile_is_not_confirmed_unread(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    read = note(held, amel)[0].noted_at
    note(held, amel, [("received", "laughter", 90)])
    with pytest.raises(NotNow):
        do("confirm", held, bruno, noted_at=read)
    assert lines_of(held) == [("Bruno", "Amel", "laughter", 90, False)]


def test_a_note_written_meanwhile_is_not_replaced_unread(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    [line, _other] = note(held, amel, noted_at=None)
    with pytest.raises(NotNow):
        note(held, bruno, [("given", "laughter", 15)], noted_at=None)
    assert len(lines_of(held)) == 2
    note(held, bruno, [("given", "laughter", 15)], noted_at=line.noted_at)
    assert len(lines_of(held)) == 1


def test_a_confirmed_note_is_not_changed(held: Meeting, amel: Person, bruno: Person) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    for who in (amel, bruno):
        with pytest.raises(NotNow):
            note(held, who, [("given", "laughter", 15)])
    assert len(lines_of(held)) == 2


def test_a_double_press_notes_once(held: Meeting, amel: Person) -> None:
    once = uuid4()
    note(held, amel, once=once)
    with pytest.raises(AlreadyDone):
        note(held, amel, once=once)
    assert len(lines_of(held)) == 2


@pytest.mark.parametrize("held_so_far", [None, False])
def test_a_meeting_that_was_not_held_is_not_noted(
    pair: Circle, amel: Person, bruno: Person, held_so_far: bool | None
) -> None:
    meeting = a_meeting(pair, amel, YESTERDAY, agreed_by=bruno, held=held_so_far)
    with pytest.raises(NotNow):
        note(meeting, amel)


@pytest.mark.parametrize(
    "lines",
    [
        [("lent", "listening", 30)],
        [("given", "money", 30)],
        [("given", "listening", 0)],
        [("given", "listening", 1441)],
        [("given", "listening", 30), ("given", "listening", 15)],
    ],
)
def test_a_line_that_is_none_is_refused(held: Meeting, amel: Person, lines: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"line|kind"):
        note(held, amel, lines)
    assert lines_of(held) == []


def test_an_empty_note_is_no_note(held: Meeting, amel: Person) -> None:
    with pytest.raises(ValidationError):
        note(held, amel, [])


def test_a_group_notes_nothing_between_two(group: Circle, amel: Person, claire: Person) -> None:
    with pytest.raises(NotNow):
        note(a_held_meeting(group, amel, claire), amel)


@pytest.mark.parametrize("press", ["note", "confirm", "do_not_count", "say_not_held"])
def test_an_outsider_does_nothing(
    held: Meeting, amel: Person, bruno: Person, claire: Person, press: str
) -> None:
    a_line(held, amel, bruno, amel)
    with pytest.raises(NotNow):
        do(press, held, claire, **({"lines": LISTENING} if press == "note" else {}))


def test_once_the_pair_has_ended_nothing_is_noted_or_confirmed_any_more(
    held: Meeting, amel: Person, bruno: Person, ended: End
) -> None:
    note(held, amel)
    ended()
    for press in ("confirm", "say_not_held"):
        with pytest.raises(NotNow):
            do(press, held, bruno)
    with pytest.raises(NotNow):
        note(held, bruno)


def test_nothing_is_noted_or_confirmed_across_a_block(
    held: Meeting, amel: Person, bruno: Person, blocked: End
) -> None:
    note(held, amel)
    blocked()
    with pytest.raises(NotNow):
        do("confirm", held, bruno)
    with pytest.raises(NotNow):
        note(held, bruno)
    with pytest.raises(NotNow):
        note(held, amel)


# We do not count this one


@pytest.mark.parametrize("state", ["unsaid", "held", "noted", "confirmed"])
@pytest.mark.parametrize("who", ["Amel", "Bruno"])
def test_either_may_always_say_not_to_count_it_and_what_was_noted_is_gone(
    pair: Circle, amel: Person, bruno: Person, state: str, who: str
) -> None:
    meeting = a_meeting(
        pair, amel, YESTERDAY, agreed_by=bruno, held=None if state == "unsaid" else True
    )
    if state in {"noted", "confirmed"}:
        note(meeting, amel)
    if state == "confirmed":
        do("confirm", meeting, bruno)
    by = {"Amel": amel, "Bruno": bruno}[who]
    do("do_not_count", meeting, by)
    row = as_it_is(meeting)
    assert (row.uncounted_by_id, row.held) == (by.pk, True)
    assert lines_of(meeting) == []


def test_it_is_final(held: Meeting, amel: Person, bruno: Person) -> None:
    do("do_not_count", held, bruno)
    for who in (amel, bruno):
        for press in ("say_held", "say_not_held", "confirm", "do_not_count"):
            with pytest.raises(NotNow):
                do(press, held, who)
        with pytest.raises(NotNow):
            note(held, who)
    assert lines_of(held) == []


def test_it_stays_offered_once_the_pair_has_ended(
    held: Meeting, amel: Person, bruno: Person, ended: End
) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    ended()
    do("do_not_count", held, bruno)
    assert as_it_is(held).uncounted_by_id == bruno.pk
    assert lines_of(held) == []


def test_and_across_a_block(held: Meeting, amel: Person, bruno: Person, blocked: End) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    blocked()
    do("do_not_count", held, amel)
    assert lines_of(held) == []


def test_whoever_had_a_note_there_is_told_that_it_is_gone(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    do("do_not_count", held, bruno)
    with hats.system("test"):
        assert Notice.objects.filter(
            person=amel, kind="note", about=f"{held.key}:uncounted"
        ).exists()


# What the database itself refuses, whatever the code above it forgets


def refused(by: Person, write: Callable[[], Any]) -> bool:
    """The database raises, or reaches no row."""
    from django.db import Error

    try:
        with hats.person(by.pk):
            found = write()
    except Error:
        return True
    return found == 0 or (isinstance(found, tuple) and found[0] == 0)


def insert(meeting: Meeting, **columns: Any) -> Callable[[], Any]:
    from entrepairs.vocabulary.models import Concept

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
    from entrepairs.vocabulary.models import Concept

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
    assert refused(amel, planned(held=False))
    assert refused(amel, planned(starts_at=timezone.now() - dt.timedelta(days=500)))

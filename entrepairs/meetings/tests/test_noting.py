"""Held or not, and what each brought: noted by one, confirmed by the other, or not counted."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import (
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
    as_it_is,
    lines_of,
)
from entrepairs.meetings.tests.noting import LISTENING, do, note
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person

End = Callable[[], None]


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
    with pytest.raises(NotPossible):
        do(press, a_meeting(pair, amel, agreed_by=bruno), amel)


def test_a_meeting_nobody_agreed_to_is_not_held_on_the_word_of_the_person_who_proposed_it(
    pair: Circle, amel: Person
) -> None:
    with pytest.raises(NotPossible):
        do("say_held", a_meeting(pair, amel, YESTERDAY), amel)


def test_a_noted_meeting_is_not_unsaid(held: Meeting, amel: Person, bruno: Person) -> None:
    note(held, amel)
    with pytest.raises(NotPossible):
        do("say_not_held", held, bruno)


@pytest.mark.parametrize("press", ["say_held", "say_not_held"])
def test_a_reminder_not_seen_yet_goes_once_it_is_said_whether_they_met(
    pair: Circle, amel: Person, bruno: Person, press: str
) -> None:
    meeting = a_meeting(pair, amel, YESTERDAY, agreed_by=bruno)
    with hats.system("test"):
        for person in (amel, bruno):
            Notice.objects.create(
                person=person, kind="reminder", about=f"{meeting.key}:0", path=meeting.path
            )
    do(press, meeting, amel)
    with hats.system("test"):
        assert not Notice.objects.filter(kind="reminder", seen_at=None).exists()


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
    with pytest.raises(NotPossible):
        do("confirm", held, amel)
    assert [confirmed for *_line, confirmed in lines_of(held)] == [False, False]


def test_the_lines_of_the_other_replace_mine_and_it_is_mine_to_confirm(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    note(held, amel)
    note(held, bruno, [("given", "laughter", 15)])
    assert lines_of(held) == [("Bruno", "Amel", "laughter", 15, False)]
    with pytest.raises(NotPossible):
        do("confirm", held, bruno)
    do("confirm", held, amel)
    assert lines_of(held) == [("Bruno", "Amel", "laughter", 15, True)]


def test_a_note_changed_meanwhile_is_not_confirmed_unread(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    read = note(held, amel)[0].noted_at
    note(held, amel, [("received", "laughter", 90)])
    with pytest.raises(NotPossible):
        do("confirm", held, bruno, noted_at=read)
    assert lines_of(held) == [("Bruno", "Amel", "laughter", 90, False)]


def test_a_note_written_meanwhile_is_not_replaced_unread(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    [line, _other] = note(held, amel, noted_at=None)
    with pytest.raises(NotPossible):
        note(held, bruno, [("given", "laughter", 15)], noted_at=None)
    assert len(lines_of(held)) == 2
    note(held, bruno, [("given", "laughter", 15)], noted_at=line.noted_at)
    assert len(lines_of(held)) == 1


def test_a_confirmed_note_is_not_changed(held: Meeting, amel: Person, bruno: Person) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    for who in (amel, bruno):
        with pytest.raises(NotPossible):
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
    with pytest.raises(NotPossible):
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
    with pytest.raises(NotPossible):
        note(a_held_meeting(group, amel, claire), amel)


@pytest.mark.parametrize("press", ["note", "confirm", "do_not_count", "say_not_held"])
def test_an_outsider_does_nothing(
    held: Meeting, amel: Person, bruno: Person, claire: Person, press: str
) -> None:
    a_line(held, amel, bruno, amel)
    with pytest.raises(NotPossible):
        do(press, held, claire, **({"lines": LISTENING} if press == "note" else {}))


def test_once_the_pair_has_ended_nothing_is_noted_or_confirmed_any_more(
    held: Meeting, amel: Person, bruno: Person, ended: End
) -> None:
    note(held, amel)
    ended()
    for press in ("confirm", "say_not_held"):
        with pytest.raises(NotPossible):
            do(press, held, bruno)
    with pytest.raises(NotPossible):
        note(held, bruno)


def test_nothing_is_noted_or_confirmed_across_a_block(
    held: Meeting, amel: Person, bruno: Person, blocked: End
) -> None:
    note(held, amel)
    blocked()
    with pytest.raises(NotPossible):
        do("confirm", held, bruno)
    with pytest.raises(NotPossible):
        note(held, bruno)
    with pytest.raises(NotPossible):
        note(held, amel)

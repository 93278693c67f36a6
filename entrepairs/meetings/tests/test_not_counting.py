"""A meeting that either says not to count: what was noted is gone, for good."""

from collections.abc import Callable

import pytest

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import YESTERDAY, a_meeting, as_it_is, lines_of
from entrepairs.meetings.tests.noting import do, note
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person

End = Callable[[], None]


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


def test_what_does_not_count_stays_so(held: Meeting, amel: Person, bruno: Person) -> None:
    do("do_not_count", held, bruno)
    for who in (amel, bruno):
        for press in ("say_held", "say_not_held", "confirm", "do_not_count"):
            with pytest.raises(NotPossible):
                do(press, held, who)
        with pytest.raises(NotPossible):
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


def test_it_stays_offered_across_a_block(
    held: Meeting, amel: Person, bruno: Person, blocked: End
) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    blocked()
    do("do_not_count", held, amel)
    assert lines_of(held) == []


def test_the_person_who_had_a_note_there_is_told_that_it_is_gone(
    held: Meeting, amel: Person, bruno: Person
) -> None:
    note(held, amel)
    do("confirm", held, bruno)
    do("do_not_count", held, bruno)
    with hats.system("test"):
        assert Notice.objects.filter(
            person=amel, kind="note", about=f"{held.key}:uncounted"
        ).exists()

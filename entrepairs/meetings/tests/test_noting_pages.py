"""The pages of a meeting that is past: held or not, noted, confirmed, or not counted."""

import re
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.meetings.tests.forms import note_form
from entrepairs.meetings.tests.making import (
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
    as_it_is,
    lines_of,
)
from entrepairs.people.models import Circle, Person
from entrepairs.tests.posting import As, text


def test_yes_we_met_leads_to_the_note(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, YESTERDAY, agreed_by=amel)
    answer = as_person(amel).post(f"{meeting.path}held/", {"held": "yes", "once": str(uuid4())})
    assert answer["Location"] == f"{meeting.path}note/"
    assert as_it_is(meeting).held is True


def test_not_held_asks_for_no_reason(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, YESTERDAY, agreed_by=amel)
    answer = as_person(amel).post(
        f"{meeting.path}held/", {"held": "no", "once": str(uuid4())}, follow=True
    )
    assert as_it_is(meeting).held is False
    assert "<textarea" not in text(answer)


def test_noting_takes_one_form_and_shares_the_time(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    answer = as_person(amel).post(f"{meeting.path}note/", note_form(), follow=True)
    assert "It counts once Bruno confirms it." in text(answer)
    assert lines_of(meeting) == [
        ("Amel", "Bruno", "listening", 15, False),
        ("Amel", "Bruno", "laughter", 15, False),
        ("Bruno", "Amel", "paperwork", 60, False),
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"given": [], "received": []}, "Tick at least one thing"),
        ({"given_minutes": ""}, "approximate length"),
        ({"received_minutes": "17"}, "valid choice"),
        ({"given": ["money"]}, "valid choice"),
    ],
)
def test_a_note_that_lacks_something_comes_back_ticked(
    as_person: As, pair: Circle, amel: Person, bruno: Person, wrong: Any, words: str
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    answer = as_person(amel).post(f"{meeting.path}note/", note_form(**wrong))
    assert answer.status_code == 422
    assert words in text(answer)
    if "received" not in wrong:
        assert 'name="received" value="paperwork" checked' in text(answer)
    assert lines_of(meeting) == []


def test_the_other_reads_it_mirrored_and_confirms(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    client = as_person(bruno)
    page = text(client.get(meeting.path))
    assert "Yes, I confirm" in page
    assert "Amel brought" in page
    read = re.search(r'name="noted_at" value="([^"]+)"', page)
    assert read is not None
    client.post(
        f"{meeting.path}confirm/",
        {"noted_at": read[1].replace("&#x2B;", "+"), "once": str(uuid4())},
    )
    assert [confirmed for *_line, confirmed in lines_of(meeting)] == [True, True, True]
    assert "Yes, I confirm" not in text(as_person(amel).get(meeting.path))


def test_a_note_that_changed_since_it_was_read_is_not_confirmed(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    read = {"noted_at": "2026-01-01T00:00:00+00:00", "once": str(uuid4())}
    answer = as_person(bruno).post(f"{meeting.path}confirm/", read, follow=True)
    assert "has changed in the meantime" in text(answer)
    assert not any(confirmed for *_line, confirmed in lines_of(meeting))


def test_two_who_note_at_the_same_time_do_not_overwrite_each_other(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    answer = as_person(bruno).post(f"{meeting.path}note/", note_form(given=["ride"]), follow=True)
    assert "has changed in the meantime" in text(answer)
    assert "Yes, I confirm" in text(answer)
    assert len(lines_of(meeting)) == 3


def test_the_other_changes_it_and_then_it_is_mine_to_confirm(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    client = as_person(bruno)
    page = text(client.get(f"{meeting.path}note/"))
    assert 'name="received" value="listening" checked' in page  # what Amel gave, he received
    read = re.search(r'name="noted_at" value="([^"]+)"', page)
    assert read is not None
    client.post(
        f"{meeting.path}note/",
        note_form(given=["ride"], received=[], noted_at=read[1].replace("&#x2B;", "+")),
    )
    assert lines_of(meeting) == [("Bruno", "Amel", "ride", 30, False)]
    assert "Yes, I confirm" in text(as_person(amel).get(meeting.path))


def test_not_counting_asks_first_then_is_final(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    a_line(meeting, amel, bruno, amel, confirmed_by=bruno)
    client = as_person(bruno)
    assert "You cannot undo this" in text(client.get(f"{meeting.path}not-counted/"))
    assert len(lines_of(meeting)) == 1
    answer = client.post(f"{meeting.path}not-counted/", {"once": str(uuid4())}, follow=True)
    assert "Not counted" in text(answer)
    assert "Fill in" not in text(answer)
    assert lines_of(meeting) == []

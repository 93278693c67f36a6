"""Presses of those who met, as the two of a pair make them."""

from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.meetings.actions import noting
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Person

LISTENING: list[Any] = [("given", "listening", 30), ("received", "paperwork", 60)]


NAMES = {"note": "note_contributions", "confirm": "confirm_contributions"}


def do(name: str, meeting: Meeting, by: Person, **other: Any) -> Any:
    with hats.person(by.pk):
        return getattr(noting, NAMES.get(name, name))(
            meeting=meeting, by=by, **{"once": uuid4()} | other
        )


def note(meeting: Meeting, by: Person, lines: list[Any] = LISTENING, **other: Any) -> Any:
    return do("note", meeting, by, lines=lines, **other)

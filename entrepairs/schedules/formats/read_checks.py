"""Checks over a whole programme, which no single line shows: its days, and what collides in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.events.hours import day_of_beginning, day_of_end, say_hours
from entrepairs.schedules.formats.read_model import (
    About,
    FileRead,
    Frame,
    Note,
    ProgrammeRead,
    SessionRead,
    TalkRead,
)

SHOWN = 60  # letters of a title


def keep_days(read: FileRead, frame: Frame) -> None:
    """Hours outside of the event's days are told and left out: no page would show them."""
    for programme in read.programmes:
        first = frame.starts_on or programme.told.get("starts_on")
        last = frame.ends_on or programme.told.get("ends_on")
        zone = frame.time_zone or read.zone
        if not (first and last):
            find_days(read, programme, zone)
            continue
        for session in programme.sessions:
            rows: list[SessionRead | TalkRead] = [session, *session.talks]
            for row in [row for row in rows if is_outside(row, first, last, zone)]:
                words = {"title": row.title[:SHOWN], "when": when_of(row, zone)}
                what = (
                    _("“%(title)s” is outside the days of the event: no times (%(when)s)") % words
                )
                note = Note(About.DOUBT, row.where, what)
                if note not in read.notes:
                    read.notes.append(note)
                row.starts_at = row.ends_at = None


def find_days(read: FileRead, programme: ProgrammeRead, zone: str) -> None:
    """Of an event that tells none: those of what takes place in it."""
    timed = [row for row in programme.sessions if row.starts_at and row.ends_at]
    if not programme.told or not timed:
        return
    days = sorted(
        day
        for row in timed
        for day in (day_of_beginning(row.starts_at, zone), day_of_end(row.ends_at, zone))  # type: ignore[arg-type]
    )
    programme.told |= {"starts_on": days[0], "ends_on": days[-1]}
    what = _("the days of the event are those of its programme")
    read.notes.append(Note(About.GUESS, programme.where, what))


def is_outside(row: SessionRead | TalkRead, first: dt.date, last: dt.date, zone: str) -> bool:
    if row.starts_at is None or row.ends_at is None:
        return False
    begins, ends = day_of_beginning(row.starts_at, zone), day_of_end(row.ends_at, zone)
    return begins < first or ends > last


def when_of(row: Any, zone: str) -> str:
    return say_hours(row.starts_at, row.ends_at, zone)


@dataclass(frozen=True, slots=True)
class Collision:
    """`row` begins before the end of `other`, in one room or with one speaker in both."""

    row: Any
    other: Any
    hours: tuple[dt.datetime, dt.datetime]  # of the other, which may lose them
    room: str = ""
    speaker: Any = None


type Placed = tuple[SessionRead, list[TalkRead]]  # a session, and what is said in it


@dataclass(frozen=True)
class Settling:
    """How collisions are told and settled. `marks`: what collides here already, knowingly."""

    names: dict[Any, str]
    zone: str
    marked: bool
    marks: set[Any]

    def settle(self, rows: Sequence[Placed]) -> list[Note]:
        """What collides loses its hours or its room, or keeps them with a mark."""
        notes = []
        holders = {id(talk): session for session, talks in rows for talk in talks}
        for one in find_twice_speaking(rows, self.marks):
            marked = self.marked or (one.row.guid, one.speaker) in self.marks
            notes.append(self.note_collision(one, marked))
            if marked:
                one.row.colliding.append(one.speaker)
            else:
                take_hours(one.row, holders[id(one.row)])
        for one in find_rooms_taken(rows, self.marks):
            marked = self.marked or one.row.guid in self.marks
            notes.append(self.note_collision(one, marked))
            one.row.collides = marked
            if not marked:
                one.row.room = ""
                one.row.cleared.add("room")
        return notes

    def note_collision(self, one: Collision, marked: bool) -> Note:
        words = {
            "title": one.row.title[:SHOWN],
            "other": one.other.title[:SHOWN],
            "where": one.other.where,
            "when": say_hours(*one.hours, self.zone),
            "room": one.room,
            "name": self.names.get(one.speaker, ""),
        }
        return Note(About.COLLIDES, one.row.where, say_collision(one, marked) % words)


def take_hours(talk: TalkRead, session: SessionRead) -> None:
    """From a talk, and from the session that is there for it alone."""
    for row in (talk, session) if session.alone else (talk,):
        row.starts_at = row.ends_at = None
        row.cleared |= {"starts_at", "ends_at"}


def find_twice_speaking(rows: Sequence[Placed], marks: set[Any]) -> list[Collision]:
    by_speaker: dict[Any, list[TalkRead]] = defaultdict(list)
    spoken = [mark for mark in marks if isinstance(mark, tuple)]
    for _session, talks in rows:
        for talk in talks:
            for guid in talk.speakers:
                by_speaker[guid].append(talk)
    return [
        Collision(row, other, hours_of(other), speaker=guid)
        for guid, said in by_speaker.items()
        for row, other in overlaps_of(said, {talk for talk, speaker in spoken if speaker == guid})
    ]


def find_rooms_taken(rows: Sequence[Placed], marks: set[Any]) -> list[Collision]:
    by_room: dict[str, list[SessionRead]] = defaultdict(list)
    for session, _talks in rows:
        if session.room:
            by_room[session.room].append(session)
    return [
        Collision(row, other, hours_of(other), room=room)
        for room, inside in by_room.items()
        for row, other in overlaps_of(inside, marks)
    ]


def hours_of(row: Any) -> tuple[dt.datetime, dt.datetime]:
    return row.starts_at, row.ends_at


def overlaps_of(rows: Sequence[Any], marks: set[Any]) -> Iterator[tuple[Any, Any]]:
    """Rows that cannot take their hours beside those before them, each with the one in its way.

    Of each pair the one that comes later in time, or that is marked already; what stays here
    never yields.
    """
    timed = [row for row in rows if row.starts_at and row.ends_at]
    kept: list[Any] = []
    for row in sorted(
        timed, key=lambda row: (not row.stays, row.guid in marks, row.starts_at, row.ends_at)
    ):
        other = next((one for one in kept if overlap(one, row)), None)
        if other is None:
            kept.append(row)
        elif not row.stays:
            yield row, other


def overlap(one: Any, other: Any) -> bool:
    hours = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    return bool(hours and one.guid != other.guid)


def say_collision(one: Collision, marked: bool) -> str:
    if one.room and marked:
        return _(
            "in %(room)s, “%(title)s” takes place at the same time as “%(other)s” "
            "(%(where)s, %(when)s)"
        )
    if one.room:
        return _(
            "in %(room)s, “%(title)s” starts before the end of “%(other)s” (%(where)s, "
            "%(when)s): it is imported without its room"
        )
    if marked:
        return _(
            "%(name)s speaks in “%(title)s” and in “%(other)s” at the same time (%(where)s, "
            "%(when)s)"
        )
    return _(
        "%(name)s would speak in “%(title)s” and in “%(other)s” at the same time (%(where)s, "
        "%(when)s): “%(title)s” is imported without its times"
    )

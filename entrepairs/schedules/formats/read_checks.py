"""Checks over a whole file, which no single line shows.

The same guid twice, a room or a speaker in two things at once, days outside of the event.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.hours import NIGHT, say_hours
from entrepairs.schedules.formats.read_model import (
    FileRead,
    Frame,
    Mistake,
    ProgrammeRead,
    SessionRead,
    TalkRead,
)
from entrepairs.schedules.formats.read_words import MOST_MISTAKES

SHOWN = 60  # letters of a title


def check_file(read: FileRead, frame: Frame) -> None:
    for programme in read.programmes:
        zone = frame.time_zone or programme.told.get("time_zone") or "Europe/Paris"
        first = frame.starts_on or programme.told.get("starts_on")
        last = frame.ends_on or programme.told.get("ends_on")
        found = [
            *find_duplicates(programme),
            *find_outside(programme, zone, first, last),
            *find_overlaps(programme, zone),
        ]
        read.mistakes = (read.mistakes + found)[:MOST_MISTAKES]


def find_duplicates(programme: ProgrammeRead) -> Iterable[Mistake]:
    sessions = [session for session in programme.sessions if not session.alone]
    talks = [talk for session in programme.sessions for talk in session.talks]
    rows: list[SessionRead] | list[TalkRead]
    for rows in (sessions, talks):
        met: dict[object, str] = {}
        for row in rows:
            if row.guid in met:
                words = {"title": row.title[:SHOWN], "where": met[row.guid]}
                yield Mistake(row.where, _("“%(title)s” is there already: %(where)s") % words)
            met.setdefault(row.guid, row.where)


def find_outside(
    programme: ProgrammeRead, zone: str, first: dt.date | None, last: dt.date | None
) -> Iterable[Mistake]:
    """The database keeps any hours, but no page of the programme shows those of another year."""
    if first is None or last is None:
        return
    for row in timed_rows(programme.sessions):
        begins = row.starts_at.astimezone(zone_named(zone)).date()
        ends = (row.ends_at.astimezone(zone_named(zone)) - NIGHT).date()
        if begins < first or ends > last:
            words = {"title": row.title, "when": say_hours(row.starts_at, row.ends_at, zone)}
            yield Mistake(
                row.where, _("“%(title)s” is outside of the event’s days: %(when)s") % words
            )


@dataclass(frozen=True, slots=True)
class TimedRow:
    """A session or a talk whose hours are known."""

    guid: object
    where: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime


def timed_rows(rows: Iterable[SessionRead | TalkRead]) -> list[TimedRow]:
    return [
        TimedRow(row.guid, row.where, row.title[:SHOWN], row.starts_at, row.ends_at)
        for row in rows
        if row.starts_at and row.ends_at
    ]


def find_overlaps(programme: ProgrammeRead, zone: str) -> Iterable[Mistake]:
    rooms: dict[str, list[SessionRead | TalkRead]] = defaultdict(list)
    talks: dict[str, list[SessionRead | TalkRead]] = defaultdict(list)
    names = {str(guid): speaker.name for guid, speaker in programme.speakers.items()}
    for session in programme.sessions:
        if session.room:
            rooms[session.room].append(session)
        for talk in session.talks:
            for guid in talk.speakers:
                talks[str(guid)].append(talk)
    for room, rows in rooms.items():
        what = _(
            "in %(room)s, “%(title)s” begins before the end of “%(other)s” (%(where)s, %(when)s)"
        )
        yield from say_overlaps(what, timed_rows(rows), zone, room=room)
    for speaker, rows in talks.items():
        what = _(
            "%(name)s would speak in “%(title)s” and in “%(other)s” (%(where)s, %(when)s)"
            " at the same time"
        )
        yield from say_overlaps(what, timed_rows(rows), zone, name=names[speaker])


def say_overlaps(what: str, rows: list[TimedRow], zone: str, **words: str) -> Iterable[Mistake]:
    """Of neighbours in time, those of which the second begins too early."""
    last: TimedRow | None = None
    for row in sorted(rows, key=lambda row: (row.starts_at, row.ends_at)):
        if last is not None and row.starts_at < last.ends_at and row.guid != last.guid:
            words |= {"title": row.title, "other": last.title, "where": last.where}
            words["when"] = say_hours(last.starts_at, last.ends_at, zone)
            yield Mistake(row.where, what % words)
        if last is None or row.ends_at > last.ends_at:
            last = row

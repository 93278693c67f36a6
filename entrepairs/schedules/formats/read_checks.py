"""What no single line shows: the same guid twice, a room or a speaker in two things at once, days outside of the event."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

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

Timed = SessionRead | TalkRead


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
    talks = [talk for session in programme.sessions for talk in session.talks]
    for rows in ([session for session in programme.sessions if not session.alone], talks):
        met: dict[object, str] = {}
        row: Timed
        for row in rows:
            if row.guid in met:
                words = {"title": row.title[:60], "where": met[row.guid]}
                yield Mistake(row.where, _("“%(title)s” is there already: %(where)s") % words)
            met.setdefault(row.guid, row.where)


def find_outside(
    programme: ProgrammeRead, zone: str, first: dt.date | None, last: dt.date | None
) -> Iterable[Mistake]:
    """The database keeps any hours; a reader of the programme would never see those of another year."""
    if first is None or last is None:
        return
    for session in programme.sessions:
        if session.starts_at and session.ends_at:
            begins = session.starts_at.astimezone(zone_named(zone)).date()
            ends = (session.ends_at.astimezone(zone_named(zone)) - NIGHT).date()
            if begins < first or ends > last:
                words = {
                    "title": session.title[:60],
                    "when": say_hours(session.starts_at, session.ends_at, zone),
                }
                yield Mistake(
                    session.where, _("“%(title)s” is outside of the event’s days: %(when)s") % words
                )


def find_overlaps(programme: ProgrammeRead, zone: str) -> Iterable[Mistake]:
    rooms: dict[str, list[Timed]] = defaultdict(list)
    speakers: dict[object, list[Timed]] = defaultdict(list)
    for session in programme.sessions:
        if session.room and session.starts_at:
            rooms[session.room].append(session)
        for talk in session.talks:
            for guid in talk.speakers if talk.starts_at else ():
                speakers[guid].append(talk)
    for room, rows in rooms.items():
        for earlier, later in overlapping_pairs(rows):
            what = _(
                "in %(room)s, “%(title)s” begins before the end of “%(other)s” (%(where)s, %(when)s)"
            )
            yield overlap_mistake(what, earlier, later, zone, room=room)
    for person, rows in speakers.items():
        for earlier, later in overlapping_pairs(rows):
            what = _(
                "%(name)s would speak in “%(title)s” and in “%(other)s” (%(where)s, %(when)s) at the same time"
            )
            yield overlap_mistake(what, earlier, later, zone, name=programme.speakers[person].name)  # type: ignore[index]


def overlapping_pairs(rows: list[Timed]) -> Iterable[tuple[Timed, Timed]]:
    """Neighbours in time of which the second begins too early."""
    ordered = sorted(
        (row for row in rows if row.starts_at and row.ends_at),
        key=lambda row: (row.starts_at, row.ends_at),
    )
    last: Timed | None = None
    for row in ordered:
        if last is not None and row.starts_at < last.ends_at and row.guid != last.guid:  # type: ignore[operator]
            yield last, row
        if last is None or row.ends_at > last.ends_at:  # type: ignore[operator]
            last = row


def overlap_mistake(what: str, earlier: Timed, later: Timed, zone: str, **words: str) -> Mistake:
    when = (
        say_hours(earlier.starts_at, earlier.ends_at, zone)
        if earlier.starts_at and earlier.ends_at
        else ""
    )
    return Mistake(
        later.where,
        what
        % {
            "title": later.title[:60],
            "other": earlier.title[:60],
            "where": earlier.where,
            "when": when,
            **words,
        },
    )

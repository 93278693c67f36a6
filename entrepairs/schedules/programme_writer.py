"""Writes a programme that was read from a file into an event: a few statements for each table."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from entrepairs.events.actions.materials import create_material
from entrepairs.events.models import (
    Event,
    Room,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.schedules.formats.read_model import SessionRead, TalkRead
from entrepairs.schedules.import_diff import (
    SESSION,
    SPEAKER,
    TALK,
    Comparison,
    find_changes,
    name_of_track,
)

BATCH = 500
MATERIAL = ("kind", "title_fr", "title_en", "publisher", "url", "language")
LISTS = {"chairs", "speakers"}  # of other tables


class ProgrammeWriter:
    """`here` holds the rows of the event by their name in the file, and gets the new ones."""

    def __init__(self, event: Event, found: Comparison) -> None:
        self.event = event
        self.here = found.here
        self.programme = found.programme

    def write(self, *, without_gone: bool) -> None:
        if without_gone:
            self.remove_gone()
        self.add_rooms()
        self.add_tracks()
        self.write_speakers()
        self.write_sessions()
        self.write_talks()
        self.add_materials()
        self.mark_collisions()

    def remove_gone(self) -> None:
        """What is here and not in the file."""
        sessions = {session.guid for session in self.programme.sessions}
        talks = {talk.guid for session in self.programme.sessions for talk in session.talks}
        speakers = set(self.programme.speakers)
        for model, here, named in (
            (Talk, self.here.talks, talks),
            (Session, self.here.sessions, sessions),
            (Speaker, self.here.speakers, speakers),
        ):
            rows: Any = model
            rows.objects.filter(event=self.event, guid__in=set(here) - named).delete()

    def add_rooms(self) -> None:
        here = self.here.rooms
        names = [name for name in self.programme.rooms if name not in here]
        new = [Room(event=self.event, name=n, order=i) for i, n in enumerate(names, len(here))]
        here |= {room.name: room for room in Room.objects.bulk_create(new, BATCH)}

    def add_tracks(self) -> None:
        here = self.here.tracks
        names = [name for name in self.programme.tracks if name not in here]
        new = [
            Track(
                event=self.event,
                name_fr=french,
                name_en=english,
                name_other=other,
                other_language=language,
                order=order,
            )
            for order, (french, english, other, language) in enumerate(names, len(here))
        ]
        made = Track.objects.bulk_create(new, BATCH)
        here |= {name_of_track(track): track for track in made}

    def write_speakers(self) -> None:
        known, read = self.here.speakers, self.programme.speakers
        new = [
            Speaker(event=self.event, guid=guid, **_columns(row, SPEAKER))
            for guid, row in read.items()
            if guid not in known
        ]
        self._change(Speaker, ((row, known[guid]) for guid, row in read.items() if guid in known))
        known |= {speaker.guid: speaker for speaker in Speaker.objects.bulk_create(new, BATCH)}

    def write_sessions(self) -> None:
        known, read = self.here.sessions, self.programme.sessions
        changed = self._change(
            Session, [(row, known[row.guid]) for row in read if row.guid in known]
        )
        new = [self._make_session(row) for row in read if row.guid not in known]
        known |= {session.guid: session for session in Session.objects.bulk_create(new, BATCH)}
        guids = _guids_to_fill(new, changed, "chairs")
        SessionChair.objects.filter(session__in=[known[guid] for guid in guids]).delete()
        chairs = [
            SessionChair(session=known[row.guid], speaker=self.here.speakers[guid], order=order)
            for row in read
            if row.guid in guids
            for order, guid in enumerate(row.chairs)
        ]
        SessionChair.objects.bulk_create(chairs, BATCH)

    def _make_session(self, read: SessionRead) -> Session:
        return Session(
            event=self.event,
            guid=read.guid,
            room=self.here.rooms.get(read.room),
            track=self.here.tracks.get(read.track) if read.track else None,
            **_columns(read, (*SESSION, "order")),
        )

    def write_talks(self) -> None:
        known = self.here.talks
        read = [(talk, row.guid) for row in self.programme.sessions for talk in row.talks]
        changed = self._change(
            Talk, [(talk, known[talk.guid]) for talk, _session in read if talk.guid in known]
        )
        new = [self._make_talk(talk, guid) for talk, guid in read if talk.guid not in known]
        known |= {talk.guid: talk for talk in Talk.objects.bulk_create(new, BATCH)}
        guids = _guids_to_fill(new, changed, "speakers")
        TalkSpeaker.objects.filter(talk__in=[known[guid] for guid in guids]).delete()
        speakings = [
            TalkSpeaker(talk=known[talk.guid], speaker=self.here.speakers[guid], order=order)
            for talk, _session in read
            if talk.guid in guids
            for order, guid in enumerate(talk.speakers)
        ]
        TalkSpeaker.objects.bulk_create(speakings, BATCH)

    def _make_talk(self, read: TalkRead, session: UUID) -> Talk:
        told = _columns(read, (*TALK, "order"))
        return Talk(event=self.event, session=self.here.sessions[session], guid=read.guid, **told)

    def add_materials(self) -> None:
        for material in self.programme.materials:
            if material.name not in self.here.materials:
                of = self.here.sessions.get(material.session) if material.session else None
                create_material(self.event, _columns(material, MATERIAL), of)

    def mark_collisions(self) -> None:
        """Last: what was moved lost its mark, and the database looks at the end."""
        told = [session for session in self.programme.sessions if session.starts_at]
        for marked in (False, True):
            guids = [session.guid for session in told if session.collides is marked]
            rows = Session.objects.filter(event=self.event, guid__in=guids, collides=not marked)
            rows.update(collides=marked)
        for talk in (talk for session in self.programme.sessions for talk in session.talks):
            if talk.colliding:
                speakings = TalkSpeaker.objects.filter(talk=self.here.talks[talk.guid])
                speakings.filter(speaker__guid__in=talk.colliding).update(collides=True)

    def _change(self, model: Any, rows: Iterable[tuple[Any, Any]]) -> dict[UUID, set[str]]:
        """Saves the rows of which the file says something else; the columns of each, by guid."""
        found: dict[UUID, set[str]] = {}
        changed = []
        for read, row in rows:
            if columns := find_changes(read, row, self.here):
                found[row.guid] = set(columns)
                changed.append(row)
                self._set_columns(row, columns)
        if names := set().union(*found.values()) - LISTS:
            model.objects.bulk_update(changed, sorted(names), batch_size=BATCH)
        return found

    def _set_columns(self, row: Any, columns: dict[str, Any]) -> None:
        for name, value in columns.items():
            if name == "room":
                row.room = self.here.rooms[value] if value else None
            elif name == "track":
                row.track = self.here.tracks[value]
            elif name not in LISTS:
                setattr(row, name, value)


def _columns(read: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(read, name) for name in names}


def _guids_to_fill(
    new: Iterable[Session | Talk], changed: dict[UUID, set[str]], names: str
) -> set[UUID]:
    """The rows whose list of people is to be written: new ones, and those where it changed."""
    return {row.guid for row in new} | {guid for guid, found in changed.items() if names in found}

"""Diff of a file and an event: what is new, what changes, what stays, what is not in the file.

What a file does not say stays as it is: an empty title does not erase what was written here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from entrepairs.events.models import (
    Event,
    Material,
    Room,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.schedules.formats.read_model import (
    ProgrammeRead,
    SessionRead,
    SpeakerRead,
    TalkRead,
)

SPEAKER = ("name", "discipline", "position", "affiliation", "country", "about_fr", "about_en")
TALK = (
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "language",
    "starts_at",
    "ends_at",
    "not_recorded",
)
SESSION = (
    "kind",
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "starts_at",
    "ends_at",
    "recorded",
)


@dataclass
class Here:
    """What an event has now."""

    rooms: dict[str, Room] = field(default_factory=dict)
    tracks: dict[tuple[str, str], Track] = field(default_factory=dict)
    speakers: dict[UUID, Speaker] = field(default_factory=dict)
    sessions: dict[UUID, Session] = field(default_factory=dict)
    talks: dict[UUID, Talk] = field(default_factory=dict)
    chairs: dict[int, list[UUID]] = field(default_factory=dict)  # by session
    speakings: dict[int, list[UUID]] = field(default_factory=dict)  # by talk
    materials: set[tuple[str, str]] = field(default_factory=set)


def read_here(event: Event | None) -> Here:
    """Eight queries, whatever there is."""
    found = Here()
    if event is None:
        return found
    found.rooms = {row.name: row for row in Room.objects.filter(event=event)}
    found.tracks = {(row.name_fr, row.name_en): row for row in Track.objects.filter(event=event)}
    found.speakers = {row.guid: row for row in Speaker.objects.filter(event=event)}
    found.sessions = {
        row.guid: row for row in Session.objects.filter(event=event).select_related("room", "track")
    }
    found.talks = {
        row.guid: row for row in Talk.objects.filter(event=event).select_related("session")
    }
    for session, guid in SessionChair.objects.filter(session__event=event).values_list(
        "session", "speaker__guid"
    ):
        found.chairs.setdefault(session, []).append(guid)
    for talk, guid in TalkSpeaker.objects.filter(talk__event=event).values_list(
        "talk", "speaker__guid"
    ):
        found.speakings.setdefault(talk, []).append(guid)
    listed = Material.objects.filter(event=event).select_related("resource")
    found.materials = {(row.resource.title_fr, row.resource.title_en) for row in listed}
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    what: str  # session, talk, speaker
    title: str
    where: str = ""


@dataclass
class Comparison:
    programme: ProgrammeRead
    event: Event | None
    here: Here
    new: list[Difference] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    gone: list[Difference] = field(default_factory=list)
    unchanged: int = 0
    # Talk -> the session of several where it is already.
    kept_apart: dict[UUID, UUID] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Everything is here already."""
        return self.event is not None and not self.new and not self.changed


def compare_programme(programme: ProgrammeRead, event: Event | None) -> Comparison:
    found = Comparison(programme, event, read_here(event))
    _recognise_speakers(found)
    _recognise_sessions(found)
    talks = [talk for session in programme.sessions for talk in session.talks]
    _sort_rows(found, "speaker", programme.speakers.values(), found.here.speakers)
    _sort_rows(found, "session", programme.sessions, found.here.sessions)
    _sort_rows(found, "talk", talks, found.here.talks)
    for material in programme.materials:
        if material.name in found.here.materials:
            found.unchanged += 1
        else:
            found.new.append(
                Difference("material", material.title_fr or material.title_en, material.where)
            )
    return found


def _sort_rows(found: Comparison, what: str, rows: Iterable[Any], known: dict[UUID, Any]) -> None:
    rows = list(rows)
    for row in rows:
        title = row.name if what == "speaker" else row.title
        if row.guid not in known:
            found.new.append(Difference(what, title, row.where))
        elif find_changes(row, known[row.guid], found.here):
            found.changed.append(Difference(what, title, row.where))
        else:
            found.unchanged += 1
    told = {row.guid for row in rows} | (
        set(found.kept_apart.values()) if what == "session" else set()
    )
    found.gone += [Difference(what, str(row)) for guid, row in known.items() if guid not in told]


def find_changes(read: Any, row: Any, now: Here) -> dict[str, Any]:
    """The columns that would have another value; `chairs` and `speakers` are lists of guids."""
    names = {SpeakerRead: SPEAKER, TalkRead: TALK, SessionRead: SESSION}[type(read)]
    told = {name: getattr(read, name) for name in names}
    here = {name: getattr(row, name) for name in names}
    if isinstance(row, Speaker) and row.person_id:
        told.pop("name")  # chosen by the person it is
    if isinstance(read, SessionRead):
        told |= {"room": read.room, "track": read.track, "chairs": read.chairs}
        here["room"] = row.room.name if row.room else ""
        here["track"] = (row.track.name_fr, row.track.name_en) if row.track else None
        here["chairs"] = now.chairs.get(row.pk, [])
    if isinstance(read, TalkRead):
        told["speakers"], here["speakers"] = read.speakers, now.speakings.get(row.pk, [])
    return {name: value for name, value in told.items() if value and value != here[name]}


def _recognise_speakers(found: Comparison) -> None:
    """A speaker of that name, written by hand, is the one that the file names."""
    known, read = found.here.speakers, found.programme.speakers
    by_name = {row.name.casefold(): guid for guid, row in known.items() if guid not in read}
    now = {
        guid: by_name[row.name.casefold()]
        for guid, row in read.items()
        if guid not in known and row.name.casefold() in by_name
    }
    if not now:
        return
    for guid, other in now.items():
        row = read.pop(guid)
        row.guid = other
        read.setdefault(other, row)
    for session in found.programme.sessions:
        session.chairs = list(dict.fromkeys(now.get(guid, guid) for guid in session.chairs))
        for talk in session.talks:
            talk.speakers = list(dict.fromkeys(now.get(guid, guid) for guid in talk.speakers))


def _recognise_sessions(found: Comparison) -> None:
    """A file of talks alone knows no sessions: a talk in a session with others stays there."""
    kept = []
    for session in found.programme.sessions:
        talk = session.talks[0] if session.alone and session.talks else None
        present = found.here.talks.get(talk.guid) if talk else None
        if talk is None or present is None or present.session.guid == session.guid:
            kept.append(session)
            continue
        found.kept_apart[talk.guid] = present.session.guid
        holder = next((s for s in kept if s.guid == present.session.guid), None)
        if holder is None:
            holder = SessionRead(session.where, present.session.guid, "")
            kept.append(holder)
        holder.talks.append(talk)
    found.programme.sessions = kept

"""Diff of a file and an event: what is new, what changes, what stays, what is not in the file.

What a file does not say stays as it is: an empty title does not erase what was written here.
"""

import datetime as dt
import unicodedata
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
    TrackName,
)
from entrepairs.schedules.formats.read_words import NO_LETTER, TURNING

LANGUAGES = ("fr", "en", "other")
WORDS = tuple(f"{name}_{x}" for name in ("title", "subtitle", "about") for x in LANGUAGES)
TOLD = (*WORDS, "other_language", "type_name", "licence", "links", "starts_at", "ends_at")
SPEAKER = (
    *("name", "family", "orcid", "discipline", "position", "affiliation", "country"),
    *("about_fr", "about_en", "about_other", "other_language"),
)
TALK = (*TOLD, "language", "not_recorded")
SESSION = (*TOLD, "kind", "recorded")
A_MINUTE = dt.timedelta(minutes=1)


@dataclass
class Here:
    """What an event has now."""

    rooms: dict[str, Room] = field(default_factory=dict)
    tracks: dict[TrackName, Track] = field(default_factory=dict)
    speakers: dict[UUID, Speaker] = field(default_factory=dict)
    sessions: dict[UUID, Session] = field(default_factory=dict)
    talks: dict[UUID, Talk] = field(default_factory=dict)
    chairs: dict[int, list[UUID]] = field(default_factory=dict)  # by session
    speakings: dict[int, list[UUID]] = field(default_factory=dict)  # by talk
    materials: set[tuple[str, str]] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)  # of materials
    marks: set[Any] = field(default_factory=set)  # sessions, and talks with a speaker, that collide


def name_of_track(row: Track) -> TrackName:
    return row.name_fr, row.name_en, row.name_other, row.other_language


def read_here(event: Event | None) -> Here:
    """Eight queries, whatever there is."""
    found = Here()
    if event is None:
        return found
    found.rooms = {row.name: row for row in Room.objects.filter(event=event)}
    found.tracks = {name_of_track(row): row for row in Track.objects.filter(event=event)}
    found.speakers = {row.guid: row for row in Speaker.objects.filter(event=event)}
    found.sessions = {
        row.guid: row for row in Session.objects.filter(event=event).select_related("room", "track")
    }
    found.talks = {
        row.guid: row for row in Talk.objects.filter(event=event).select_related("session")
    }
    found.marks = {guid for guid, row in found.sessions.items() if row.collides}
    for session, guid in SessionChair.objects.filter(session__event=event).values_list(
        "session", "speaker__guid"
    ):
        found.chairs.setdefault(session, []).append(guid)
    for talk, talk_guid, guid, collides in TalkSpeaker.objects.filter(
        talk__event=event
    ).values_list("talk", "talk__guid", "speaker__guid", "collides"):
        found.speakings.setdefault(talk, []).append(guid)
        found.marks |= {(talk_guid, guid)} if collides else set()
    listed = [
        row.resource for row in Material.objects.filter(event=event).select_related("resource")
    ]
    found.materials = {(row.title_fr, row.title_en) for row in listed}
    found.paths = {row.path for row in listed}
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    what: str  # session, talk, speaker
    title: str
    where: str = ""


@dataclass
class Comparison:
    """`ours`: Entrepairs wrote the file, which leaves out what has no hours."""

    programme: ProgrammeRead
    event: Event | None
    here: Here
    language: str = ""  # of the file
    ours: bool = False
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


def compare_programme(found: Comparison) -> Comparison:
    programme = found.programme
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
    found.gone += [
        Difference(what, str(row))
        for guid, row in known.items()
        if guid not in told and not _is_never_exported(found, row)
    ]


def _is_never_exported(found: Comparison, row: Any) -> bool:
    """Our own files leave out what has no hours: that it is not in them tells nothing."""
    return found.ours and (isinstance(row, Speaker) or row.starts_at is None)


def plain(text: str) -> str:
    """Words as any file can tell them: accents in one way, white space and controls aside."""
    return " ".join(
        NO_LETTER.sub("", unicodedata.normalize("NFC", text).translate(TURNING)).split()
    )


def find_changes(read: Any, row: Any, now: Here) -> dict[str, Any]:
    """The columns that would have another value; `chairs` and `speakers` are lists of guids."""
    names = {SpeakerRead: SPEAKER, TalkRead: TALK, SessionRead: SESSION}[type(read)]
    found = {
        name: getattr(read, name)
        for name in names
        if getattr(read, name) and not is_told_here(read, row, name)
    }
    cleared = getattr(read, "cleared", ())
    if isinstance(row, Speaker) and row.person_id:
        for name in ("name", "family", "orcid"):  # chosen by the person it is
            found.pop(name, None)
    elif isinstance(row, Speaker) and "name" in found:
        found["family"] = read.family
    if "other_language" in found and not any(name.endswith("_other") for name in found):
        found.pop("other_language")
    if isinstance(read, SessionRead):
        track = name_of_track(row.track) if row.track else None
        here = {"room": row.room.name if row.room else "", "track": track}
        here["chairs"] = now.chairs.get(row.pk, [])
        found |= _differing(read, here)
    if isinstance(read, TalkRead):
        found |= _differing(read, {"speakers": now.speakings.get(row.pk, [])})
    return found | {name: None for name in cleared if getattr(row, name) is not None}


def _differing(read: Any, here: dict[str, Any]) -> dict[str, Any]:
    told = {name: getattr(read, name) for name in here}
    return {name: value for name, value in told.items() if value and value != here[name]}


def is_attachment(link: dict[str, Any]) -> bool:
    return bool(link.get("attachment"))


def is_told_here(read: Any, row: Any, name: str) -> bool:
    """The row says it already: in the same words, or in those of another of its languages."""
    told, here = getattr(read, name), getattr(row, name)
    if isinstance(told, dt.datetime):
        return here is not None and abs(told - here) < A_MINUTE
    if name == "kind" and read.type_name:
        return told == here or plain(read.type_name) == plain(row.type_name)
    if name == "links":  # files tell links first, then attachments
        return sorted(told, key=is_attachment) == sorted(here, key=is_attachment)
    if not isinstance(told, str):
        return bool(told == here)
    base, _line, language = name.rpartition("_")
    if language in LANGUAGES and base:
        return plain(told) in {plain(getattr(row, f"{base}_{x}", "")) for x in LANGUAGES}
    return plain(told) == plain(here)

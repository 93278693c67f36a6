"""Entries of a schedule, each one talk in a room at a time, put together into sessions."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.events.models import Session
from entrepairs.schedules.formats.read_model import (
    ProgrammeRead,
    SessionRead,
    SpeakerRead,
    TalkRead,
    derived_guid,
)
from entrepairs.schedules.formats.read_words import Reader, kind_of, language_of

# Each with how many letters the database keeps.
SPEAKER_COLUMNS = {"discipline": 120, "position": 120, "affiliation": 300, "country": 120}


@dataclass
class Entry:
    """As the file says it; `at` tells where in the file something of it is."""

    at: Callable[[str], str]
    said: dict[str, Any]
    persons: list[dict[str, Any]] = field(default_factory=list)


class Entries:
    """Reads entries into one programme, in its time zone and language."""

    def __init__(self, reader: Reader, programme: ProgrammeRead, zone: str, language: str) -> None:
        self.reader, self.programme, self.zone = reader, programme, zone
        self.language = "en" if language == "en" else "fr"
        self.met: Counter[tuple[str, ...]] = Counter()
        self.sessions: dict[UUID, SessionRead] = {}

    def add_entry(self, entry: Entry) -> None:
        titles = self.read_titles(entry)
        if not any(titles.values()):
            self.reader.add_mistake(entry.at("title"), _("there is no title"))
            return
        starts_at, ends_at = self.read_hours(entry)
        talk = TalkRead(
            entry.at(""),
            self.find_guid(entry, titles),
            **titles,
            **self.read_abouts(entry),
            starts_at=starts_at,
            ends_at=ends_at,
        )
        language = language_of(
            self.reader.read_line(entry.said.get("language"), entry.at("language"), 40)
        )
        talk.language = "" if language == self.language else language
        talk.not_recorded = bool(entry.said.get("do_not_record"))
        talk.speakers = self.read_people(entry)
        self.place_talk(entry, talk)

    def read_titles(self, entry: Entry) -> dict[str, Any]:
        """The title in the language the entry is said to be in; files with both name each."""
        both = {
            f"title_{x}": self.reader.read_line(
                entry.said.get(f"title_{x}"), entry.at(f"title_{x}")
            )
            for x in ("fr", "en")
        }
        title = self.reader.read_line(entry.said.get("title"), entry.at("title"))
        name = f"title_{self.language_spoken(entry)}"
        return both | ({name: title} if title and not both[name] else {})

    def read_abouts(self, entry: Entry) -> dict[str, Any]:
        both = {
            f"about_{x}": self.reader.read_text(
                entry.said.get(f"about_{x}"), entry.at(f"about_{x}")
            )
            for x in ("fr", "en")
        }
        parts = [
            self.reader.read_text(entry.said.get(name), entry.at(name))
            for name in ("abstract", "description")
        ]
        text = "\n\n".join(dict.fromkeys(part for part in parts if part))
        name = f"about_{self.language_spoken(entry)}"
        return both | ({name: text} if text and not both[name] else {})

    def language_spoken(self, entry: Entry) -> str:
        language = language_of(str(entry.said.get("language") or ""))
        return language if language in {"fr", "en"} else self.language

    def find_guid(self, entry: Entry, titles: dict[str, Any]) -> UUID:
        """The file's; else of its titles, and which of those of the same name it is."""
        if found := self.reader.read_guid(entry.said.get("guid")):
            return found
        identity = ("talk", *titles.values())
        self.met[identity] += 1
        return derived_guid(*identity, self.met[identity])

    def read_hours(self, entry: Entry) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Both, or neither when the entry tells none or they are wrong."""
        said, at, mistakes = entry.said, entry.at, len(self.reader.read.mistakes)
        starts_at = self.read_start(entry)
        if starts_at is None:
            if len(self.reader.read.mistakes) == mistakes and (
                said.get("duration") or said.get("end") or said.get("start")
            ):
                self.reader.add_mistake(at("date"), _("there is no day or no beginning"))
            return None, None
        if said.get("end"):
            ends_at = self.read_end(entry, starts_at)
        else:
            length = self.reader.read_length(said.get("duration"), at("duration"))
            ends_at = (
                (starts_at.astimezone(dt.UTC) + length).astimezone(starts_at.tzinfo)
                if length
                else None
            )
        if ends_at is not None and ends_at.astimezone(dt.UTC) <= starts_at.astimezone(dt.UTC):
            self.reader.add_mistake(at("end"), _("it ends before it begins"))
            return None, None
        if ends_at is None and len(self.reader.read.mistakes) == mistakes:
            self.reader.add_mistake(at("duration"), _("there is no end and no length"))
        return (starts_at, ends_at) if ends_at else (None, None)

    def read_start(self, entry: Entry) -> dt.datetime | None:
        date = str(entry.said.get("date") or "")
        if "T" in date and not date.startswith("T"):
            return self.reader.read_moment(date, entry.at("date"), self.zone)
        day = self.reader.read_day(
            entry.said.get("date") or entry.said.get("day"), entry.at("date")
        )
        clock = self.reader.read_clock(entry.said.get("start"), entry.at("start"))
        return (
            self.reader.moment_there(day, clock, self.zone, entry.at("start"))
            if day and clock
            else None
        )

    def read_end(self, entry: Entry, starts_at: dt.datetime) -> dt.datetime | None:
        clock = self.reader.read_clock(entry.said.get("end"), entry.at("end"))
        if clock is None:
            return None
        day = starts_at.date()
        late = (
            clock <= starts_at.timetz().replace(tzinfo=None)
            and clock < dt.time(6)
            and starts_at.hour >= 12
        )
        return self.reader.moment_there(
            day + dt.timedelta(days=late), clock, self.zone, entry.at("end")
        )

    def read_people(self, entry: Entry) -> list[UUID]:
        found = [
            self.add_person(person, entry.at("persons"), f"about_{self.language_spoken(entry)}")
            for person in entry.persons
        ]
        return list(dict.fromkeys(guid for guid in found if guid))

    def add_person(self, said: dict[str, Any], where: str, about: str = "about_fr") -> UUID | None:
        """The guid of a person: of the file, else from a number in the file, else from the name."""
        where = str(said.get("where") or where)
        name = self.reader.read_line(said.get("name"), where)
        if not name:
            self.reader.add_mistake(where, _("there is a person without a name"))
            return None
        guid = self.reader.read_guid(said.get("guid"))
        if guid is None:
            number = self.reader.read_line(said.get("id"), where)
            identity = ("person", number) if number else ("speaker", name.casefold())
            guid = derived_guid(*identity)
        row = self.programme.speakers.setdefault(guid, SpeakerRead(where, guid, name))
        for column, most in SPEAKER_COLUMNS.items():
            words = self.reader.read_line(said.get(column), where, most)
            if len(words) > len(getattr(row, column)):
                setattr(row, column, words)
        text = self.reader.read_text(said.get("biography"), where)
        if text and not getattr(row, about):
            setattr(row, about, text)
        return guid

    # Sessions

    def place_talk(self, entry: Entry, talk: TalkRead) -> None:
        """The talk in the session that the file names, or alone in its own."""
        name = self.reader.read_line(entry.said.get("session"), entry.at("session"))
        kind = kind_of(str(entry.said.get("kind") or entry.said.get("type") or ""))
        room, track = self.read_room(entry), self.read_track(entry)
        if name:
            session = self.find_or_add_session(entry, name, talk, room)
        else:
            session = SessionRead(
                entry.at(""), derived_guid("session", talk.guid), kind, alone=True
            )
            for column in ("title_fr", "title_en", "about_fr", "about_en", "starts_at", "ends_at"):
                setattr(session, column, getattr(talk, column))
            self.programme.sessions.append(session)
        session.room, session.track = session.room or room, session.track or track
        session.chairs = list(dict.fromkeys([*session.chairs, *self.read_chairs(entry)]))
        if not (session.alone and kind == Session.Kind.BREAK and not talk.speakers):
            talk.order = len(session.talks)
            session.talks.append(talk)
        session.order = (
            self.programme.sessions.index(session)
            if not session.alone
            else len(self.programme.sessions) - 1
        )

    def find_or_add_session(
        self, entry: Entry, name: str, talk: TalkRead, room: str
    ) -> SessionRead:
        """The session of that name, that day, in that room: from its first talk to its last."""
        day = talk.starts_at.date() if talk.starts_at else ""
        guid = derived_guid("session", name, day, room)
        if guid not in self.sessions:
            said = str(entry.said.get("kind") or entry.said.get("type") or "plenary")
            kind = kind_of(said)
            kind = Session.Kind.PLENARY.value if kind == Session.Kind.TALK else kind
            self.sessions[guid] = SessionRead(entry.at("session"), guid, kind)
            setattr(self.sessions[guid], f"title_{self.language}", name)
            self.programme.sessions.append(self.sessions[guid])
        session = self.sessions[guid]
        if talk.starts_at and talk.ends_at:
            session.starts_at = min(filter(None, [session.starts_at, talk.starts_at]))
            session.ends_at = max(filter(None, [session.ends_at, talk.ends_at]))
        return session

    def read_chairs(self, entry: Entry) -> list[UUID]:
        names = entry.said.get("chairs") or []
        found = [self.add_person({"name": name}, entry.at("chairs")) for name in names]
        return [guid for guid in found if guid]

    def read_room(self, entry: Entry) -> str:
        name = self.reader.read_line(entry.said.get("room"), entry.at("room"), 120)
        if name and name not in self.programme.rooms:
            self.programme.rooms.append(name)
        return name

    def read_track(self, entry: Entry) -> tuple[str, str] | None:
        said = entry.said.get("track")
        if not said:
            return None
        both = said if isinstance(said, dict) else {self.language: said}
        name = (
            self.reader.read_line(both.get("fr"), entry.at("track"), 120),
            self.reader.read_line(both.get("en"), entry.at("track"), 120),
        )
        if not any(name):
            return None
        if name not in self.programme.tracks:
            self.programme.tracks.append(name)
        return name

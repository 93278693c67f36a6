"""Entries of a schedule, each one talk in a room at a time, put together into sessions."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.events.models import Session
from entrepairs.schedules.formats.read_entry_hours import EntryHours
from entrepairs.schedules.formats.read_hours import HoursReader
from entrepairs.schedules.formats.read_languages import OWN, column_in, language_of
from entrepairs.schedules.formats.read_model import (
    LinkRead,
    ProgrammeRead,
    SessionRead,
    TalkRead,
    TrackName,
    derived_guid,
)
from entrepairs.schedules.formats.read_people import PeopleReader
from entrepairs.schedules.formats.read_words import Reader, kind_of, type_beside_kind

LONGEST_TITLE = 300
OF_SESSION = (
    *("title_fr", "title_en", "title_other", "subtitle_fr", "subtitle_en", "subtitle_other"),
    *("about_fr", "about_en", "about_other", "other_language", "type_name"),
    *("starts_at", "ends_at"),
)


@dataclass
class Entry:
    """As the file says it; `at` tells where in the file something of it is."""

    at: Callable[[str], str]
    said: dict[str, Any]
    persons: list[dict[str, Any]] = field(default_factory=list)
    links: list[LinkRead | None] = field(default_factory=list)


class Entries:
    """Reads entries into one programme, in its language, on the clocks of its zone."""

    def __init__(
        self, reader: Reader, programme: ProgrammeRead, hours: HoursReader, language: str
    ) -> None:
        self.reader, self.programme = reader, programme
        self.language = language or "fr"
        self.hours = EntryHours(reader, hours)
        self.people = PeopleReader(reader, programme)
        self.met: Counter[tuple[str, ...]] = Counter()
        self.guids: set[UUID] = set()
        self.sessions: dict[UUID, SessionRead] = {}

    def add_entry(self, entry: Entry) -> None:
        words = self.read_words(entry)
        listed = words.pop("listed", "")
        if not any(words.get(f"title_{x}") for x in (*OWN, "other")):
            if any(entry.said.values()):
                self.reader.doubt(entry.at("title"), _("there is no title: this entry is left out"))
            return
        starts_at, ends_at = self.hours.read_hours(entry.said, entry.at)
        talk = TalkRead(
            entry.at(""),
            self.find_guid(entry, words),
            **words,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        talk.listed = listed
        language = self.language_said(entry)
        talk.language = "" if language == self.language else language
        talk.not_recorded = bool(entry.said.get("do_not_record"))
        talk.licence = self.reader.read_line(entry.said.get("licence"), entry.at("licence"), 200)
        talk.links = [link.as_row() for link in entry.links if link]
        spoken = self.language_spoken(entry)
        talk.speakers = self.people.read_people(entry.persons, entry.at("persons"), spoken)
        self.place_talk(entry, talk)

    # Words

    def language_said(self, entry: Entry) -> str:
        line = self.reader.read_line(entry.said.get("language"), entry.at("language"), 40)
        return line[:8] if self.reader.ours else language_of(line)

    def language_spoken(self, entry: Entry) -> str:
        """Of its words: the one that the entry names, else that of the programme."""
        return language_of(entry.said.get("language")) or self.language

    def read_words(self, entry: Entry) -> dict[str, Any]:
        """Titles, subtitles and descriptions, each in its language; files with two name each."""
        read, said, at = self.reader, entry.said, entry.at
        language = self.language_spoken(entry)
        found: dict[str, Any] = {}
        for name in ("title", "subtitle", "about"):
            for own in OWN:
                take = read.read_text if name == "about" else read.read_line
                found[f"{name}_{own}"] = take(said.get(f"{name}_{own}"), at(f"{name}_{own}"))
        title, more = self.read_title(entry)
        texts = [read.read_text(said.get(n), at(n)) for n in ("abstract", "description")]
        parts = [more, texts[0], "" if read.ours else texts[1]]
        whole = {
            "title": title,
            "subtitle": read.read_line(said.get("subtitle"), at("subtitle")),
            "about": "\n\n".join(dict.fromkeys(part for part in parts if part)),
        }
        for name, text in whole.items():
            column = column_in(name, language)
            if text and not found.get(column):
                found[column] = text
        if language not in OWN and any(found.get(f"{name}_other") for name in whole):
            found["other_language"] = language
        kind = read.read_line(said.get("type") or said.get("kind"), at("type"), 120)
        listed = texts[1] if read.ours else ""
        return found | {"type_name": type_beside_kind(kind), "listed": listed}

    def read_title(self, entry: Entry) -> tuple[str, str]:
        """The title, and the whole of one that is too long: it goes before the description."""
        title = self.reader.read_line(entry.said.get("title"), entry.at("title"), 20_000)
        if len(title) <= LONGEST_TITLE:
            return title, ""
        words = {"start": title[:40], "long": len(title)}
        self.reader.doubt(
            entry.at("title"),
            _(
                "“%(start)s…” is %(long)s letters long: the title is cut, the description "
                "gives all of it"
            )
            % words,
        )
        cut = title[: LONGEST_TITLE - 1]
        return f"{cut.rpartition(' ')[0] or cut}…", title

    def find_guid(self, entry: Entry, words: dict[str, Any]) -> UUID:
        """The file's; else of its titles, and which of those of the same name it is."""
        found = self.reader.read_guid(entry.said.get("guid"))
        if found is not None and found not in self.guids:
            self.guids.add(found)
            return found
        titles = [words.get(f"title_{x}", "") for x in OWN]
        if words.get("title_other"):
            titles.append(words["title_other"])
        if found is not None:
            self.reader.doubt(entry.at(""), _("another entry has the same identifier (guid)"))
            titles.append(str(found))
        identity = ("talk", *titles)
        self.met[identity] += 1
        return derived_guid(*identity, self.met[identity])

    # Sessions

    def place_talk(self, entry: Entry, talk: TalkRead) -> None:
        """The talk in the session that the file names, or alone in its own."""
        name = self.reader.read_line(entry.said.get("session"), entry.at("session"))
        kind = kind_of(str(entry.said.get("kind") or entry.said.get("type") or ""))
        room, track = self.read_room(entry), self.read_track(entry)
        if name:
            session = self.find_or_add_session(entry, name, talk, room)
        else:
            guid = derived_guid("session", talk.guid)
            session = SessionRead(entry.at(""), guid, kind=kind, alone=True, entry=talk.guid)
            for column in OF_SESSION:
                setattr(session, column, getattr(talk, column))
            self.programme.sessions.append(session)
        session.room, session.track = session.room or room, session.track or track
        chairs = self.people.read_people(
            entry.said.get("chairs") or [], entry.at("chairs"), self.language
        )
        session.chairs = list(dict.fromkeys([*session.chairs, *chairs]))
        if session.alone and kind == Session.Kind.BREAK and not talk.speakers:
            session.links, session.licence = talk.links, talk.licence
        else:
            talk.order = len(session.talks)
            session.talks.append(talk)
        session.order = (
            len(self.programme.sessions) - 1
            if session.alone
            else self.programme.sessions.index(session)
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
            made = SessionRead(entry.at("session"), guid, kind=kind)
            setattr(made, column_in("title", self.language), name)
            made.other_language = "" if self.language in OWN else self.language
            self.sessions[guid] = made
            self.programme.sessions.append(made)
        session = self.sessions[guid]
        if talk.starts_at and talk.ends_at:
            session.starts_at = min(filter(None, [session.starts_at, talk.starts_at]))
            session.ends_at = max(filter(None, [session.ends_at, talk.ends_at]))
        return session

    def read_room(self, entry: Entry) -> str:
        name = self.reader.read_line(entry.said.get("room"), entry.at("room"), 120)
        if name and name not in self.programme.rooms:
            self.programme.rooms.append(name)
        return name

    def read_track(self, entry: Entry) -> TrackName | None:
        said = entry.said.get("track")
        if not said:
            return None
        both = said if isinstance(said, dict) else {self.language: said}
        french, english = (self.reader.read_line(both.get(x), entry.at("track"), 120) for x in OWN)
        other = next((x for x in both if x not in OWN), "") if not (french or english) else ""
        words = self.reader.read_line(both.get(other), entry.at("track"), 120) if other else ""
        name = (french, english, words, str(other)[:8] if words else "")
        if not any(name):
            return None
        if name not in self.programme.tracks:
            self.programme.tracks.append(name)
        return name

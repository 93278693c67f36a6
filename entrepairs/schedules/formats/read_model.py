"""A programme as a file tells it, in any format, and what there is to say about the reading."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from entrepairs.core.fields import new_key
from entrepairs.core.spreadsheet import Unreadable as Unreadable  # for any format

OURS = uuid5(NAMESPACE_URL, "https://entrepairs.org/programme")  # of what has no guid in its file


def derived_guid(*parts: object) -> UUID:
    """The same guid for what is told by the same words."""
    return uuid5(OURS, "\x1f".join(str(part) for part in parts))


class About(StrEnum):
    """What a note is about. None of them keeps the rest of a file out."""

    COLLIDES = "collides"
    DOUBT = "doubt"
    GUESS = "guess"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Note:
    """Where in the file, and what there is to say about it."""

    about: About
    where: str
    what: str


@dataclass
class LinkRead:
    title: str
    url: str
    attachment: bool = False

    def as_row(self) -> dict[str, Any]:
        return {"title": self.title, "url": self.url, "attachment": self.attachment}


@dataclass
class SpeakerRead:
    where: str
    guid: UUID
    name: str
    family: str = ""  # the part of the name that is the family name, when the file says it
    orcid: str = ""
    discipline: str = ""
    position: str = ""
    affiliation: str = ""
    country: str = ""
    about_fr: str = ""
    about_en: str = ""
    about_other: str = ""
    other_language: str = ""


@dataclass
class WordsRead:
    """What a session and a talk have in common."""

    where: str
    guid: UUID
    title_fr: str = ""
    title_en: str = ""
    title_other: str = ""
    subtitle_fr: str = ""
    subtitle_en: str = ""
    subtitle_other: str = ""
    about_fr: str = ""
    about_en: str = ""
    about_other: str = ""
    other_language: str = ""
    type_name: str = ""
    licence: str = ""
    links: list[dict[str, Any]] = field(default_factory=list)
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    order: int = 0
    stays: bool = False  # in the event already, and not placed by the file
    cleared: set[str] = field(default_factory=set)  # what a collision takes, also from what is here

    @property
    def title(self) -> str:
        return self.title_fr or self.title_en or self.title_other


@dataclass
class TalkRead(WordsRead):
    language: str = ""
    not_recorded: bool = False
    speakers: list[UUID] = field(default_factory=list)
    colliding: list[UUID] = field(default_factory=list)  # who speak elsewhere, knowingly
    listed: str = ""  # by Entrepairs: the talks of a session that is told as a whole


type TrackName = tuple[str, str, str, str]  # in French, in English, in another language, which one


@dataclass
class SessionRead(WordsRead):
    kind: str = ""
    room: str = ""
    track: TrackName | None = None
    recorded: bool = False
    chairs: list[UUID] = field(default_factory=list)
    talks: list[TalkRead] = field(default_factory=list)
    alone: bool = False  # made for its one talk: the file knows no sessions
    collides: bool = False  # in a room that is taken, knowingly
    entry: UUID | None = None  # the guid in the file of the one entry that it was made for


@dataclass
class MaterialRead:
    where: str
    kind: str
    title_fr: str = ""
    title_en: str = ""
    publisher: str = ""
    url: str = ""
    language: str = "fr"
    session: UUID | None = None  # of it alone; nothing: of the whole event

    @property
    def name(self) -> tuple[str, str]:
        """By which it is known again."""
        return self.title_fr, self.title_en


@dataclass
class ProgrammeRead:
    """One event of the file. `told`: what an event is begun with, when the file tells it."""

    told: dict[str, Any] = field(default_factory=dict)
    where: str = ""
    rooms: list[str] = field(default_factory=list)
    tracks: list[TrackName] = field(default_factory=list)
    speakers: dict[UUID, SpeakerRead] = field(default_factory=dict)
    sessions: list[SessionRead] = field(default_factory=list)
    materials: list[MaterialRead] = field(default_factory=list)
    key: str = field(default_factory=new_key)

    @property
    def title(self) -> str:
        names = ("title_fr", "title_en", "title_other")
        return next((str(self.told[name]) for name in names if self.told.get(name)), "")


@dataclass
class ColumnsRead:
    """The table of a list: which line names the columns, and what each is taken for."""

    header_line: int
    lines: list[tuple[int, str]]  # the first ones of the file, to choose the headers among
    headers: list[str]
    examples: list[str]
    fields: list[str]  # what each column tells; nothing: it is not kept


@dataclass
class FileRead:
    """`zone` and `language`: what was taken; `asked`: what only the person can say."""

    programmes: list[ProgrammeRead] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    zone: str = ""
    language: str = ""
    ours: bool = False  # Entrepairs wrote it
    columns: ColumnsRead | None = None
    asked: set[str] = field(default_factory=set)
    guessed: set[str] = field(default_factory=set)  # of zone and language: may be said otherwise

    def notes_about(self, *about: About) -> list[Note]:
        return [note for note in self.notes if note.about in about]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said about a file that it does not say itself."""

    zone: str = ""
    language: str = ""
    header_line: int = 0
    columns: Sequence[str] | None = None  # what each column tells
    with_collisions: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the event that the file is for; nothing when it is begun from the file."""

    time_zone: str = ""
    language: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    answers: Answers = Answers()

"""A programme as a file tells it, in any format, and what is wrong with it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from entrepairs.core.fields import new_key
from entrepairs.core.spreadsheet import Unreadable as Unreadable  # for any format

OURS = uuid5(NAMESPACE_URL, "https://entrepairs.org/programme")  # of what has no guid in its file


def derived_guid(*parts: object) -> UUID:
    """The same guid for what is told by the same words."""
    return uuid5(OURS, "\x1f".join(str(part) for part in parts))


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where in the file, and what."""

    where: str
    what: str


@dataclass
class SpeakerRead:
    where: str
    guid: UUID
    name: str
    discipline: str = ""
    position: str = ""
    affiliation: str = ""
    country: str = ""
    about_fr: str = ""
    about_en: str = ""


@dataclass
class TalkRead:
    where: str
    guid: UUID
    title_fr: str = ""
    title_en: str = ""
    about_fr: str = ""
    about_en: str = ""
    language: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    not_recorded: bool = False
    order: int = 0
    speakers: list[UUID] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.title_fr or self.title_en


@dataclass
class SessionRead:
    where: str
    guid: UUID
    kind: str
    title_fr: str = ""
    title_en: str = ""
    about_fr: str = ""
    about_en: str = ""
    room: str = ""
    track: tuple[str, str] | None = None  # in French, in English
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    recorded: bool = False
    order: int = 0
    chairs: list[UUID] = field(default_factory=list)
    talks: list[TalkRead] = field(default_factory=list)
    alone: bool = False  # made for its one talk: the file knows no sessions

    @property
    def title(self) -> str:
        return self.title_fr or self.title_en


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
    tracks: list[tuple[str, str]] = field(default_factory=list)
    speakers: dict[UUID, SpeakerRead] = field(default_factory=dict)
    sessions: list[SessionRead] = field(default_factory=list)
    materials: list[MaterialRead] = field(default_factory=list)
    key: str = field(default_factory=new_key)


@dataclass
class FileRead:
    programmes: list[ProgrammeRead] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the event that the file is for; nothing when it is begun from the file."""

    time_zone: str = ""
    language: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None

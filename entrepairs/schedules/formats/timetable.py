"""A programme as other programs exchange it: days, rooms, and in each what takes place, in order.

What has no hours yet is left out. In the event's own language, for every reader.
"""

import datetime as dt
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify


@dataclass(frozen=True, slots=True)
class Name:
    """One who speaks or chairs."""

    guid: str
    number: int
    name: str
    url: str
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """What takes place at known hours in a room: a talk, or a session as a whole."""

    guid: str
    number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: str
    url: str
    title: str
    subtitle: str
    track: str
    kind: str
    language: str
    abstract: str
    description: str
    persons: list[Name]
    links: list[tuple[str, str]]
    not_recorded: bool
    licence: str = ""
    attachments: list[tuple[str, str]] = field(default_factory=list)
    without_room: bool = False  # the room that it is told in is no room

    @property
    def duration(self) -> str:
        # Two hours on one clock are subtracted as if it never changed.
        length = self.ends_at.astimezone(dt.UTC) - self.starts_at.astimezone(dt.UTC)
        minutes = max(1, round(length.total_seconds() / 60))
        return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(slots=True)
class Day:
    index: int
    date: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    rooms: dict[str, list[Slot]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timetable:
    key: str
    title: str
    version: str
    starts_on: dt.date
    ends_on: dt.date
    zone: str
    origin: str
    url: str
    tracks: list[str]
    days: list[Day]
    about: str = ""

    def slug(self, slot: Slot) -> str:
        return f"{self.key}-{slot.number}-{slugify(slot.title)[:60].strip('-_')}".rstrip("-")

    def room_guid(self, room: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.url}#{room}"))

"""A programme as other programs exchange it: days, rooms, and in each what takes place at known hours, in order.

What has no hours yet is left out. In an event's own language, whoever asks.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Material
from entrepairs.ui.language import KNOWN

Absolute = Callable[[str], str]
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who speaks or chairs."""

    guid: str
    number: int
    name: str
    url: str


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

    def slug(self, slot: Slot) -> str:
        return f"{self.key}-{slot.number}-{slugify(slot.title)[:60]}".rstrip("-")

    def room_guid(self, room: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.url}#{room}"))


def make_timetable(event: Any, sessions: Sequence[Any], absolute: Absolute) -> Timetable:
    """`sessions` with their talks."""
    timed = [session for session in sessions if session.starts_at]
    with translation.override(
        event.language if event.language in KNOWN else translation.get_language()
    ):
        slots = list(
            make_slots(event, timed, Numbers(timed), links_by_row(event, absolute), absolute)
        )
        zone = zone_named(event.time_zone)
        return Timetable(
            key=event.key,
            title=event.title.text,
            version=f"{event.changed_at.astimezone(zone):%Y-%m-%d %H:%M}",
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            zone=event.time_zone,
            origin=absolute("/").rstrip("/"),
            url=absolute(event.path),
            tracks=sorted({slot.track for slot in slots if slot.track}),
            days=days_with_slots(event, slots),
        )


class Numbers:
    """For each guid a number, because applications want one: the same at each export, and of one thing only."""

    def __init__(self, sessions: Iterable[Any]) -> None:
        guids: set[UUID] = set()
        for session in sessions:
            guids |= {session.guid, *(UUID(chair["guid"]) for chair in session.chaired_by)}
            for talk in session.said:
                guids |= {talk.guid, *(speaker.guid for speaker in talk.who)}
        self.numbers: dict[UUID, int] = {}
        taken: set[int] = set()
        for guid in sorted(guids):
            number = 1 + guid.int % (2**31 - 2)
            while number in taken:
                number = 1 + number % (2**31 - 2)
            taken.add(number)
            self.numbers[guid] = number

    def __getitem__(self, guid: UUID) -> int:
        return self.numbers[guid]


def links_by_row(event: Event, absolute: Absolute) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """What the library keeps of each session and talk: title and address."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for material in (
        Material.objects.filter(event=event).select_related("resource").order_by("order", "id")
    ):
        of = (
            ("talk", material.talk_id)
            if material.talk_id
            else ("session", material.session_id or 0)
        )
        found.setdefault(of, []).append(
            (material.resource.title.text, absolute(material.resource.path))
        )
    return found


def make_slots(
    event: Event, sessions: Sequence[Any], numbers: Numbers, known: Any, absolute: Absolute
) -> Iterable[Slot]:
    """Talks that have hours of their own are told one by one; else their session is, with what is said there."""
    for session in sessions:
        common = {
            "room": session.room.name if session.room else event.venue or _("Elsewhere"),
            "track": session.track.name.text if session.track else "",
            "kind": session.kind.replace("_", " "),
        }
        own_hours = [talk for talk in session.said if talk.starts_at]
        for talk in own_hours:
            subtitle = session.title.text if len(session.said) > 1 else ""
            people = [name_of(speaker, numbers, absolute) for speaker in talk.who]
            said = {
                "language": talk.language or event.language,
                "subtitle": subtitle,
                "description": "",
            }
            found = known.get(("talk", talk.pk), [])
            yield make_slot(
                event,
                talk,
                numbers,
                absolute,
                common | said,
                people,
                found,
                not_recorded=talk.not_recorded,
            )
        if not own_hours:
            yield slot_of_session(event, session, numbers, known, absolute, common)


def slot_of_session(
    event: Event, session: Any, numbers: Numbers, known: Any, absolute: Absolute, common: Any
) -> Slot:
    people = {
        str(speaker.guid): name_of(speaker, numbers, absolute)
        for talk in session.said
        for speaker in talk.who
    }
    people = people or {
        chair["guid"]: chair_of(chair, numbers, absolute) for chair in session.chaired_by
    }
    found = known.get(("session", session.pk), [])
    for talk in session.said:
        found = found + known.get(("talk", talk.pk), [])
    said = {
        "language": event.language,
        "subtitle": "",
        "description": "\n".join(map(describe_talk, session.said)),
    }
    silent = any(talk.not_recorded for talk in session.said)
    return make_slot(
        event,
        session,
        numbers,
        absolute,
        common | said,
        list(people.values()),
        found,
        not_recorded=silent,
    )


def describe_talk(talk: Any) -> str:
    names = ", ".join(speaker.name for speaker in talk.who)
    return f"{talk.title.text} ({names})" if names else str(talk.title.text)


def make_slot(event: Event, row: Any, numbers: Numbers, absolute: Absolute, said: Any, people: Any, found: Any, *, not_recorded: bool) -> Slot:  # fmt: skip
    zone = zone_named(event.time_zone)
    return Slot(
        guid=str(row.guid),
        number=numbers[row.guid],
        starts_at=row.starts_at.astimezone(zone),
        ends_at=row.ends_at.astimezone(zone),
        url=absolute(row.path),
        title=row.title.text,
        abstract=row.about.text,
        persons=people,
        links=found,
        not_recorded=not_recorded,
        **said,
    )


def name_of(speaker: Any, numbers: Numbers, absolute: Absolute) -> Name:
    return Name(str(speaker.guid), numbers[speaker.guid], speaker.name, absolute(speaker.path))


def chair_of(chair: dict[str, str], numbers: Numbers, absolute: Absolute) -> Name:
    path = f"/events/speaker/{chair['key']}/"
    return Name(chair["guid"], numbers[UUID(chair["guid"])], chair["name"], absolute(path))


def days_with_slots(event: Event, slots: Sequence[Slot]) -> list[Day]:
    """Every day of the event, and any other on which something takes place."""
    zone = zone_named(event.time_zone)
    dates = {event.starts_on + n * DAY for n in range((event.ends_on - event.starts_on).days + 1)}
    dates |= {slot.starts_at.date() for slot in slots}
    found = {}
    for index, date in enumerate(sorted(dates), 1):
        midnight = dt.datetime.combine(date, dt.time(), tzinfo=zone)
        last = dt.datetime.combine(date, dt.time(23, 59, 59), tzinfo=zone)
        found[date] = Day(index, date, midnight, last)
    for one in sorted(slots, key=lambda one: (one.starts_at, one.number)):
        found[one.starts_at.date()].rooms.setdefault(one.room, []).append(one)
    return list(found.values())

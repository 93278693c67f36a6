"""Makes the timetable of an event: everything that has hours, told once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.hours import days_of
from entrepairs.events.models import Event, Material
from entrepairs.schedules.formats.cancelled_titles import as_cancelled
from entrepairs.schedules.formats.timetable import Day, Name, Slot, Timetable
from entrepairs.ui.language import KNOWN

Absolute = Callable[[str], str]
Link = tuple[str, str]  # title, address
LARGEST = 2**31 - 2  # number that applications keep


def make_timetable(event: Any, sessions: Sequence[Any], absolute: Absolute) -> Timetable:
    """`sessions` with their talks."""
    timed = [session for session in sessions if session.starts_at]
    language = event.language if event.language in KNOWN else translation.get_language()
    with translation.override(language):
        maker = SlotMaker(event, number_guids(timed), links_by_row(event, absolute), absolute)
        slots = [slot for session in timed for slot in maker.make_slots(session)]
        zone = zone_named(event.time_zone)
        return Timetable(
            key=event.key,
            title=maker.title_of(event),
            about=event.about.text,
            version=f"{event.changed_at.astimezone(zone):%Y-%m-%d %H:%M}",
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            zone=event.time_zone,
            origin=absolute("/").rstrip("/"),
            url=absolute(event.path),
            tracks=sorted({slot.track for slot in slots if slot.track}),
            days=days_with_slots(event, slots),
        )


def number_guids(sessions: Iterable[Any]) -> dict[UUID, int]:
    """A number for each guid, as applications want one: unique, and the same at each export."""
    guids: set[UUID] = set()
    for session in sessions:
        guids |= {session.guid, *(UUID(chair["guid"]) for chair in session.chaired_by)}
        for talk in session.said:
            guids |= {talk.guid, *(speaker.guid for speaker in talk.who)}
    numbers: dict[UUID, int] = {}
    taken: set[int] = set()
    # In the order of the guids, so that two of one number are always told apart in the same way.
    for guid in sorted(guids):
        number = 1 + guid.int % LARGEST
        while number in taken:
            number = 1 + number % LARGEST
        taken.add(number)
        numbers[guid] = number
    return numbers


def links_by_row(event: Event, absolute: Absolute) -> dict[tuple[str, int], list[Link]]:
    """What the library keeps of each session and talk."""
    found: dict[tuple[str, int], list[Link]] = defaultdict(list)
    rows = Material.objects.filter(event=event).select_related("resource")
    for material in rows.order_by("order", "id"):
        row = ("talk", material.talk_id) if material.talk_id else ("session", material.session_id)
        link = (material.resource.title.text, absolute(material.resource.path))
        found[row[0], row[1] or 0].append(link)
    return found


@dataclass(frozen=True, slots=True)
class SlotMaker:
    event: Event
    numbers: dict[UUID, int]
    links: dict[tuple[str, int], list[Link]]
    absolute: Absolute

    def make_slots(self, session: Any) -> list[Slot]:
        """Talks with hours of their own are told one by one; else their session is, as a whole."""
        timed = [talk for talk in session.said if talk.starts_at]
        if not timed:
            return [self.slot_of_session(session)]
        return [self.slot_of_talk(session, talk) for talk in timed]

    def slot_of_talk(self, session: Any, talk: Any) -> Slot:
        return self._make_slot(
            session,
            talk,
            persons=[self.name_of(speaker) for speaker in talk.who],
            links=self.links.get(("talk", talk.pk), []),
            language=talk.language or self.event.language,
            subtitle=talk.subtitle.text or (session.title.text if len(session.said) > 1 else ""),
            description="",
            not_recorded=talk.not_recorded,
        )

    def slot_of_session(self, session: Any) -> Slot:
        """With all who speak in it, else those who chair it."""
        speakers = {speaker.guid: speaker for talk in session.said for speaker in talk.who}
        persons = [self.name_of(speaker) for speaker in speakers.values()]
        rows = [("session", session.pk), *(("talk", talk.pk) for talk in session.said)]
        return self._make_slot(
            session,
            session,
            persons=persons or [self.name_of_chair(chair) for chair in session.chaired_by],
            links=[link for row in rows for link in self.links.get(row, [])],
            language=self.event.language,
            subtitle=session.subtitle.text,
            description="\n".join(map(describe_talk, session.said)),
            not_recorded=any(talk.not_recorded for talk in session.said),
        )

    def _make_slot(self, session: Any, row: Any, **more: Any) -> Slot:
        """`row` is the session itself, or one of its talks."""
        zone = zone_named(self.event.time_zone)
        kept = {
            attachment: [(x["title"], x["url"]) for x in row.links if x["attachment"] is attachment]
            for attachment in (False, True)
        }
        more["links"] = [*kept[False], *more["links"]]
        return Slot(
            guid=str(row.guid),
            number=self.numbers[row.guid],
            starts_at=row.starts_at.astimezone(zone),
            ends_at=row.ends_at.astimezone(zone),
            room=session.room.name if session.room else self.event.venue or _("Elsewhere"),
            track=session.track.name.text if session.track else "",
            without_room=session.room is None,
            kind=row.type_name or session.kind.replace("_", " "),
            licence=row.licence,
            attachments=kept[True],
            url=self.absolute(row.path),
            title=self.title_of(row),
            abstract=row.about.text,
            **more,
        )

    def title_of(self, row: Any) -> str:
        """Formats have no other place that says of each entry that it does not take place."""
        title = str(row.title.text)
        return as_cancelled(title) if self.event.state == Event.State.CANCELLED else title

    def name_of(self, speaker: Any) -> Name:
        url, number = self.absolute(speaker.path), self.numbers[speaker.guid]
        return Name(str(speaker.guid), number, speaker.name, url, speaker.about.text)

    def name_of_chair(self, chair: dict[str, str]) -> Name:
        url = self.absolute(f"/events/speaker/{chair['key']}/")
        return Name(chair["guid"], self.numbers[UUID(chair["guid"])], chair["name"], url)


def describe_talk(talk: Any) -> str:
    names = ", ".join(speaker.name for speaker in talk.who)
    return f"{talk.title.text} ({names})" if names else str(talk.title.text)


def days_with_slots(event: Event, slots: Sequence[Slot]) -> list[Day]:
    """Every day of the event, and any other on which something takes place."""
    zone = zone_named(event.time_zone)
    dates = {*days_of(event), *(slot.starts_at.date() for slot in slots)}
    found = {}
    for index, date in enumerate(sorted(dates), 1):
        midnight = dt.datetime.combine(date, dt.time(), tzinfo=zone)
        last = dt.datetime.combine(date, dt.time(23, 59, 59), tzinfo=zone)
        found[date] = Day(index, date, midnight, last)
    for slot in sorted(slots, key=lambda slot: (slot.starts_at, slot.number)):
        found[slot.starts_at.date()].rooms.setdefault(slot.room, []).append(slot)
    return list(found.values())

"""The programme as schedule.xml, the format of pentabarf and frab, which Giggity, ConfClerk and others read."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from entrepairs.schedules.formats.timetable import Day, Slot, Timetable

# What XML 1.0 has no way to say.
UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def schedule(timetable: Timetable) -> bytes:
    root = Element("schedule")
    SubElement(root, "generator", name="entrepairs")
    say(root, "version", timetable.version)
    conference(root, timetable)
    for day in timetable.days:
        write_day(root, timetable, day)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def say(parent: Element, name: str, words: str, **attributes: str) -> Element:
    found = SubElement(parent, name, {key: plain(value) for key, value in attributes.items()})
    found.text = plain(words)
    return found


def plain(words: str) -> str:
    """Without what cannot be written, and with ends of lines as XML reads them."""
    return UNSPEAKABLE.sub("", words).replace("\r\n", "\n").replace("\r", "\n")


def conference(root: Element, timetable: Timetable) -> None:
    found = SubElement(root, "conference")
    say(found, "acronym", timetable.key)
    say(found, "title", timetable.title)
    say(found, "start", timetable.starts_on.isoformat())
    say(found, "end", timetable.ends_on.isoformat())
    say(found, "days", str(len(timetable.days)))
    say(found, "timeslot_duration", "00:05")
    say(found, "base_url", timetable.origin)
    say(found, "time_zone_name", timetable.zone)
    for track in timetable.tracks:
        SubElement(found, "track", name=plain(track))


def write_day(root: Element, timetable: Timetable, day: Day) -> None:
    found = SubElement(
        root,
        "day",
        index=str(day.index),
        date=day.date.isoformat(),
        start=day.starts_at.isoformat(),
        end=day.ends_at.isoformat(),
    )
    for name, slots in day.rooms.items():
        room = SubElement(found, "room", name=plain(name), guid=timetable.room_guid(name))
        for slot in slots:
            write_slot(room, timetable, slot)


def write_slot(room: Element, timetable: Timetable, slot: Slot) -> None:
    found = SubElement(room, "event", guid=slot.guid, id=str(slot.number))
    say(found, "date", slot.starts_at.isoformat())
    say(found, "start", f"{slot.starts_at:%H:%M}")
    say(found, "duration", slot.duration)
    say(found, "room", slot.room)
    say(found, "slug", timetable.slug(slot))
    say(found, "url", slot.url)
    recording = SubElement(found, "recording")
    say(recording, "license", "")
    say(recording, "optout", "true" if slot.not_recorded else "false")
    for name in ("title", "subtitle", "track"):
        say(found, name, getattr(slot, name))
    say(found, "type", slot.kind)
    for name in ("language", "abstract", "description"):
        say(found, name, getattr(slot, name))
    persons = SubElement(found, "persons")
    for person in slot.persons:
        say(persons, "person", person.name, id=str(person.number), guid=person.guid)
    links = SubElement(found, "links")
    for title, url in slot.links:
        say(links, "link", title, href=url)
    SubElement(found, "attachments")

"""schedule.xml, the format of pentabarf and frab, which Giggity, ConfClerk and others read."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from entrepairs.schedules.formats.timetable import Day, Slot, Timetable

# What XML 1.0 has no way to say.
UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_xml(timetable: Timetable) -> bytes:
    root = Element("schedule")
    SubElement(root, "generator", name="entrepairs")
    add_text(root, "version", timetable.version)
    write_conference(root, timetable)
    for day in timetable.days:
        write_day(root, timetable, day)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def add_text(parent: Element, name: str, words: str, **attributes: str) -> Element:
    found = SubElement(parent, name, {key: plain_text(value) for key, value in attributes.items()})
    found.text = plain_text(words)
    return found


def plain_text(words: str) -> str:
    """Without what cannot be written, and with ends of lines as XML reads them."""
    return UNSPEAKABLE.sub("", words).replace("\r\n", "\n").replace("\r", "\n")


def days_apart(duration: str) -> str:
    """In days, hours and minutes where there are too many hours for two figures."""
    hours, minutes = duration.split(":")
    days, rest = divmod(int(hours), 24)
    return f"{days}:{rest:02}:{minutes}" if int(hours) > 99 else duration


def write_conference(root: Element, timetable: Timetable) -> None:
    found = SubElement(root, "conference")
    add_text(found, "acronym", timetable.key)
    add_text(found, "title", timetable.title)
    add_text(found, "start", timetable.starts_on.isoformat())
    add_text(found, "end", timetable.ends_on.isoformat())
    add_text(found, "days", str(len(timetable.days)))
    add_text(found, "timeslot_duration", "00:05")
    add_text(found, "base_url", timetable.origin)
    add_text(found, "time_zone_name", timetable.zone)
    for track in timetable.tracks:
        SubElement(found, "track", name=plain_text(track))


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
        room = SubElement(found, "room", name=plain_text(name), guid=timetable.room_guid(name))
        for slot in slots:
            write_slot(room, timetable, slot)


def write_slot(room: Element, timetable: Timetable, slot: Slot) -> None:
    found = SubElement(room, "event", guid=slot.guid, id=str(slot.number))
    add_text(found, "date", slot.starts_at.isoformat())
    add_text(found, "start", f"{slot.starts_at:%H:%M}")
    add_text(found, "duration", days_apart(slot.duration))
    add_text(found, "room", "" if slot.without_room else slot.room)
    add_text(found, "slug", timetable.slug(slot))
    add_text(found, "url", slot.url)
    recording = SubElement(found, "recording")
    add_text(recording, "license", slot.licence)
    add_text(recording, "optout", "true" if slot.not_recorded else "false")
    for name in ("title", "subtitle", "track"):
        add_text(found, name, getattr(slot, name))
    add_text(found, "type", slot.kind)
    for name in ("language", "abstract", "description"):
        add_text(found, name, getattr(slot, name))
    persons = SubElement(found, "persons")
    for person in slot.persons:
        add_text(persons, "person", person.name, id=str(person.number), guid=person.guid)
    links = SubElement(found, "links")
    for title, url in slot.links:
        add_text(links, "link", title, href=url)
    attachments = SubElement(found, "attachments")
    for title, url in slot.attachments:
        add_text(attachments, "attachment", title, href=url)

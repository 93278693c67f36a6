"""schedule.json, as pretalx writes it."""

import json
import re
from typing import Any

from django.utils.text import slugify

from entrepairs.schedules.formats.timetable import Day, Slot, Timetable

# The zones that the schema knows the names of.
KNOWN_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|.*UTC$")


def write_json(timetable: Timetable) -> bytes:
    found = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "entrepairs", "url": timetable.origin},
        "schedule": {
            "url": timetable.url,
            "version": timetable.version,
            "base_url": timetable.origin,
            "conference": conference_data(timetable),
        },
    }
    return json.dumps(found, ensure_ascii=False).encode()


def slug_of(name: str, kind: str) -> str:
    """Two letters or more, as the schema wants, whatever the script of the name."""
    return f"{kind}-{slugify(name)}".rstrip("-_")


def conference_data(timetable: Timetable) -> dict[str, Any]:
    rooms = dict.fromkeys(room for day in timetable.days for room in day.rooms)
    return {
        "acronym": timetable.key,
        "title": timetable.title,
        "start": timetable.starts_on.isoformat(),
        "end": timetable.ends_on.isoformat(),
        "daysCount": len(timetable.days),
        "timeslot_duration": "00:05",
        "url": timetable.url,
        "description": timetable.about,
        **({"time_zone_name": timetable.zone} if KNOWN_ZONE.match(timetable.zone) else {}),
        "rooms": [
            {
                "name": room,
                "slug": slug_of(room, "room"),
                "guid": timetable.room_guid(room),
                "description": None,
            }
            for room in rooms
        ],
        "tracks": [{"name": track, "slug": slug_of(track, "track")} for track in timetable.tracks],
        "days": [day_data(timetable, day) for day in timetable.days],
    }


def day_data(timetable: Timetable, day: Day) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.starts_at.isoformat(),
        "day_end": day.ends_at.isoformat(),
        "rooms": {
            room: [slot_data(timetable, slot) for slot in slots]
            for room, slots in day.rooms.items()
        },
    }


def slot_data(timetable: Timetable, slot: Slot) -> dict[str, Any]:
    return {
        "guid": slot.guid,
        "id": slot.number,
        "logo": "",
        "date": slot.starts_at.isoformat(),
        "start": f"{slot.starts_at:%H:%M}",
        "duration": slot.duration,
        "room": "" if slot.without_room else slot.room,
        "end": slot.ends_at.isoformat(),
        "slug": timetable.slug(slot),
        "url": slot.url,
        "title": slot.title,
        "subtitle": slot.subtitle,
        "track": slot.track,
        "type": slot.kind,
        "language": slot.language,
        "abstract": slot.abstract,
        "description": slot.description,
        "recording_license": slot.licence,
        "do_not_record": slot.not_recorded,
        **people_and_links(slot),
        "attachments": [{"title": title, "url": url} for title, url in slot.attachments],
    }


def people_and_links(slot: Slot) -> dict[str, Any]:
    return {
        "persons": [
            {
                "guid": person.guid,
                "id": person.number,
                "name": person.name,
                "url": person.url,
                "biography": person.biography,
            }
            for person in slot.persons
        ],
        "links": [{"title": title, "url": url, "type": "related"} for title, url in slot.links],
        "origin_url": slot.url,
    }

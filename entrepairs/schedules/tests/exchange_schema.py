"""The shape of schedule.json, as the schema that it names states it (voc/schedule, validator/json).

Told again here, for a validator that we did not write; read there on 2026-11-29.
"""

from typing import Any

TEXT = {"type": "string"}
TEXT_OR_NONE = {"type": ["string", "null"]}
NUMBER = {"type": "integer"}
LIST = {"type": "array"}
URI = {"type": "string", "format": "uri"}
WHEN = {"type": "string", "format": "date-time"}
GUID = {"type": "string", "format": "uuid"}
SLUG = {"type": "string", "pattern": "^[a-z0-9_-]+[a-z0-9]$"}


def closed(properties: dict[str, Any], required: str) -> dict[str, Any]:
    """An object that has these and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required.split(),
    }


REFERENCE = closed(
    {
        "title": TEXT,
        "url": URI,
        "type": {
            "enum": ["slides", "paper", "web", "blog", "article", "media", "related", "activitypub"]
        },
    },
    "url",
)
# Exactly one of the two that write schedules: frab names them publicly, pretalx by a name.
PERSON = {
    "type": "object",
    "properties": {"name": TEXT, "guid": GUID, "id": NUMBER, "url": URI, "biography": TEXT_OR_NONE},
    "oneOf": [{"required": ["public_name", "id"]}, {"required": ["name"]}],
}
EVENT = closed(
    {
        "guid": GUID,
        "code": {"type": "string", "pattern": "^[A-Z0-9]+$"},
        "id": {"type": "integer", "minimum": 1},
        "logo": TEXT_OR_NONE,
        "date": WHEN,
        "start": {"type": "string", "pattern": "^(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$"},
        "end": WHEN,
        "duration": {"type": "string", "pattern": "^[0-9]+:[0-9]{2}$"},
        "room": TEXT,
        "slug": SLUG,
        "url": URI,
        "title": TEXT,
        "subtitle": TEXT_OR_NONE,
        "track": TEXT_OR_NONE,
        "type": TEXT,
        "language": TEXT_OR_NONE,
        "abstract": TEXT_OR_NONE,
        "description": TEXT_OR_NONE,
        "recording_license": TEXT,
        "do_not_record": {"type": ["boolean", "null"]},
        "persons": {"type": "array", "items": PERSON},
        "links": {"type": "array", "items": REFERENCE},
        "attachments": {"type": "array", "items": REFERENCE},
        "feedback_url": URI,
        "origin_url": URI,
    },
    "abstract date duration guid id language links persons room slug start subtitle title track "
    "type url",
)
DAY = closed(
    {
        "index": NUMBER,
        "date": {"type": "string", "format": "date"},
        "day_start": WHEN,
        "day_end": WHEN,
        "rooms": {"type": "object", "additionalProperties": {"type": "array", "items": EVENT}},
    },
    "date day_end day_start index rooms",
)
ROOM = {
    "type": "object",
    "properties": {"name": TEXT, "slug": SLUG, "guid": GUID},
    "required": ["name", "guid"],
}
CONFERENCE = closed(
    {
        "acronym": {"type": "string", "pattern": "^[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?$"},
        "title": TEXT,
        "description": TEXT,
        "start": TEXT,
        "end": TEXT,
        "daysCount": NUMBER,
        "timeslot_duration": TEXT,
        "time_zone_name": {"type": "string", "pattern": "^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$"},
        "url": URI,
        "tracks": {"type": "array", "items": {"properties": {"name": TEXT, "slug": SLUG}}},
        "rooms": {"type": "array", "items": ROOM},
        "days": {"type": "array", "items": DAY},
    },
    "title acronym days daysCount start end timeslot_duration",
)
SCHEMA = closed(
    {
        "$schema": TEXT,
        "generator": {"type": "object"},
        "schedule": {
            "type": "object",
            "properties": {"version": TEXT, "base_url": URI, "conference": CONFERENCE},
            "required": ["conference", "version"],
        },
    },
    "schedule",
)

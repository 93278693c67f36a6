"""schedule.json as pretalx and frab export it, and the list of events of expeerts.json."""

import json
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.events.models import Event
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_expeerts import read_expeerts
from entrepairs.schedules.formats.read_model import FileRead, Frame, ProgrammeRead, Unreadable
from entrepairs.schedules.formats.read_words import Reader, most_spoken
from entrepairs.schedules.formats.read_xml import at_line

COPIED = (
    "guid",
    "date",
    "start",
    "duration",
    "title",
    "track",
    "type",
    "language",
    "abstract",
    "description",
    "do_not_record",
)


def read_json(content: bytes, frame: Frame) -> FileRead:
    data = load_json(content)
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        return read_expeerts(data, frame)
    if isinstance(data, dict) and "schedule" in data:
        return read_schedule(data, frame)
    raise Unreadable(_("This is JSON, but no schedule: neither “schedule” nor “events” is there."))


def load_json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            at_line(line, _("its encoding is unknown, or not the one it says."))
        ) from error
    except json.JSONDecodeError as error:
        end = not content[: error.pos + 1].strip() or error.pos >= len(error.doc.rstrip())
        cut = _("the file is cut short: something that was opened is not closed.")
        wrong = _("this is not well-formed JSON: a sign is missing or too many.")
        is_cut = end or "Unterminated" in error.msg
        raise Unreadable(at_line(error.lineno, cut if is_cut else wrong)) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(_("This is no schedule: it goes too deep, or on for too long.")) from error


class Walk:
    """Goes down into JSON, and notes where something is not what it should be."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def as_dict(self, value: Any, where: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self._note_missing(value, where, _("an object in braces is expected here"))
        return {}

    def as_list(self, value: Any, where: str) -> list[Any]:
        if isinstance(value, list):
            return value
        self._note_missing(value, where, _("a list in brackets is expected here"))
        return []

    def _note_missing(self, value: Any, where: str, wrong: str) -> None:
        self.reader.add_mistake(where, _("this key is missing") if value is None else wrong)


def read_schedule(data: dict[str, Any], frame: Frame) -> FileRead:
    reader, here = Reader(), "schedule.conference"
    walk = Walk(reader)
    schedule = walk.as_dict(data["schedule"], "schedule")
    conference = walk.as_dict(schedule.get("conference"), here)
    days = walk.as_list(conference.get("days"), f"{here}.days")
    found = entries_of(walk, days, f"{here}.days")
    language = frame.language or most_spoken(entry.said.get("language") for entry in found)
    zone = reader.read_zone(
        conference.get("time_zone_name"),
        f"{here}.time_zone_name",
        frame.time_zone or "Europe/Paris",
    )
    told = read_conference(reader, conference, language) | {"time_zone": zone}
    programme = ProgrammeRead(where=here, told=told)
    entries = Entries(reader, programme, frame.time_zone or zone, language)
    for entry in found:
        entries.add_entry(entry)
    reader.read.programmes.append(programme)
    return reader.read


def read_conference(reader: Reader, conference: dict[str, Any], language: str) -> dict[str, Any]:
    here = "schedule.conference"
    title = reader.read_line(conference.get("title") or conference.get("acronym"), f"{here}.title")
    found: dict[str, Any] = {"kind": Event.Kind.CONFERENCE.value, "language": language or "fr"}
    found[f"title_{'en' if language == 'en' else 'fr'}"] = title
    dates = [reader.read_day(conference.get(name), f"{here}.{name}") for name in ("start", "end")]
    known = sorted(day for day in dates if day)
    return found | ({"starts_on": known[0], "ends_on": known[-1]} if known else {})


def entries_of(walk: Walk, days: list[Any], here: str) -> list[Entry]:
    found = []
    for number, day in enumerate(days):
        where = f"{here}[{number}]"
        if isinstance(day, dict):
            rooms = walk.as_dict(day.get("rooms"), f"{where}.rooms")
        else:
            rooms = walk.as_dict(day, where)
        for room, events in rooms.items():
            for index, event in enumerate(walk.as_list(events, f"{where}.rooms[{room!r}]")):
                place = f"{where}.rooms[{room!r}][{index}]"
                if row := walk.as_dict(event, place):
                    found.append(make_entry(walk, row, place, day, room))
    return found


def make_entry(
    walk: Walk, event: dict[str, Any], place: str, day: dict[str, Any], room: str
) -> Entry:
    said: dict[str, Any] = {name: event.get(name) for name in COPIED}
    said["date"], said["room"] = said["date"] or day.get("date"), event.get("room") or room
    for name in ("title", "type", "room"):
        words = said[name]
        if isinstance(words, dict):  # in several languages
            said[name] = words.get("fr") or words.get("en") or ""
            if name == "title":
                said |= {f"title_{language}": words.get(language) for language in ("fr", "en")}
    subtitle = event.get("subtitle")
    if subtitle and isinstance(subtitle, str) and isinstance(said["title"], str):
        said["title"] = f"{said['title']} – {subtitle}"
    people = read_people(walk, event.get("persons", []), f"{place}.persons")
    return Entry(lambda name: f"{place}.{name}" if name else place, said, people)


def read_people(walk: Walk, persons: Any, place: str) -> list[dict[str, Any]]:
    people = []
    for number, person in enumerate(walk.as_list(persons, place)):
        where = f"{place}[{number}]"
        if row := walk.as_dict(person, where):
            name = row.get("public_name") or row.get("name") or row.get("full_public_name")
            number_or_code = row.get("id") or row.get("code")
            people.append({**row, "name": name, "id": number_or_code, "where": where})
    return people

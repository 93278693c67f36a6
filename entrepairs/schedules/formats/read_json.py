"""schedule.json as pretalx and frab export it, and the list of events of expeerts.json."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.schedules.formats.cancelled_titles import all_cancelled, without_cancelled
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_expeerts import read_expeerts
from entrepairs.schedules.formats.read_frab import begin_told
from entrepairs.schedules.formats.read_frame import settle_language, settle_zone
from entrepairs.schedules.formats.read_hours import HoursReader
from entrepairs.schedules.formats.read_model import (
    FileRead,
    Frame,
    LinkRead,
    ProgrammeRead,
    Unreadable,
)
from entrepairs.schedules.formats.read_people import FAMILY, GIVEN
from entrepairs.schedules.formats.read_words import Reader
from entrepairs.schedules.formats.read_xml import at_line

COPIED = (
    "guid", "date", "start", "duration", "title", "subtitle", "track", "type", "language",
    "abstract", "description", "do_not_record",
)  # fmt: skip
READ = {
    *COPIED, "id", "code", "room", "slug", "end", "recording_license", "persons", "links",
    "attachments", "day",
}  # fmt: skip
READ_OF_PERSON = {
    "guid", "id", "code", "name", "public_name", "full_public_name", "biography", "discipline",
    "position", "affiliation", "country", "orcid", *FAMILY, *GIVEN,
}  # fmt: skip


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
        self.reader.doubt(where, _("this key is missing") if value is None else wrong)


def read_schedule(data: dict[str, Any], frame: Frame) -> FileRead:
    generator = data.get("generator")
    ours = isinstance(generator, dict) and generator.get("name") == "entrepairs"
    reader, here = Reader(ours=ours), "schedule.conference"
    walk = Walk(reader)
    schedule = walk.as_dict(data["schedule"], "schedule")
    conference = walk.as_dict(schedule.get("conference"), here)
    base = str(schedule.get("base_url") or conference.get("base_url") or "")
    days = walk.as_list(conference.get("days"), f"{here}.days")
    found = entries_of(walk, days, f"{here}.days", base)
    titles = [str(title or "") for title in (conference.get("title"), *titles_of(found))]
    if ours and all_cancelled(titles):
        reader.cancelled = True
        for entry in found:
            entry.said["title"] = without_cancelled(str(entry.said["title"]))
    zone = settle_zone(
        reader, conference.get("time_zone_name"), f"{here}.time_zone_name", frame, found
    )
    language = settle_language(reader, here, frame, found)
    hours = HoursReader(reader, zone)
    told = read_conference(reader, conference, language, hours) | {"time_zone": zone}
    programme = ProgrammeRead(where=here, told=told)
    entries = Entries(reader, programme, hours, language)
    for entry in found:
        entries.add_entry(entry)
    reader.tell_what_is_left()
    reader.read.programmes.append(programme)
    return reader.read


def titles_of(found: list[Entry]) -> list[Any]:
    return [entry.said.get("title") for entry in found]


def read_conference(
    reader: Reader, conference: dict[str, Any], language: str, hours: HoursReader
) -> dict[str, Any]:
    here = "schedule.conference"
    title = conference.get("title") or conference.get("acronym")
    if isinstance(title, dict):
        found = begin_told("", language) | {
            f"title_{x}": reader.read_line(title.get(x), f"{here}.title") for x in ("fr", "en")
        }
    else:
        line = reader.read_line(title, f"{here}.title")
        found = begin_told(without_cancelled(line) if reader.cancelled else line, language)
    dates = [hours.read_day(conference.get(name), f"{here}.{name}") for name in ("start", "end")]
    days = conference.get("days")
    for day in days if isinstance(days, list) else ():
        if isinstance(day, dict) and not any(dates):
            dates.append(hours.read_day(day.get("date"), f"{here}.days"))
    known = sorted(day for day in dates if day)
    return found | ({"starts_on": known[0], "ends_on": known[-1]} if known else {})


def entries_of(walk: Walk, days: list[Any], here: str, base: str) -> list[Entry]:
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
                    found.append(make_entry(walk, row, place, day, room, base))
    return found


def make_entry(
    walk: Walk, event: dict[str, Any], place: str, day: dict[str, Any], room: str, base: str
) -> Entry:
    said: dict[str, Any] = {name: event.get(name) for name in COPIED}
    said["date"] = said["date"] or day.get("date")
    said["room"] = event.get("room", room) if walk.reader.ours else event.get("room") or room
    said["licence"] = event.get("recording_license")
    if not said["duration"]:
        said["end"] = event.get("end")
    for name in ("title", "subtitle", "abstract", "description", "type", "room"):
        if isinstance(said[name], dict):
            said |= words_by_language(name, said[name], str(said["language"] or ""))
    for name, value in event.items():
        if name not in READ and value not in (None, "", [], {}, False) and not walk.reader.ours:
            walk.reader.leave(name)
    people = read_people(walk, event.get("persons", []), f"{place}.persons")
    links = list(read_links(walk, event, place, base))
    return Entry(lambda name: f"{place}.{name}" if name else place, said, people, links)


def words_by_language(name: str, words: dict[str, Any], spoken: str) -> dict[str, Any]:
    """Words that are told in several languages: of titles and descriptions each is kept."""
    first = next((words[x] for x in (spoken, "fr", "en", *words) if words.get(x)), "")
    found: dict[str, Any] = {name: first}
    column = {"abstract": "about"}.get(name, name)
    if column in {"title", "subtitle", "about"} and (words.get("fr") or words.get("en")):
        found |= {f"{column}_{x}": words.get(x) for x in ("fr", "en")}
        found[name] = "" if spoken in {"", "fr", "en"} else words.get(spoken) or ""
    return found


def read_links(
    walk: Walk, event: dict[str, Any], place: str, base: str
) -> Iterable[LinkRead | None]:
    for name in ("links", "attachments"):
        for number, one in enumerate(walk.as_list(event.get(name, []), f"{place}.{name}")):
            where = f"{place}.{name}[{number}]"
            row = {"url": one} if isinstance(one, str) else walk.as_dict(one, where)
            title = row.get("title") or row.get("description")
            attachment = name == "attachments"
            yield walk.reader.read_link(row.get("url"), title, where, base, attachment=attachment)


def read_people(walk: Walk, persons: Any, place: str) -> list[dict[str, Any]]:
    people = []
    for number, person in enumerate(walk.as_list(persons, place)):
        where = f"{place}[{number}]"
        if row := walk.as_dict(person, where):
            name = row.get("public_name") or row.get("name") or row.get("full_public_name")
            number_or_code = row.get("id") or row.get("code")
            people.append({**row, "name": name, "id": number_or_code, "where": where})
            for key, value in row.items():
                if key not in READ_OF_PERSON and value and not walk.reader.ours:
                    walk.reader.leave(f"persons.{key}")
    return people

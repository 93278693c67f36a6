"""schedule.xml, as pentabarf, frab and pretalx export it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.events.models import Event
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_model import FileRead, Frame, ProgrammeRead, Unreadable
from entrepairs.schedules.formats.read_words import Reader, most_spoken
from entrepairs.schedules.formats.read_xml import Element, at_line, parse_xml

NIGHT = dt.time(6)
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
)


def read_frab(content: bytes, frame: Frame) -> FileRead:
    schedule = parse_xml(content)
    if schedule.tag != "schedule":
        words = _("this is XML, but not a schedule: it begins with <%(tag)s>.")
        raise Unreadable(at_line(schedule.line, words % {"tag": schedule.tag[:40]}))
    reader = Reader()
    conference = schedule.find_first("conference")
    if conference is None:
        reader.add_mistake(name_line(schedule.line), _("there is no <conference>"))
        conference = Element("conference", {}, schedule.line)
    rooms = [(day, room) for day in schedule.find_all("day") for room in day.find_all("room")]
    if not rooms:
        reader.add_mistake(name_line(schedule.line), _("there is no <day> with a <room>"))
    zone = reader.read_zone(
        conference.text_of("time_zone_name"),
        name_line(conference.line_of("time_zone_name")),
        frame.time_zone or "Europe/Paris",
    )
    language = frame.language or most_spoken(languages_said(rooms))
    told = read_conference(reader, conference, schedule, language) | {"time_zone": zone}
    programme = ProgrammeRead(where=name_line(conference.line), told=told)
    entries = Entries(reader, programme, frame.time_zone or zone, language)
    add_entries(entries, rooms, conference.text_of("day_change"))
    reader.read.programmes.append(programme)
    return reader.read


def add_entries(entries: Entries, rooms: list[tuple[Element, Element]], change: str) -> None:
    for day, room in rooms:
        for event in room.find_all("event"):
            entries.add_entry(make_entry(event, day, room, change))


def name_line(number: int) -> str:
    return _("line %(line)s") % {"line": number}


def languages_said(rooms: list[tuple[Element, Element]]) -> list[str]:
    return [event.text_of("language") for _day, room in rooms for event in room.find_all("event")]


def read_conference(
    reader: Reader, conference: Element, schedule: Element, language: str
) -> dict[str, Any]:
    """What an event is begun with."""
    days = [
        reader.read_day(day.attributes.get("date"), name_line(day.line))
        for day in schedule.find_all("day")
    ]
    dates = [
        reader.read_day(conference.text_of(name), name_line(conference.line_of(name)))
        for name in ("start", "end")
    ]
    known: list[dt.date] = sorted(day for day in [*days, *dates] if day)
    title = reader.read_line(
        conference.text_of("title") or conference.text_of("acronym"),
        name_line(conference.line_of("title")),
    )
    found: dict[str, Any] = {"kind": Event.Kind.CONFERENCE.value, "language": language or "fr"}
    found[f"title_{'en' if language == 'en' else 'fr'}"] = title
    if known:
        found |= {"starts_on": known[0], "ends_on": known[-1]}
    place = ", ".join(filter(None, (conference.text_of("venue"), conference.text_of("city"))))
    return found | {"venue": reader.read_line(place, name_line(conference.line), 200)}


def make_entry(event: Element, day: Element, room: Element, change: str = "") -> Entry:
    said: dict[str, Any] = {name: event.text_of(name) for name in COPIED}
    said["guid"] = said["guid"] or event.attributes.get("guid")
    said["date"] = said["date"] or date_of(day.attributes.get("date") or "", said["start"], change)
    said["room"] = event.text_of("room") or room.attributes.get("name")
    if subtitle := event.text_of("subtitle"):
        said["title"] = f"{said['title']} – {subtitle}" if said["title"] else subtitle
    recording = event.find_first("recording")
    said["do_not_record"] = recording is not None and recording.text_of("optout").lower() == "true"
    persons = event.find_first("persons")
    people = [
        {
            "name": one.text,
            "guid": one.attributes.get("guid"),
            "id": one.attributes.get("id"),
            "where": name_line(one.line),
        }
        for one in (persons.find_all("person") if persons is not None else [])
    ]
    return Entry(lambda name: name_line(event.line_of(name)), said, people)


def date_of(day: str, start: str, change: str) -> str:
    """Of an event that tells no date, as in pentabarf.

    After midnight, before the day changes, it is the night of that day.
    """
    try:
        begins, until = (
            dt.time.fromisoformat(clock.zfill(5)) for clock in (start, change or "06:00")
        )
        next_day = begins < min(until, NIGHT)
        return (dt.date.fromisoformat(day) + dt.timedelta(days=next_day)).isoformat()
    except (ValueError, OverflowError):
        return day  # what is wrong in it is told where it is read

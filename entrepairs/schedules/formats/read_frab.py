"""schedule.xml, as pentabarf, frab and pretalx export it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.events.models import Event
from entrepairs.schedules.formats.cancelled_titles import all_cancelled, without_cancelled
from entrepairs.schedules.formats.read_entries import Entries, Entry
from entrepairs.schedules.formats.read_frame import settle_language, settle_zone
from entrepairs.schedules.formats.read_hours import HoursReader
from entrepairs.schedules.formats.read_languages import OWN, column_in
from entrepairs.schedules.formats.read_model import (
    FileRead,
    Frame,
    LinkRead,
    ProgrammeRead,
    Unreadable,
)
from entrepairs.schedules.formats.read_words import Reader
from entrepairs.schedules.formats.read_xml import Element, at_line, parse_xml

NIGHT = dt.time(6)
COPIED = (
    "guid", "date", "start", "duration", "title", "subtitle", "track", "type", "language",
    "abstract", "description",
)  # fmt: skip
# Read in another way, or of no use without the program that wrote it.
READ = {*COPIED, "room", "recording", "persons", "links", "attachments", "slug", "do_not_record"}
READ_OF_CONFERENCE = {
    "title", "acronym", "start", "end", "days", "timeslot_duration", "base_url", "time_zone_name",
    "track", "venue", "city", "day_change", "url", "release",
}  # fmt: skip


def read_frab(content: bytes, frame: Frame) -> FileRead:
    schedule = parse_xml(content)
    if schedule.tag != "schedule":
        words = _("this is XML, but not a schedule: it begins with <%(tag)s>.")
        raise Unreadable(at_line(schedule.line, words % {"tag": schedule.tag[:40]}))
    generator = schedule.find_first("generator")
    ours = generator is not None and generator.attributes.get("name") == "entrepairs"
    reader = Reader(ours=ours)
    conference = schedule.find_first("conference")
    if conference is None:
        reader.doubt(name_line(schedule.line), _("there is no <conference>"))
        conference = Element("conference", {}, schedule.line)
    rooms = [(day, room) for day in schedule.find_all("day") for room in day.find_all("room")]
    if not rooms:
        reader.doubt(name_line(schedule.line), _("there is no <day> with a <room>"))
    events = [event for _day, room in rooms for event in room.find_all("event")]
    titles = [one.text_of("title") for one in (conference, *events)]
    reader.cancelled = ours and all_cancelled(titles)
    found = [
        make_entry(reader, event, day, room, conference)
        for day, room in rooms
        for event in room.find_all("event")
    ]
    add_programme(reader, conference, schedule, found, frame)
    return reader.read


def add_programme(
    reader: Reader, conference: Element, schedule: Element, found: list[Entry], frame: Frame
) -> None:
    where = name_line(conference.line_of("time_zone_name"))
    zone = settle_zone(reader, conference.text_of("time_zone_name"), where, frame, found)
    language = settle_language(reader, name_line(conference.line), frame, found)
    hours = HoursReader(reader, zone)
    told = read_conference(reader, conference, schedule, language, hours) | {"time_zone": zone}
    programme = ProgrammeRead(where=name_line(conference.line), told=told)
    entries = Entries(reader, programme, hours, language)
    for entry in found:
        entries.add_entry(entry)
    for child in conference.children:
        if child.tag not in READ_OF_CONFERENCE and (child.text or child.children):
            reader.leave(f"<{child.tag}>")
    reader.tell_what_is_left()
    reader.read.programmes.append(programme)


def name_line(number: int) -> str:
    return _("line %(line)s") % {"line": number}


def read_conference(
    reader: Reader, conference: Element, schedule: Element, language: str, hours: HoursReader
) -> dict[str, Any]:
    """What an event is begun with."""
    days = [
        hours.read_day(day.attributes.get("date"), name_line(day.line))
        for day in schedule.find_all("day")
    ]
    dates = [
        hours.read_day(conference.text_of(name), name_line(conference.line_of(name)))
        for name in ("start", "end")
    ]
    title = reader.read_line(
        conference.text_of("title") or conference.text_of("acronym"),
        name_line(conference.line_of("title")),
    )
    place = ", ".join(filter(None, (conference.text_of("venue"), conference.text_of("city"))))
    found = begin_told(without_cancelled(title) if reader.cancelled else title, language)
    known = sorted(day for day in [*days, *dates] if day)
    if known:
        found |= {"starts_on": known[0], "ends_on": known[-1]}
    return found | {"venue": reader.read_line(place, name_line(conference.line), 200)}


def begin_told(title: str, language: str) -> dict[str, Any]:
    """Kind, language and title of an event that a file tells, in the columns of that language."""
    found: dict[str, Any] = {"kind": Event.Kind.CONFERENCE.value, "language": language or "fr"}
    found[column_in("title", language or "fr")] = title
    return found | ({} if language in OWN else {"other_language": language})


def make_entry(
    reader: Reader, event: Element, day: Element, room: Element, conference: Element
) -> Entry:
    change = conference.text_of("day_change")
    said: dict[str, Any] = {name: event.text_of(name) for name in COPIED}
    said["guid"] = said["guid"] or event.attributes.get("guid")
    said["date"] = said["date"] or date_of(day.attributes.get("date") or "", said["start"], change)
    told_room = event.find_first("room")
    if reader.ours and told_room is not None:
        said["room"] = told_room.text  # nothing: the room around it is no room
    else:
        said["room"] = event.text_of("room") or room.attributes.get("name")
    if reader.cancelled:
        said["title"] = without_cancelled(said["title"])
    recording = event.find_first("recording")
    if recording is not None:
        said["licence"] = recording.text_of("license")
        said["do_not_record"] = recording.text_of("optout").lower() == "true"
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
    for child in event.children:
        if child.tag not in READ and (child.text or child.children) and not reader.ours:
            reader.leave(f"<{child.tag}>")
    links = read_links(reader, event, conference.text_of("base_url"))
    return Entry(lambda name: name_line(event.line_of(name)), said, people, links)


def read_links(reader: Reader, event: Element, base: str) -> list[LinkRead | None]:
    """Links, attachments, and where it was recorded."""
    found = []
    for around, inside in (("links", "link"), ("attachments", "attachment")):
        holder = event.find_first(around)
        for one in holder.find_all(inside) if holder is not None else []:
            url = one.attributes.get("href") or one.text
            where, attachment = name_line(one.line), inside == "attachment"
            found.append(reader.read_link(url, one.text, where, base, attachment=attachment))
    recording = event.find_first("recording")
    for name in ("url", "link") if recording is not None else ():
        url = recording.text_of(name) if recording is not None else ""
        if url.startswith("http"):
            found.append(reader.read_link(url, _("Recording"), name_line(event.line)))
    return found


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

"""Events with sessions, talks and materials, as the data file of the EXPEERTs events has them."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from entrepairs.events.models import Event, Session
from entrepairs.schedules.formats.read_entries import Entries
from entrepairs.schedules.formats.read_hours import HoursReader
from entrepairs.schedules.formats.read_model import (
    FileRead,
    Frame,
    MaterialRead,
    ProgrammeRead,
    SessionRead,
    TalkRead,
    derived_guid,
)
from entrepairs.schedules.formats.read_words import Reader, kind_of
from entrepairs.vocabulary.queries import place_named

# What the file calls a thing, by a word of it; another document is that.
WHAT = {
    "podcast": "recording",
    "recording": "recording",
    "forthcoming book": "announcement",
    "book": "book",
    "poster": "poster",
    "slideshow": "slides",
    "proceedings": "proceedings",
    "programme": "programme",
}


def read_expeerts(data: dict[str, Any], frame: Frame) -> FileRead:
    reader = Reader()
    for number, event in enumerate(data["events"]):
        where = f"events[{number}]"
        if not isinstance(event, dict):
            reader.doubt(where, _("an object in braces is expected here"))
            continue
        reader.read.programmes.append(ExpeertsEvent(reader, event, where, frame).programme)
    return reader.read


def read_items(
    reader: Reader, row: dict[str, Any], name: str, where: str
) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a list, each with its place."""
    found = row.get(name, [])
    if not isinstance(found, list):
        reader.doubt(f"{where}.{name}", _("a list in brackets is expected here"))
        return []
    for number, item in enumerate(found):
        if not isinstance(item, dict):
            reader.doubt(f"{where}.{name}[{number}]", _("an object in braces is expected here"))
    return [
        (f"{where}.{name}[{n}]", item) for n, item in enumerate(found) if isinstance(item, dict)
    ]


class ExpeertsEvent:
    def __init__(self, reader: Reader, event: dict[str, Any], where: str, frame: Frame) -> None:
        self.reader, self.where = reader, where
        self.programme = ProgrammeRead(where=where)
        self.language = reader.read_line(event.get("language"), f"{where}.language", 8) or "fr"
        self.zone = frame.answers.zone or frame.time_zone or settings.TIME_ZONE
        reader.read.zone, reader.read.language = self.zone, self.language
        self.hours = HoursReader(reader, self.zone)
        self.entries = Entries(reader, self.programme, self.hours, self.language)
        self.name = reader.read_line(event.get("key"), f"{where}.key") or where
        self.programme.told = self.read_event(event)
        for number, (place, session) in enumerate(read_items(reader, event, "sessions", where)):
            self.add_session(place, session, number)
        for place, material in read_items(reader, event, "materials", where):
            self.add_material(place, material)

    def read_titles(self, row: dict[str, Any], where: str) -> dict[str, Any]:
        said = row.get("title")
        if not isinstance(said, dict) or not (said.get("fr") or said.get("en")):
            self.reader.doubt(f"{where}.title", _("there is no title"))
            return {"title_fr": "", "title_en": ""}
        return {
            f"title_{x}": self.reader.read_line(said.get(x), f"{where}.title.{x}")
            for x in ("fr", "en")
        }

    def read_event(self, event: dict[str, Any]) -> dict[str, Any]:
        reader, where = self.reader, self.where
        kind = str(event.get("kind") or "conference").replace(" ", "_")
        if kind not in Event.Kind.values:
            words = _("“%(kind)s” is no kind of event") % {"kind": kind[:40]}
            reader.doubt(f"{where}.kind", words)
        days = {
            name: self.hours.read_day(event.get(name), f"{where}.{name}")
            for name in ("starts_on", "ends_on")
        }
        for name, day in days.items():
            if day is None and not event.get(name):
                reader.doubt(f"{where}.{name}", _("this key is missing"))
        venue: Any = event.get("venue") if isinstance(event.get("venue"), dict) else {}
        city = reader.read_line(venue.get("city"), f"{where}.venue.city", 200)
        return {
            **self.read_titles(event, where),
            **days,
            "kind": kind,
            "language": self.language,
            "online": event.get("mode") in {"online", "hybrid"},
            "venue": reader.read_line(venue.get("name"), f"{where}.venue.name", 200),
            "place": place_named(city) if city else None,
            "series": reader.read_line(event.get("series"), f"{where}.series", 200),
            "time_zone": self.zone,
        }

    def add_session(self, where: str, row: dict[str, Any], number: int) -> None:
        kind = str(row.get("kind") or "plenary").replace(" ", "_")
        kind = kind if kind in Session.Kind.values else kind_of(kind)
        titles = self.read_titles(row, where)
        guid = self.reader.read_guid(row.get("guid")) or derived_guid(
            self.name, "session", *titles.values()
        )
        session = SessionRead(
            where,
            guid,
            kind=kind,
            **titles,
            recorded=row.get("recorded") is True,
            order=number,
        )
        session.chairs = self.read_people(read_items(self.reader, row, "chairs", where))
        for index, (place, talk) in enumerate(read_items(self.reader, row, "talks", where)):
            said = self.read_titles(talk, place)
            guid = self.reader.read_guid(talk.get("guid")) or derived_guid(
                self.name, "talk", *said.values()
            )
            read = TalkRead(place, guid, **said, order=index)
            read.speakers = self.read_people(read_items(self.reader, talk, "speakers", place))
            session.talks.append(read)
        self.programme.sessions.append(session)
        if row.get("podcast_linked_beside_session") is True:
            self.add_podcast(where, session)

    def add_podcast(self, where: str, session: SessionRead) -> None:
        """Listed with its session: the file knows that it is somewhere, not where."""
        titles = {
            name: f"Podcast – {words}"[:300]
            for name in ("title_fr", "title_en")
            if (words := getattr(session, name))
        }
        self.programme.materials.append(
            MaterialRead(where, "recording", **titles, language=self.language, session=session.guid)
        )

    def read_people(self, rows: list[tuple[str, dict[str, Any]]]) -> list[Any]:
        found = []
        for where, row in rows:
            position = ", ".join(str(row[name]) for name in ("position", "degree") if row.get(name))
            affiliation = ", ".join(
                str(row[name]) for name in ("affiliation", "team") if row.get(name)
            )
            found.append(
                self.entries.people.add_person(
                    {**row, "position": position, "affiliation": affiliation, "id": None},
                    where,
                    self.language,
                )
            )
        return [guid for guid in found if guid]

    def add_material(self, where: str, row: dict[str, Any]) -> None:
        """Its kind is all that is known of most: it is named by it, and by the event."""
        said = self.reader.read_line(row.get("kind"), f"{where}.kind", 120)
        if not said:
            self.reader.doubt(f"{where}.kind", _("this key is missing"))
            return
        kind = next((what for word, what in WHAT.items() if word in said.lower()), "document")
        title = str(self.programme.told["title_en"] or self.programme.told["title_fr"])
        self.programme.materials.append(
            MaterialRead(
                where,
                kind,
                title_en=f"{said[0].upper()}{said[1:]} – {title}"[:300],
                language=self.language,
                publisher=self.reader.read_line(row.get("publisher"), f"{where}.publisher", 200),
            )
        )

"""Words, days and hours as files write them. A mistake is noted with its place; reading goes on."""

import datetime as dt
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.core.spreadsheet import fold_header, parse_day
from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Session
from entrepairs.meetings.local_times import moment
from entrepairs.schedules.formats.read_model import FileRead, Mistake

MOST_MISTAKES = 500
TURNING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)  # would turn the words after them around
CLOCK = re.compile(r"(\d{1,2})\s*(?:h|:|\.)\s*(\d{2})?(?::\d{2}(?:\.\d+)?)?", re.IGNORECASE)
LENGTH = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})")
KINDS = {
    Session.Kind.BREAK: ("break", "pause", "lunch", "dejeuner", "coffee", "cafe", "repas"),
    Session.Kind.ROUND_TABLE: ("round table", "table ronde", "panel", "podium", "debate", "debat"),
    Session.Kind.WORKSHOP: ("workshop", "atelier", "tutorial"),
    Session.Kind.PLENARY: (
        "plenary",
        "pleniere",
        "keynote",
        "conference inaugurale",
        "opening",
        "ouverture",
    ),
}


class Reader:
    """What is read, and the mistakes met on the way."""

    def __init__(self) -> None:
        self.read = FileRead()

    def add_mistake(self, where: str, what: str) -> None:
        if len(self.read.mistakes) < MOST_MISTAKES:
            self.read.mistakes.append(Mistake(where, what))

    def read_line(self, value: Any, where: str, most: int = 300) -> str:
        """Words on one line, no longer than the database keeps."""
        return self._cut_line(" ".join(self.read_text(value, where).split()), where, most)

    def read_text(self, value: Any, where: str) -> str:
        """Words of any length; nothing where there are none."""
        if value is None:
            return ""
        if not isinstance(value, str):
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
            self.add_mistake(where, _("words are expected here"))
            return ""
        plain = unicodedata.normalize("NFC", value).translate(TURNING).strip()
        if any(letter == "\0" or 0xD800 <= ord(letter) < 0xE000 for letter in plain):
            self.add_mistake(where, _("there are characters here that are not letters"))
            return ""
        return plain

    def _cut_line(self, text: str, where: str, most: int) -> str:
        if len(text) > most:
            words = {"start": text[:40], "most": most, "long": len(text)}
            self.add_mistake(
                where, _("“%(start)s…” is %(long)s letters long: %(most)s at most") % words
            )
        return text[:most]

    def read_guid(self, value: Any) -> UUID | None:
        """A guid, if it is one."""
        try:
            return UUID(str(value).strip()) if value else None
        except ValueError:
            return None

    def read_zone(self, value: Any, where: str, usual: str) -> str:
        """The name of a time zone that exists."""
        name = self.read_line(value, where, 40)
        if not name:
            return usual
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            self.add_mistake(where, _("no time zone is called “%(name)s”") % {"name": name})
            return usual
        return name

    def read_day(self, value: Any, where: str) -> dt.date | None:
        """2026-11-28, 28/11/2026, 28 novembre 2026; also the day of a whole moment."""
        text = self.read_line(value, where, 80)
        if not text:
            return None
        found = parse_day(
            text[:10] if re.match(r"\d{4}-\d{2}-\d{2}T", text) else text, dt.date(2099, 12, 31)
        )
        if found is None or found.year > 2200:
            self._refuse_date(text, where)
        return found

    def _refuse_date(self, text: str, where: str) -> None:
        words = _("the date “%(text)s” is not understood; write it as 2026-11-28")
        self.add_mistake(where, words % {"text": text[:40]})

    def read_clock(self, value: Any, where: str) -> dt.time | None:
        """09:00, 9h, 9 h 30."""
        text = self.read_line(value, where, 80)
        if not text:
            return None
        typed = CLOCK.fullmatch(text)
        if typed and int(typed[1]) < 24 and int(typed[2] or 0) < 60:
            return dt.time(int(typed[1]), int(typed[2] or 0))
        self.add_mistake(
            where,
            _("the hour “%(text)s” is not understood; write it as 09:30") % {"text": text[:40]},
        )
        return None

    def read_moment(self, value: Any, where: str, zone: str) -> dt.datetime | None:
        """2026-11-28T09:00:00+01:00; without the last part, on the clocks there."""
        text = self.read_line(value, where, 80)
        try:
            found = dt.datetime.fromisoformat(text)
        except ValueError:
            self._refuse_date(text, where)
            return None
        if found.tzinfo is None:
            return self.moment_there(found.date(), found.time(), zone, where)
        try:
            return found.astimezone(zone_named(zone))
        except OverflowError:
            self._refuse_date(text, where)
            return None

    def moment_there(
        self, day: dt.date, clock: dt.time, zone: str, where: str
    ) -> dt.datetime | None:
        """That day at that hour on the clocks there, unless they jump over it that night."""
        try:
            return moment(day, clock, zone)
        except ValidationError as error:
            self.add_mistake(where, " ".join(error.messages))
            return None

    def read_length(self, value: Any, where: str) -> dt.timedelta | None:
        """00:30, 1:00:00 (a day), 90 (minutes)."""
        text = self.read_line(value, where, 80)
        if not text:
            return None
        if text.lstrip("-").isdecimal() and len(text) < 7:
            found = dt.timedelta(minutes=int(text))
        elif parts := LENGTH.fullmatch(text.lstrip("-")):
            days, hours, minutes = (int(part or 0) for part in parts.groups())
            found = dt.timedelta(days=min(days, 999), hours=hours, minutes=minutes) * (
                -1 if text.startswith("-") else 1
            )
        else:
            self.add_mistake(
                where,
                _("the length “%(text)s” is not understood; write it as 00:30")
                % {"text": text[:40]},
            )
            return None
        if found <= dt.timedelta():
            self.add_mistake(where, _("it ends before it begins"))
            return None
        return found


def kind_of(text: str) -> str:
    """Which kind of session a type is, in French or English; a talk when it is none of them."""
    plain = fold_header(text)
    return next(
        (kind.value for kind, words in KINDS.items() if any(word in plain for word in words)),
        Session.Kind.TALK.value,
    )


def language_of(text: str) -> str:
    """fr, en, de: the first part of fr-FR, de_formal."""
    return re.split(r"[-_]", text.strip().lower())[0][:8]


def most_spoken(languages: Iterable[Any]) -> str:
    """The language that most entries of a file are said to be in; French when none is."""
    said = [language_of(str(language or "")) for language in languages]
    return max(sorted(set(said)), key=said.count) if any(said) else "fr"

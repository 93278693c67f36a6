"""Days, hours and zones as files write them: 9h-9h45, 9:00 AM, whole moments, zones of Rails."""

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.core import get_global
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.core.spreadsheet import parse_day
from entrepairs.core.timezones import zone_named
from entrepairs.meetings.local_times import moment
from entrepairs.schedules.formats.read_words import Reader

FURTHEST = dt.date(2200, 12, 31)
CLOCK = (
    r"(\d{1,2})\s*(?:(?:h|:|\.)\s*(\d{2})?(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s*(?:min|mn|m))?)?\s*(a\.?m\.?|p\.?m\.?)?"
)
ONE = re.compile(rf"(?:à |a |at )?{CLOCK}", re.IGNORECASE)
TWO = re.compile(
    rf"(?:de |from )?{CLOCK}\s*(?:-|–|—|→|/|>|à|a|to|until|till|jusqu.à)\s*{CLOCK}", re.IGNORECASE
)
DAY_THEN_CLOCK = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?:T|\s|,|à)+(\d.*)", re.IGNORECASE
)
OFFSET = re.compile(r"\s*(Z|UTC|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
LENGTH = re.compile(r"(?:(\d+):)?(\d{1,4}):(\d{2})")
SPOKEN_LENGTH = re.compile(
    r"(?:(\d+)\s*(?:h|hours?|heures?))?\s*(?:(\d+)\s*(?:m|mn|min|minutes?|')?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class When:
    """What a cell says of hours: any of a day, a beginning, an end, an offset from UTC."""

    day: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    offset: dt.tzinfo | None = None


@cache
def rails_zones() -> dict[str, str]:
    path = Path(__file__).parent / "rails_zones.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))["zones"]
    return found


def known_zone(name: str) -> str:
    """The zone of this name, as the IANA, Rails or Windows call it; nothing for any other."""
    name = rails_zones().get(name) or get_global("windows_zone_mapping").get(name) or name
    return name if name in zoneinfo.available_timezones() else ""


class HoursReader:
    """Reads hours on the clocks of a zone, and notes how far from UTC they were told to be."""

    def __init__(self, reader: Reader, zone: str) -> None:
        self.reader, self.zone = reader, zone

    def read_day(self, value: Any, where: str) -> dt.date | None:
        """2026-11-28, 28/11/2026, 28 novembre 2026; also the day of a whole moment."""
        text = self.reader.read_line(value, where, 80)
        if not text:
            return None
        whole = re.match(r"(\d{4}-\d{2}-\d{2})[T ]", text)
        found = parse_day(whole[1] if whole else text, dt.date(2099, 12, 31))
        if found is None or found > FURTHEST:
            words = _("the date “%(text)s” is not understood; write it as 2026-11-28")
            self.reader.doubt(where, words % {"text": text[:40]})
            return None
        return found

    def read_when(self, value: Any, where: str) -> When:
        """A clock, two of them, or a whole moment."""
        text = self.reader.read_line(value, where, 80)
        if not text:
            return When()
        day, rest, offset = None, text, None
        if found := DAY_THEN_CLOCK.fullmatch(text):
            day, rest = self.read_day(found[1], where), found[2].strip()
            if tail := OFFSET.search(rest):
                offset, rest = offset_named(tail[1]), rest[: tail.start()].strip()
        times = parse_clocks(rest)
        if times is None:
            words = _("the hour “%(text)s” is not understood; write it as 09:30")
            self.reader.doubt(where, words % {"text": text[:40]})
            return When(day)
        return When(day, times[0], times[1], offset)

    def moment_there(self, day: dt.date, clock: dt.time, where: str) -> dt.datetime | None:
        """That day at that hour on the clocks there, unless they jump over it that night."""
        try:
            return moment(day, clock, self.zone)
        except (ValidationError, OverflowError) as error:
            self.reader.doubt(where, " ".join(getattr(error, "messages", [str(error)])))
            return None

    def moment_at(self, when: When, day: dt.date, where: str) -> dt.datetime | None:
        if when.start is None:
            return None
        if when.offset is None:
            return self.moment_there(day, when.start, where)
        try:
            there = dt.datetime.combine(day, when.start, tzinfo=when.offset)
            return there.astimezone(zone_named(self.zone))
        except (OverflowError, ValueError):
            return None

    def read_length(self, value: Any, where: str) -> dt.timedelta | None:
        """00:30, 1:00:00 (a day), 90 (minutes), 1h30, 45 min."""
        text = self.reader.read_line(value, where, 80)
        if not text:
            return None
        found = parse_length(text)
        if found is None:
            words = _("the length “%(text)s” is not understood; write it as 00:30")
            self.reader.doubt(where, words % {"text": text[:40]})
        return found


def offset_named(text: str) -> dt.tzinfo:
    if text.upper() in {"Z", "UTC"}:
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return dt.timezone(sign * dt.timedelta(minutes=min(minutes, 14 * 60)))


def parse_clocks(text: str) -> tuple[dt.time, dt.time | None] | None:
    """One clock or two, when they are nothing else."""
    if one := ONE.fullmatch(text):
        if re.fullmatch(r"\d{3,}", text):
            return None
        found = clock_from(*one.groups())
        return (found, None) if found else None
    if two := TWO.fullmatch(text):
        first = list(two.groups()[:3])
        first[2] = first[2] or (two[6] if int(two[1]) <= int(two[4]) else None)  # 2-3 pm
        start, end = clock_from(*first), clock_from(*two.groups()[3:])
        return (start, end) if start and end else None
    return None


def clock_from(hour: str | None, minute: str | None, half: str | None) -> dt.time | None:
    h, m = int(hour or 0), int(minute or 0)
    if half:
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half[0].lower() == "p" else 0)
    return dt.time(h, m) if h < 24 and m < 60 else None


def parse_length(text: str) -> dt.timedelta | None:
    sign = -1 if text.startswith("-") else 1
    text = text.lstrip("-")
    if text.isdecimal() and len(text) < 7:
        return dt.timedelta(minutes=int(text)) * sign
    if parts := LENGTH.fullmatch(text):
        days, hours, minutes = (int(part or 0) for part in parts.groups())
        return dt.timedelta(days=min(days, 999), hours=hours, minutes=minutes) * sign
    spoken = SPOKEN_LENGTH.fullmatch(text.strip())
    if spoken and any(spoken.groups()) and len(text) < 20:
        return dt.timedelta(hours=int(spoken[1] or 0), minutes=int(spoken[2] or 0)) * sign
    return None

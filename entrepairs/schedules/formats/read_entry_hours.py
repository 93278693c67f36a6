"""Hours of an entry: both or neither. What keeps them out is told; the entry itself comes in."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.schedules.formats.read_hours import HoursReader, When
from entrepairs.schedules.formats.read_words import Reader
from entrepairs.ui import formats

type At = Callable[[str], str]
NONE = (None, None)
type Hours = tuple[dt.datetime | None, dt.datetime | None]


class EntryHours:
    """`only_day`: that of an event of one day, for a list that tells none."""

    def __init__(self, reader: Reader, hours: HoursReader) -> None:
        self.reader, self.hours = reader, hours
        self.only_day: dt.date | None = None
        self.told_only_day = False
        self.other_clocks: set[str] = set()

    def read_hours(self, said: dict[str, Any], at: At) -> Hours:
        noted = len(self.reader.read.notes)
        start, day = self.read_start(said, at)
        starts_at = self.hours.moment_at(start, day, at("start")) if day else None
        if starts_at is None:
            told = any(said.get(name) for name in ("start", "end", "duration", "hours"))
            if told and len(self.reader.read.notes) == noted:
                self.reader.doubt(at("date"), _("there is no day or no start: no times"))
            return NONE
        starts_at = starts_at.replace(second=0, microsecond=0)
        self.note_other_clock(start, starts_at, at)
        ends_at = self.read_end(said, at, start, starts_at)
        if ends_at is None:
            if len(self.reader.read.notes) == noted:
                self.reader.doubt(at("duration"), _("there is no end and no length: no times"))
            return NONE
        ends_at = ends_at.replace(second=0, microsecond=0)
        if ends_at.astimezone(dt.UTC) > starts_at.astimezone(dt.UTC):
            return starts_at, ends_at
        same = ends_at == starts_at
        why = _("its length is zero: no times") if same else _("it ends before it starts: no times")
        self.reader.doubt(at("end" if said.get("end") else "duration"), why)
        return NONE

    def read_start(self, said: dict[str, Any], at: At) -> tuple[When, dt.date | None]:
        """What is said of the beginning, and its day."""
        whole = self.hours.read_when(said.get("hours"), at("hours"))
        start = self.hours.read_when(said.get("start"), at("start"))
        date = str(said.get("date") or "")
        if ":" in date or "T" in date[1:]:
            moment = self.hours.read_when(date, at("date"))
            if moment.start is not None:
                self.note_contradiction(moment, start, at)
                return When(moment.day, moment.start, whole.end, moment.offset), moment.day
        found = start if start.start else whole
        day = self.hours.read_day(said.get("date"), at("date")) or found.day or whole.day
        if day is None and not said.get("date") and found.start and self.only_day:
            day = self.only_day
            if not self.told_only_day:
                self.told_only_day = True
                words = _("no day is given; day used: %(day)s, the only one of the event")
                self.reader.guess(at("date"), words % {"day": formats.day(day)})
        return found, day

    def note_contradiction(self, moment: When, start: When, at: At) -> None:
        if start.start and moment.start and (start.start.replace(second=0)) != moment.start:
            words = {"date": f"{moment.start:%H:%M}", "start": f"{start.start:%H:%M}"}
            self.reader.doubt(
                at("start"),
                _("it starts at %(start)s, but its date says %(date)s: %(date)s was kept") % words,
            )

    def note_other_clock(self, start: When, starts_at: dt.datetime, at: At) -> None:
        """Hours told on other clocks than those of the event, once for each offset."""
        if start.offset is None or start.start is None:
            return
        there = start.offset.utcoffset(None)
        if there == starts_at.utcoffset() or str(start.offset) in self.other_clocks:
            return
        self.other_clocks.add(str(start.offset))
        words = {
            "told": f"{start.start:%H:%M} {start.offset}",
            "here": f"{starts_at:%H:%M}",
            "zone": zone_named(self.hours.zone).key,
        }
        self.reader.doubt(
            at("date"),
            _(
                "times are given in another time zone: %(told)s is %(here)s in the time zone "
                "%(zone)s"
            )
            % words,
        )

    def read_end(
        self, said: dict[str, Any], at: At, start: When, starts_at: dt.datetime
    ) -> dt.datetime | None:
        if said.get("end"):
            end = self.hours.read_when(said.get("end"), at("end"))
            if end.start is None:
                return None
            if end.day:
                return self.hours.moment_at(end, end.day, at("end"))
            return self.end_at(end.start, starts_at, at)
        length = self.hours.read_length(said.get("duration"), at("duration"))
        if length is not None:
            try:
                return (starts_at.astimezone(dt.UTC) + length).astimezone(starts_at.tzinfo)
            except OverflowError:
                return None
        return self.end_at(start.end, starts_at, at) if start.end else None

    def end_at(self, clock: dt.time, starts_at: dt.datetime, at: At) -> dt.datetime | None:
        """That hour, of the same day or of the night that follows."""
        before = clock <= starts_at.timetz().replace(tzinfo=None)
        late = before and clock <= dt.time(6) and starts_at.hour >= 12
        return self.hours.moment_there(starts_at.date() + dt.timedelta(days=late), clock, at("end"))

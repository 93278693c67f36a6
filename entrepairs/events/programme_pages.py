"""Pages of a long programme: a day, and when much goes on at once, a few hours of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db.models import Count, Max

from entrepairs.core.timezones import zone_named
from entrepairs.events.hours import NIGHT
from entrepairs.events.models import Event, Session

MANY = 48  # sessions on one page


@dataclass(slots=True)
class Part:
    """Some hours of a day: every session that begins in them."""

    starts_at: dt.datetime
    last_start: dt.datetime
    ends_at: dt.datetime
    count: int

    @property
    def name(self) -> str:
        return self.starts_at.strftime("%H%M")


@dataclass(slots=True)
class Day:
    date: dt.date
    parts: list[Part] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(slots=True)
class Outline:
    """The days of an event, when something begins, and how many sessions have no hours yet."""

    days: list[Day]
    unscheduled: int
    starts: list[dt.datetime]

    @property
    def empty(self) -> bool:
        return not self.days and not self.unscheduled

    def choose_day(self, asked: str, now: dt.datetime, zone: ZoneInfo) -> Day | None:
        """The one asked for, else today's, else the one whose night it still is, else the first."""
        if asked == "unscheduled" and self.unscheduled:
            return None
        here = now.astimezone(zone)
        wanted = {day.date.isoformat(): day for day in self.days}
        named = (asked, here.date().isoformat(), (here - NIGHT).date().isoformat())
        return next((wanted[name] for name in named if name in wanted), next(iter(self.days), None))

    def next_start(self, now: dt.datetime) -> dt.datetime | None:
        """When something begins next, today."""
        soon = now + dt.timedelta(hours=12)
        return next((start for start in self.starts if now < start <= soon), None)


def outline_of(event: Event, track: int | None = None) -> Outline:
    """One query, however many sessions there are."""
    found = Session.objects.filter(event=event)
    if track is not None:
        found = found.filter(track=track)
    lines = (
        found.values_list("starts_at").annotate(Max("ends_at"), Count("pk")).order_by("starts_at")
    )
    hours = [line for line in lines if line[0] is not None]
    unscheduled = sum(count for start, _, count in lines if start is None)
    days = group_by_day(hours, zone_named(event.time_zone))
    return Outline(days, unscheduled, [start for start, _, _ in hours])


def group_by_day(
    hours: Iterable[tuple[dt.datetime, dt.datetime, int]], zone: ZoneInfo
) -> list[Day]:
    found: dict[dt.date, list[tuple[dt.datetime, dt.datetime, int]]] = {}
    for start, end, count in hours:
        here = start.astimezone(zone)
        found.setdefault(here.date(), []).append((here, end.astimezone(zone), count))
    return [Day(date, cut_in_parts(lines)) for date, lines in sorted(found.items())]


def cut_in_parts(lines: list[tuple[dt.datetime, dt.datetime, int]]) -> list[Part]:
    """As many hours together as fit on a page; what begins at one moment is never cut in two."""
    parts: list[Part] = []
    for start, end, count in lines:
        if parts and parts[-1].count + count <= MANY:
            last = parts[-1]
            last.last_start, last.ends_at, last.count = (
                start,
                max(last.ends_at, end),
                last.count + count,
            )
        else:
            parts.append(Part(start, start, end, count))
    return parts


def choose_part(day: Day, asked: str, now: dt.datetime) -> Part:
    """The part asked for, else the one that is going on, else the first."""
    named = {part.name: part for part in day.parts}
    going_on = next(
        (part for part in reversed(day.parts) if part.starts_at <= now < part.ends_at), None
    )
    return named.get(asked) or going_on or day.parts[0]

"""A day of the programme as a grid: rooms or tracks side by side, hours downwards."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from entrepairs.core.timezones import zone_named
from entrepairs.events.hours import days_of
from entrepairs.events.models import Event, Room, Session, Track

HOUR = 60
OPENS, CLOSES = 9 * HOUR, 18 * HOUR  # shown of a day at least


@dataclass(slots=True)
class Card:
    """A session, and its hours in minutes since the day began, on the clocks there."""

    session: Session
    starts: int | None = None
    ends: int | None = None


@dataclass(slots=True)
class Column:
    """`name` is the number of the room or track; of none, nothing."""

    name: str
    title: Any
    cards: list[Card] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    by: str  # room, track
    day: dt.date
    days: list[dt.date]
    columns: list[Column]
    unplaced: list[Card]
    first: int
    last: int
    both: bool  # there are rooms and tracks

    @property
    def hours(self) -> list[str]:
        return [f"{minute // HOUR % 24:02}:00" for minute in range(self.first, self.last, HOUR)]


def read_grid(event: Event, day: str, by: str, *, without: Mapping[str, str]) -> Grid:
    """Three queries, whatever there is. `without`: the title of the last column."""
    rooms, tracks = list(event.rooms.all()), list(event.tracks.all())
    by = by if by in {"room", "track"} else "room" if rooms or not tracks else "track"
    days, zone = days_of(event), zone_named(event.time_zone)
    rows = list(event.sessions.select_related("room", "track").order_by("starts_at", "order", "pk"))
    shown = choose_day(days, rows, day, zone)
    placed = [
        make_card(row, shown, zone)
        for row in rows
        if row.starts_at and row.starts_at.astimezone(zone).date() == shown
    ]
    # Whole hours, with a free one before the first session and after the last.
    first = min([OPENS, *(card.starts - HOUR for card in placed if card.starts is not None)])
    last = max([CLOSES, *(card.ends + HOUR for card in placed if card.ends is not None)])
    return Grid(
        by=by,
        day=shown,
        days=days,
        columns=make_columns(rooms if by == "room" else tracks, placed, by, without[by]),
        unplaced=[Card(row) for row in rows if row.starts_at is None],
        first=max(0, first // HOUR * HOUR),
        last=-(-last // HOUR) * HOUR,
        both=bool(rooms and tracks),
    )


def choose_day(
    days: Sequence[dt.date], rows: Iterable[Session], asked: str, zone: ZoneInfo
) -> dt.date:
    """The day asked for, else the first one on which something takes place."""
    named = {day.isoformat(): day for day in days}
    held = {row.starts_at.astimezone(zone).date() for row in rows if row.starts_at}
    return named.get(asked) or min(held & set(days), default=days[0])


def make_columns(
    rows: Iterable[Room | Track], cards: Iterable[Card], by: str, without: str
) -> list[Column]:
    """One for each room or track, and at the end that of the sessions without any."""
    columns = {str(row.pk): Column(str(row.pk), row) for row in rows}
    columns[""] = Column("", without)
    for card in cards:
        columns[str(getattr(card.session, f"{by}_id") or "")].cards.append(card)
    return list(columns.values())


def make_card(row: Session, day: dt.date, zone: ZoneInfo) -> Card:
    return Card(row, minutes_of(row.starts_at, day, zone), minutes_of(row.ends_at, day, zone))


def minutes_of(moment: dt.datetime | None, day: dt.date, zone: ZoneInfo) -> int | None:
    """As the clock on the wall says it; after midnight, past 24 hours."""
    if moment is None:
        return None
    here = moment.astimezone(zone)
    return (here.date() - day).days * 24 * HOUR + here.hour * HOUR + here.minute

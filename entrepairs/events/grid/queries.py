"""A day of the programme as a grid: rooms or tracks side by side, hours downwards, and what has no hours yet beside."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Session

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


def grid(event: Event, day: str, by: str, *, without: Any) -> Grid:
    """Three queries, whatever there is. `without` is what the column of no room, or of no track, is called."""
    rooms, tracks = list(event.rooms.all()), list(event.tracks.all())
    by = by if by in {"room", "track"} else "room" if rooms or not tracks else "track"
    days = [
        event.starts_on + dt.timedelta(days=n)
        for n in range((event.ends_on - event.starts_on).days + 1)
    ]
    rows = list(event.sessions.select_related("room", "track").order_by("starts_at", "order", "pk"))
    zone = zone_named(event.time_zone)
    held = {row.starts_at.astimezone(zone).date() for row in rows if row.starts_at}
    shown = next(
        (one for one in days if one.isoformat() == day), min(held & set(days), default=days[0])
    )
    columns = {"": Column("", without[by])}
    columns |= {
        str(one.pk): Column(str(one.pk), one) for one in (rooms if by == "room" else tracks)
    }
    unplaced = [Card(row) for row in rows if row.starts_at is None]
    placed = [
        card_of(row, shown, zone)
        for row in rows
        if row.starts_at and row.starts_at.astimezone(zone).date() == shown
    ]
    for card in placed:
        columns[str(getattr(card.session, f"{by}_id") or "")].cards.append(card)
    first = min([OPENS, *(card.starts - HOUR for card in placed if card.starts is not None)])
    last = max([CLOSES, *(card.ends + HOUR for card in placed if card.ends is not None)])
    ordered = [*list(columns.values())[1:], columns[""]]
    return Grid(by, shown, days, ordered, unplaced, max(0, first // HOUR * HOUR), -(-last // HOUR) * HOUR, bool(rooms and tracks))  # fmt: skip


def card_of(row: Session, day: dt.date, zone: ZoneInfo) -> Card:
    return Card(row, minutes(row.starts_at, day, zone), minutes(row.ends_at, day, zone))


def minutes(moment: dt.datetime | None, day: dt.date, zone: ZoneInfo) -> int | None:
    """As the clock on the wall says it; after midnight, past 24 hours."""
    if moment is None:
        return None
    here = moment.astimezone(zone)
    return (here.date() - day).days * 24 * HOUR + here.hour * HOUR + here.minute

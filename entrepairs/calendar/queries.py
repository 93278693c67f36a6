"""What is in the calendar of a period, in one question; and the private address."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from entrepairs.calendar import feed_tokens, sources
from entrepairs.calendar.models import Feed
from entrepairs.calendar.nearness import Nearness
from entrepairs.calendar.sources import EntryKind, Row
from entrepairs.core import hats
from entrepairs.core.bilingual import Said, said
from entrepairs.core.secret_links import digest
from entrepairs.core.sql_files import read_sql, unite

MOST = 1000  # entries of a period


@dataclass(slots=True)
class Entry:
    """One thing of the calendar, with all that rooms say of it."""

    row: Row
    kind: EntryKind
    labels: list[Any] = field(default_factory=list)  # why it is in my calendar
    state: Any = ""
    picture: str = ""  # its address, where the list shows it

    @property
    def url(self) -> str:
        return reverse(self.kind.url_name, args=[self.row.key])

    @property
    def title(self) -> Said:
        if words := self.kind.title(self.row) if self.kind.title else "":
            return Said(words, get_language() or "fr", False)
        found: Said = said(self.row, "title")
        return found

    @property
    def place(self) -> str:
        return self.kind.place(self.row) if self.kind.place else self.row.place

    @property
    def first_day(self) -> dt.date:
        return self.row.first_day or timezone.localtime(self.row.starts_at).date()

    @property
    def last_day(self) -> dt.date:
        """What ends at midnight is of the day before."""
        if self.row.last_day:
            return self.row.last_day
        last = timezone.localtime(self.row.ends_at) - dt.timedelta(microseconds=1)
        return max(last.date(), self.first_day)

    @property
    def order(self) -> tuple[Any, ...]:
        """In a day: whole days first, then by the hour."""
        return (self.row.starts_at is not None, self.row.starts_at, str(self.title), self.row.key)

    def is_on(self, day: dt.date) -> bool:
        return self.first_day <= day <= self.last_day


@cache
def statement_of(files: tuple[tuple[str, str], ...]) -> str:
    """What is near, or can be followed from anywhere: said before anything is cut."""
    return (
        f"select * from (\n{unite(read_sql(room, name) for room, name in files)}\n) all_rooms"  # noqa: S608
        " where %(latitude)s::float8 is null or online"
        " or kilometres_between(%(latitude)s, %(longitude)s, latitude, longitude) <= %(km)s"
        f" order by coalesce(starts_at, first_day), thing limit {MOST}"
    )


def values_of(first: dt.date, last: dt.date) -> dict[str, Any]:
    """What the statements of rooms read: these days, on the clock of the person who asks."""
    here = timezone.get_current_timezone()
    return {
        "first": first,
        "last": last,
        "start": dt.datetime.combine(first, dt.time(), tzinfo=here),
        "end": dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=here),
        "french": (get_language() or "fr").startswith("fr"),
    }


def read_entries(
    first: dt.date, last: dt.date, near: Nearness, *, mine: bool = False, public: bool = False
) -> list[Entry]:
    """What is mine, or what everyone may come to near a place, on these days. One query, and those
    of the rooms that work theirs out."""
    wanted = {sources.MINE: mine, sources.PUBLIC: public}
    files = [
        (source.room, name)
        for source in sources.known_sources()
        for name in sources.files_of(source)
        if wanted[name]
    ]
    values = values_of(first, last)
    with connection.cursor() as cursor:
        cursor.execute(statement_of(tuple(files)), values | near.values)
        rows = [Row(*row) for row in cursor]
    bounds = (first, last, values["start"], values["end"])
    for derive in filter(None, (source.derive for source in sources.known_sources())):
        rows += derive(*bounds, mine=True) if mine else ()
        rows += filter(near.reaches, derive(*bounds, mine=False)) if public else ()
    return merge_entries(rows)


def merge_entries(rows: Iterable[Row]) -> list[Entry]:
    """One entry a thing, in order. The first kind that was declared says where a press leads."""
    kinds = sources.known_kinds()
    strength = {name: number for number, name in enumerate(kinds)}
    found: dict[str, Entry] = {}
    for row in sorted(rows, key=lambda row: strength[row.kind]):
        kind = kinds[row.kind]
        entry = found.setdefault(row.thing, Entry(row, kind))
        if kind.label:
            entry.labels.append(kind.label)
        entry.state = entry.state or kind.states.get(row.state, "")
    return sorted(found.values(), key=lambda entry: (entry.first_day, *entry.order))


def add_pictures(entries: Sequence[Entry]) -> None:
    """To as many as a page may show. One query for each room that gives some."""
    known = {entry.row.thing: entry for entry in entries}
    for find in sources.pictures if known else ():
        for thing, address in find(known).items():
            known[thing].picture = address


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a period. `starting`: what a list says there; it says nothing twice."""

    day: dt.date
    entries: list[Entry]
    starting: list[Entry]


def sort_by_day(entries: Sequence[Entry], days: Sequence[dt.date]) -> list[Day]:
    found = []
    for day in days:
        here = sorted((one for one in entries if one.is_on(day)), key=lambda one: one.order)
        starting = [one for one in here if max(one.first_day, days[0]) == day]
        found.append(Day(day, here, starting))
    return found


def my_feed_token() -> str:
    """The secret part of my address; nothing when there is none, or the site's key has changed."""
    me = hats.worn_person() or 0
    feed = Feed.objects.filter(person=me).first()
    token = feed_tokens.token_of(me, feed.salt) if feed else ""
    return token if feed and digest(token) == feed.digest else ""


def has_feed(person: int) -> bool:
    return Feed.objects.filter(person=person).exists()

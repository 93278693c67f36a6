"""What is in the calendar: entries that rooms lay there, each declared in its calendar_entries.py.

A room has sql/queries/calendar.sql (what is mine), sql/queries/calendar_public.sql (what everyone
may come to), or both: one statement with the columns below, read under the hat of the person who
asks. The page unites the statements of all rooms into one. For the private feed a room writes its
entries itself, in the words that may be read over one's shoulder.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.http import HttpRequest
from icalendar import Event

from entrepairs.core.sql_files import PACKAGE
from entrepairs.people.hooks import PageAction

MINE, PUBLIC = "queries/calendar.sql", "queries/calendar_public.sql"
# What both give, in this order, and of which type. They read %(start)s and %(end)s (moments),
# %(first)s and %(last)s (the days that these bound), %(french)s (whether the page is French).
COLUMNS = {
    "kind": "text",  # the name of an EntryKind
    "thing": "text",  # told by two rooms, it is one entry
    "key": "text",  # with which its address is made
    "starts_at": "timestamptz",  # at these hours …
    "ends_at": "timestamptz",
    "first_day": "date",  # … or on these whole days
    "last_day": "date",
    "title_fr": "text",  # what it is, in the languages there are
    "title_en": "text",
    "secret_title": "text",  # encrypted, or empty
    "person_name": "text",  # with whom, in a pair
    "place": "text",
    "secret_place": "text",  # encrypted, or empty
    "state": "text",  # one of the states of its kind, or empty
    "latitude": "double precision",  # of its town
    "longitude": "double precision",
    "online": "boolean",
}


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """What the page can be narrowed down to, by its name in the address and in the stylesheet."""

    name: str
    label: Any


@dataclass(frozen=True, slots=True)
class EntryKind:
    """One kind of entry: where a press leads, how it is called, and what its states are called."""

    name: str
    group: EntryGroup
    icon: str
    url_name: str
    label: Any = ""  # why it is in my calendar
    states: dict[str, Any] = field(default_factory=dict)
    # What the row says in other words, for a kind that needs it.
    title: Callable[[Any], str] | None = None
    place: Callable[[Any], str] | None = None


class Row(NamedTuple):
    """One row of a calendar.sql, or of `derive`."""

    kind: str
    thing: str
    key: str
    starts_at: datetime | None
    ends_at: datetime | None
    first_day: date | None
    last_day: date | None
    title_fr: str
    title_en: str
    secret_title: str
    person_name: str
    place: str
    secret_place: str
    state: str
    latitude: float | None
    longitude: float | None
    online: bool


Feed = Callable[[datetime, Callable[[str], str]], Iterable[Event]]


@dataclass(frozen=True, slots=True)
class Source:
    """What one room lays in the calendar. `feed` writes what is mine since a moment, for the
    calendar program of its person; it is given what makes an address whole. `derive` works out the
    entries of some days that stand in no table: two days, the moments that bound them, and whether
    mine or what everyone may come to."""

    room: str
    kinds: tuple[EntryKind, ...]
    mine: bool = True
    public: bool = False
    feed: Feed | None = None
    derive: Callable[..., Iterable[Row]] | None = None


_sources: dict[str, Source] = {}
# What the page offers to do, to whom: links that rooms put here.
actions: list[Callable[[HttpRequest], Iterable[PageAction]]] = []


# Pictures beside the entries of a list, by their `thing`: told of all at once, in one statement.
pictures: list[Callable[[Collection[str]], Mapping[str, str]]] = []


def add(source: Source) -> None:
    _sources[source.room] = source


def known_sources() -> list[Source]:
    return list(_sources.values())


def known_kinds() -> dict[str, EntryKind]:
    return {kind.name: kind for source in known_sources() for kind in source.kinds}


def known_groups() -> list[EntryGroup]:
    """Each once, in the order of the rooms."""
    return list(dict.fromkeys(kind.group for kind in known_kinds().values()))


def files_of(source: Source) -> Iterator[str]:
    if source.mine:
        yield MINE
    if source.public:
        yield PUBLIC


def find_faults(sources: Iterable[Source], package: Path = PACKAGE) -> Iterator[str]:
    """What keeps Entrepairs from starting: entries that no room declares, or kinds without any."""
    sources = list(sources)
    declared = {(source.room, name) for source in sources for name in files_of(source)}
    for name in (MINE, PUBLIC):
        for path in sorted(package.glob(f"*/sql/{name}")):
            if (path.relative_to(package).parts[0], name) not in declared:
                yield f"{path.relative_to(package)} lays entries in the calendar: declare them"
    names: set[str] = set()
    for source in sources:
        files = [package / source.room / "sql" / name for name in files_of(source)]
        text = "".join(path.read_text() for path in files if path.exists())
        for kind in source.kinds:
            if source.derive is None and f"'{kind.name}'" not in text:
                yield f"{source.room} declares {kind.name}: its SQL gives no such entry"
            if kind.name in names:
                yield f"the kind {kind.name} is declared twice"
            names.add(kind.name)

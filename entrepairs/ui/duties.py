"""What waits for somebody: the lines of Today, each declared by the room that lays it on people.

A room has sql/queries/duties.sql, one statement with the columns below, read under the hat of the
person who asks, and beside it duties.py, with the texts of each kind of line. The database keeps a
function of each (core/rls.py); Today asks all of them in one statement.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import sql_files
from entrepairs.core.bilingual import In
from entrepairs.core.fields import EncryptedTextField
from entrepairs.core.sql_files import PACKAGE, function_of

FILE = "queries/duties.sql"
# What every duties.sql gives, in this order: the type duty, in sql/functions.sql.
COLUMNS = {
    "kind": "text",  # the name of a DutyKind
    "at": "timestamptz",  # since when it waits
    "key": "text",  # with which its address is made
    "title_fr": "text",  # what it is about, in the languages there are
    "title_en": "text",
    "person_id": "bigint",  # the other person, if it comes from one
    "person_key": "text",
    "person_name": "text",
    "number": "integer",
    "words": "text",  # encrypted, or empty
    "details": "jsonb",  # what only this kind needs
}
_known: dict[str, "DutyKind"] = {}


@dataclass(frozen=True, slots=True)
class Other:
    """The other person, as far as a line shows them."""

    pk: int | None
    key: str
    name: str


@dataclass(slots=True)
class Line:
    """One thing that waits for me, or that is news."""

    kind: "DutyKind"
    at: dt.datetime
    key: str
    title_fr: str
    title_en: str
    by: Other
    number: int
    secret: str
    details: dict[str, Any] = field(default_factory=dict)

    title = In("title")

    @property
    def words(self) -> str:
        return decrypt(self.secret)

    @property
    def heading(self) -> str:
        return self.say(self.kind.title)

    @property
    def more(self) -> str:
        return self.say(self.kind.more)

    @property
    def press(self) -> str:
        return self.say(self.kind.press)

    @property
    def names_other(self) -> bool:
        """Whether the button says whom it is about."""
        return "%(name)s" in str(self.kind.press)

    @property
    def tells_title(self) -> bool:
        """Whether the heading says what it is about."""
        return "%(title)s" in str(self.kind.title)

    @property
    def tells_name(self) -> bool:
        """Whether the heading says who asks."""
        return "%(name)s" in str(self.kind.title)

    @property
    def url(self) -> str:
        if self.kind.path:
            return self.kind.path(self)
        return reverse(self.kind.url_name, args=[self.key] if self.kind.keyed else [])

    def say(self, text: Any) -> str:
        values = {
            "name": self.by.name or _("Someone"),
            "title": self.title,
            "number": self.number,
        }
        return str(text % values) if text else ""


@dataclass(frozen=True, slots=True)
class DutyKind:
    """One kind of line. Its texts may say "%(name)s", the other person, "%(title)s", "%(number)s".

    One template tells all of them. A line with more than one button, or with the words of others,
    has a `template` of its own.
    """

    room: str
    name: str
    title: Any = ""
    more: Any = ""  # below the title; without it, what it is about and who asks
    press: Any = ""  # on the button, which leads to `url_name`
    url_name: str = ""
    keyed: bool = True  # the address has the key of the line in it
    path: Callable[[Line], str] | None = None  # instead, where what it is about has its page
    dated: bool = False  # says when it came
    news: bool = False  # nothing to answer
    minutes: int = 1  # about how long it takes
    counts_at: str = ""  # the place of the navigation beside which it is counted
    template: str = ""
    fill: Callable[[int, list[Line]], None] | None = None  # adds what `template` needs, for whom

    def __post_init__(self) -> None:
        told = self.template or (self.title and self.press and (self.url_name or self.path))
        if not told or _known.setdefault(self.name, self) is not self:
            raise ValueError(f"the duty {self.name} has no text, or is declared twice")


# Most lines ask for an answer, or bring news: their button says the same in all rooms.
asks = partial(DutyKind, press=gettext_lazy("Read and answer"))
tells = partial(DutyKind, press=gettext_lazy("See"), news=True)


def known_duties() -> list[DutyKind]:
    return list(_known.values())


def rooms_with_duties() -> list[str]:
    return [room for room in settings.ROOMS if (PACKAGE / room / "sql" / FILE).exists()]


def unite(statements: Iterable[str]) -> str:
    """One statement of several, newest first."""
    return f"{sql_files.unite(statements)}\norder by 2 desc, 3"


@cache
def statement_of(rooms: tuple[str, ...]) -> str:
    return unite(query_of(room) for room in rooms)


def query_of(room: str) -> str:
    return f"select * from {function_of(room, FILE)}"  # noqa: S608  # a room, no value


class Row(NamedTuple):
    """One row of a duties.sql."""

    kind: str
    at: dt.datetime
    key: str
    title_fr: str
    title_en: str
    person_id: int | None
    person_key: str | None
    person_name: str | None
    number: int
    words: str
    details: dict[str, Any]


def fetch_rows(statement: str) -> list[Row]:
    """Newest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = [Row(*row) for row in cursor]
    return [row._replace(details=_decode(row.details)) for row in rows]


def _decode(details: Any) -> dict[str, Any]:
    """Django leaves the jsonb of a bare statement as it is written."""
    found: dict[str, Any] = json.loads(details or "{}")
    return found


def other_of(row: Row) -> Other:
    return Other(row.person_id, row.person_key or "", row.person_name or "")


def line_of(row: Row) -> Line:
    return Line(
        _known[row.kind],
        row.at,
        row.key,
        row.title_fr,
        row.title_en,
        other_of(row),
        row.number,
        row.words,
        row.details,
    )


def read_lines(me: int, *rooms: str) -> list[Line]:
    """What these rooms lay on me, ready to be shown."""
    lines = [line_of(row) for row in fetch_rows(statement_of(rooms))]
    fill_lines(me, lines)
    return lines


def decrypt(text: str) -> str:
    return EncryptedTextField().from_db_value(text, None, connection) or ""


def fill_lines(me: int, lines: list[Line]) -> None:
    """What their templates need more than their row: asked for once a kind, for those there are."""
    for kind in known_duties():
        if kind.fill and (mine := [line for line in lines if line.kind is kind]):
            kind.fill(me, mine)


def find_faults(kinds: Iterable[DutyKind], package: Path = PACKAGE) -> Iterator[str]:
    """What keeps Entrepairs from starting: lines without texts, or texts without lines."""
    kinds = list(kinds)
    for path in sorted(package.glob(f"*/sql/{FILE}")):
        room = path.relative_to(package).parts[0]
        if not any(kind.room == room for kind in kinds):
            yield (
                f"{room}/sql/{FILE} lays duties on people:"
                f" declare each kind, with its texts, in {room}/duties.py"
            )
    for kind in kinds:
        path = package / kind.room / "sql" / FILE
        if not path.exists() or f"'{kind.name}'" not in path.read_text():
            yield (
                f"{kind.room}/duties.py declares {kind.name}:"
                f" sql/{FILE} of that room gives no such line"
            )

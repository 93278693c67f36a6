"""What each room holds about a person: declared in its held.py, told to that person, taken away
with them.

A table that names a person and is declared nowhere fails a test: so no room forgets what it holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Who sees it, and until when, in the words that most rooms need.
ONLY_ME = _("only you")
MEMBERS = _("the members of the circle")
BOTH = _("you and the other person")
THOSE_YOU_CHOSE = _("the people you chose")
COORDINATORS = _("you and the coordinators")
EVERYONE = _("everyone")
UNTIL_REMOVED = _("until you remove it")
UNTIL_ERASED = _("until you erase everything")
WITH_THE_CIRCLE = _("as long as the circle keeps it; without your name if you erase everything")
UNTIL_ANSWERED = pgettext_lazy("a question", "until it is answered")
ME = "(select me())"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with rows about a person.

    `persons` are the columns that name them, in rows that are theirs to read; `unseen` those that
    name them where the row is another's alone, as a block is. `mine` says instead, in SQL, which
    rows are about me(), where no column names a person. `more` says which rows of others were
    written to me: they are read and taken along, and stay theirs. `closed`: no person reads the
    table, the database tells how many rows there are and what is in them (what_is_kept). `numbers`:
    the columns are no foreign keys, and `wipes` say what becomes of them.
    """

    name: str
    persons: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    mine: str = ""
    more: str = ""
    closed: bool = False
    numbers: bool = False

    @property
    def condition(self) -> str:
        """Which rows are about me(), in SQL."""
        return self.mine or " or ".join(f"{column} = {ME}" for column in self.persons) or "false"


def table(name: str, *persons: str, **more: Any) -> Table:
    return Table(name, tuple(f"{person}_id" for person in persons), **more)


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing that a room holds, in words: the first of its tables is the one counted.

    `wipes` are statements run before the rows of an erased person go, with %(person)s, %(key)s and
    %(gone)s, "someone who left" in their language: for what names them and stays.
    """

    room: str
    key: str
    words: Any
    seen_by: Any
    until: Any
    tables: tuple[Table, ...]
    page: str = ""  # the name of the address where its person reads it
    wipes: tuple[str, ...] = ()


_declared: dict[str, Held] = {}


def add(*kinds: Held) -> None:
    for kind in kinds:
        if _declared.setdefault(kind.key, kind) is not kind:
            raise ValueError(f"“{kind.key}” is held twice, by {kind.room}")


def all_held() -> list[Held]:
    """All kinds, those of the lowest room first once the rooms are sorted."""
    from django.conf import settings

    return sorted(_declared.values(), key=lambda kind: settings.ROOMS.index(kind.room))


def find_faults(kinds: Iterable[Held]) -> Iterable[str]:
    for kind in kinds:
        if not kind.tables:
            yield f"{kind.room}/held.py: “{kind.key}” names no table"
        for one in kind.tables:
            if not (one.persons or one.unseen or one.mine):
                yield f"{kind.room}/held.py: how does {one.name} name a person?"
            if one.mine and any(column not in one.mine for column in one.persons):
                yield f"{kind.room}/held.py: “mine” of {one.name} leaves out who it names"


def wipe(statements: Iterable[str], values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)

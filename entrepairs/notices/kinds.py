"""Kinds of notice: each is declared by its room, in its notice_kinds.py, with its text.

A notice is open until it is seen, or until what it is about waits no more. Its room says when, in
SQL, as the function <name>_waits(person, about), and puts the trigger close_notices on the tables
by which its things are answered.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from entrepairs.core.sql_files import PACKAGE

CLOSED_BY = re.compile(r"close_notices\(\s*'([\w ]+)'")
LONGEST = 12  # characters of a name, as the table holds it
_known: dict[str, "NoticeKind"] = {}


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice. `text` ends "Send me an email when"; without it, it cannot be made."""

    room: str
    name: str
    text: Any
    always: bool = False  # mailed whatever a person chose, and during a pause

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST:
            raise ValueError(f"the kind of notice {self.name} is longer than {LONGEST} characters")
        if not self.text or _known.setdefault(self.name, self) is not self:
            raise ValueError(f"the kind of notice {self.name} has no text, or is declared twice")

    def __str__(self) -> str:
        return self.name


def known_kinds() -> list[NoticeKind]:
    """All of them, those of the lowest room first."""
    return sorted(_known.values(), key=lambda kind: settings.ROOMS.index(kind.room))


def chosen_kinds() -> list[NoticeKind]:
    """Those of which a person says whether they want a mail."""
    return [kind for kind in known_kinds() if not kind.always]


def find_faults(kinds: Iterable[NoticeKind], package: Path = PACKAGE) -> Iterator[str]:
    """What keeps Entrepairs from starting: kinds that nothing closes, or that nobody declares."""
    names = set()
    for kind in kinds:
        names.add(kind.name)
        said = "".join(path.read_text() for path in (package / kind.room / "sql").glob("*.sql"))
        closed = {name for found in CLOSED_BY.findall(said) for name in found.split()}
        if f"create function {kind.name}_waits(" not in said:
            yield (
                f"the notice {kind.room}.{kind.name} needs the function"
                f" {kind.name}_waits(person, about) in {kind.room}/sql/functions.sql:"
                " until when does it wait?"
            )
        if kind.name not in closed:
            yield (
                f"nothing closes the notice {kind.room}.{kind.name}: put the trigger close_notices"
                f" on the tables by which it is answered, in {kind.room}/sql"
            )
    for path in sorted(package.glob("*/sql/*.sql")):
        for found in CLOSED_BY.findall(path.read_text()):
            for name in set(found.split()) - names:
                place = f"{path.parts[-3]}/sql/{path.name}"
                yield f"{place} closes {name}, a notice that no room declares"

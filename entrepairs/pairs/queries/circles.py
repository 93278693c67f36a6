"""All my circles, each with what is planned next in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import read_sql
from entrepairs.people.models import Circle
from entrepairs.ui.duties import decrypt


class Row(NamedTuple):
    """One row of my_circles.sql."""

    id: int
    key: str
    kind: str
    name: str
    meeting: str | None
    starts_at: dt.datetime | None
    title: str | None
    where: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One circle of the page. `pair`: of a pair alone."""

    row: Row
    pair: Any = None
    unread: int = 0

    @property
    def name(self) -> str:
        return self.pair.other.name if self.pair else self.row.name

    @property
    def path(self) -> str:
        """Its page; of a kind without one, that of its next meeting."""
        if self.row.kind in Circle.PATHS:
            return f"{Circle.PATHS[self.row.kind]}{self.row.key}/"
        return f"/meetings/{self.row.meeting}/" if self.row.meeting else ""

    @property
    def coming(self) -> str:
        """What it is and where, as far as somebody said."""
        parts = (decrypt(self.row.title or ""), decrypt(self.row.where or ""))
        return " · ".join(part for part in parts if part)

    @property
    def waits(self) -> int:
        """What waits for me: never how many messages are unread."""
        return bool(self.unread) + bool(self.pair and self.pair.waits_for_me)


@dataclass(frozen=True, slots=True)
class Section:
    """Circles of the same sort, under one heading. Without any it is absent."""

    title: Any
    icon: str
    lines: list[Line]


SECTIONS = (
    (_("One to one"), "heart-handshake", (Circle.Kind.PAIR,)),
    (_("Groups"), "users", (Circle.Kind.GROUP, Circle.Kind.COURSE)),
    (_("Plans and teams"), "file-text", (Circle.Kind.PLAN, Circle.Kind.TEAM)),
    (_("Representing others"), "landmark", (Circle.Kind.DELEGATION,)),
)


def read_circles() -> list[Row]:
    """By what is next. One query."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("pairs", "queries/my_circles.sql"))
        return [Row(*row) for row in cursor]


def sort_in_sections(lines: list[Line]) -> list[Section]:
    found = [
        Section(title, icon, [line for line in lines if line.row.kind in kinds])
        for title, icon, kinds in SECTIONS
    ]
    return [section for section in found if section.lines]

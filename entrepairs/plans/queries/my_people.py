"""The people of somebody who meets many: those in pairs and in plans with them, by what is next.

Those who did not invite them are not here: each is somebody with whom they are in a circle.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from entrepairs.core.sql_files import read_sql


class Row(NamedTuple):
    """One row of my_people.sql: somebody, in whichever circles we are."""

    person_key: str
    name: str
    paths: list[str]  # of the pair, then of the plans
    kinds: list[str]
    starts_at: dt.datetime | None
    to_confirm: int
    to_note: int
    unread: int

    @property
    def other_ways(self) -> list[tuple[str, str]]:
        """Beside the first one, which the name leads to: paths, with what is there."""
        return list(zip(self.paths, self.kinds, strict=True))[1:]


@dataclass(frozen=True, slots=True)
class MyPeople:
    rows: list[Row]

    @property
    def waiting(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.rows:
            found["confirm"] += row.to_confirm
            found["note"] += row.to_note
            found["unread"] += row.unread > 0
        return found


def read_my_people(first: int = 0, many: int = 100) -> MyPeople:
    """One query, whatever their number."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"first": first, "many": many}
        cursor.execute(read_sql("plans", "queries/my_people.sql"), values)
        return MyPeople([Row(*row) for row in cursor])

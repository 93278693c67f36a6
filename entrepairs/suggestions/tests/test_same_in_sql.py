"""What a statement works out by itself is what Python says: parts of a week, distances."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from entrepairs.core import hats
from entrepairs.matching.distances import kilometres_between
from entrepairs.people.models import ALL_SLOTS
from entrepairs.suggestions.limits import TIMES

PLACES = {
    "Rennes": (48.11198, -1.67429),
    "Vitré": (48.12141, -1.21006),
    "Marseille": (43.29695, 5.38107),
    "Saint-Denis": (-20.88231, 55.4504),
    "its antipode": (20.88231, -124.5496),
    "Nouméa": (-22.27407, 166.44884),
}


@pytest.fixture
def cursor(db: None) -> Iterator[Any]:
    with hats.system("test"), connection.cursor() as open_cursor:
        yield open_cursor


def test_parts_of_a_week_are_the_same_bits(cursor: Any) -> None:
    parts = [*TIMES, "at midnight"]
    cursor.execute("select p, slots_of(p) from unnest(%s::text[]) p", [parts])
    assert dict(cursor) == {**TIMES, "at midnight": None}


def test_who_told_no_times_has_all_of_them(cursor: Any) -> None:
    cursor.execute("select told_or_all_slots(n) from unnest(array[null, 0, 5]) n")
    assert [slots for (slots,) in cursor] == [ALL_SLOTS, ALL_SLOTS, 5]


def test_distances_are_the_same(cursor: Any) -> None:
    pairs = [(one, other) for one in PLACES.values() for other in PLACES.values()]
    for one, other in pairs:
        cursor.execute("select kilometres_between(%s, %s, %s, %s)", [*one, *other])
        said = kilometres_between(*one, *other)
        assert math.isclose(cursor.fetchone()[0], said, abs_tol=0.001), (one, other)


def test_the_planner_writes_them_out(cursor: Any) -> None:
    cursor.execute(
        "explain verbose select kilometres_between(48.1, -1.6, latitude, longitude),"
        " told_or_all_slots(slots), slots_of('morning') from suggestions_finderrow"
    )
    plan = "\n".join(line for (line,) in cursor)
    assert "asin(" in plan
    assert not any(name in plan for name in ("kilometres_between", "all_slots", "slots_of"))

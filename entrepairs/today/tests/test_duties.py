"""What rooms lay on people: one statement of all, with the agreed columns and texts."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import resolve, reverse
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.sql_files import read_sql
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, text
from entrepairs.ui import duties
from entrepairs.ui.duties import COLUMNS, DutyKind, find_faults, known_duties

TYPES = "select oid::int, format_type(oid, null) from pg_type where oid = any(%s::oid[])"
AS_WE_SAY = {"timestamp with time zone": "timestamptz"}


def columns_of(statement: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from ({statement}) some_room limit 0")
        found = [(column.name, column.type_code) for column in cursor.description]
        cursor.execute(TYPES, [[code for _name, code in found]])
        types = {code: AS_WE_SAY.get(name, name) for code, name in cursor.fetchall()}
    return {name: types[code] for name, code in found}


def fault_of(room: str, statement: str) -> str:
    """What is wrong with what a room gives, and where what is asked is written."""
    given = columns_of(statement)
    if list(given.items()) == list(COLUMNS.items()):
        return ""
    return (
        f"{room}/sql/queries/duties.sql gives {given}; every room gives {COLUMNS},"
        " in this order (docs/architecture.md, What waits)"
    )


@pytest.mark.parametrize("room", duties.rooms_with_duties())
def test_every_room_gives_the_agreed_columns(room: str, amel: Person) -> None:
    with hats.person(amel.pk):
        assert fault_of(room, read_sql(room, duties.FILE)) == ""


def test_a_room_that_gives_other_columns_is_told_what_is_asked(amel: Person) -> None:
    with hats.person(amel.pk):
        fault = fault_of("gardens", "select 'ripe' as kind, now() as since")
    assert "gardens/sql/queries/duties.sql gives {'kind': 'text', 'since': 'timestamptz'}" in fault
    assert "'at': 'timestamptz'" in fault
    assert "docs/architecture.md" in fault


def test_the_rooms_of_this_house_say_what_they_lay_on_people() -> None:
    assert list(find_faults(known_duties())) == []
    assert {kind.room for kind in known_duties()} == set(duties.rooms_with_duties())
    assert set(duties.rooms_with_duties()) <= set(settings.ROOMS)


def test_every_line_leads_somewhere() -> None:
    for kind in known_duties():
        assert (
            kind.template
            or not kind.press
            or kind.path
            or reverse(kind.url_name, args=["k3y"] if kind.keyed else [])
        )


@pytest.mark.parametrize("circle", ["pair", "group"])
def test_a_line_about_a_conversation_leads_to_where_its_circle_is(circle: str) -> None:
    """The room of that kind says where: conversations names no room above it."""
    kind = next(one for one in known_duties() if one.name == "unread_here")
    nobody = duties.Other(None, "", "")
    line = duties.Line(kind, timezone.now(), "k3y", "", "", nobody, 1, "", {"circle": circle})
    assert resolve(line.url).app_name == f"{circle}s"
    assert line.url != reverse("today")


@pytest.fixture
def ripe(monkeypatch: pytest.MonkeyPatch) -> DutyKind:
    """Of a made-up room."""
    monkeypatch.setattr(duties, "_known", {})
    return DutyKind("gardens", "ripe", title="Ripe", press="Pick it", url_name="today")


def garden(folder: Path, sql: str) -> Path:
    file = folder / "gardens" / "sql" / duties.FILE
    file.parent.mkdir(parents=True)
    file.write_text(sql)
    return folder


def test_a_room_with_its_texts_starts(ripe: DutyKind, tmp_path: Path) -> None:
    assert list(find_faults([ripe], garden(tmp_path, "select 'ripe' as kind"))) == []


def test_a_room_that_forgets_its_texts_does_not_start(tmp_path: Path) -> None:
    [fault] = find_faults([], garden(tmp_path, "select 'ripe' as kind"))
    assert "gardens/sql/queries/duties.sql lays duties on people: declare each kind" in fault


def test_texts_without_a_line_do_not_start(ripe: DutyKind, tmp_path: Path) -> None:
    [fault] = find_faults([ripe], garden(tmp_path, "select 'dry' as kind"))
    assert "gardens/duties.py declares ripe" in fault


@pytest.mark.parametrize("values", [{}, {"title": "Ripe"}, {"title": "Ripe", "press": "Pick it"}])
def test_a_line_that_says_nothing_has_no_act_or_leads_nowhere_cannot_be_declared(
    ripe: DutyKind, values: dict[str, Any]
) -> None:
    assert ripe.title
    with pytest.raises(ValueError, match="has no text"):
        DutyKind("gardens", "dry", **values)


def test_the_page_asks_the_rooms_in_one_statement(
    as_person: As, amel: Person, queries: Any
) -> None:
    with queries() as made:
        assert "Hello Amel" in text(as_person(amel).get("/today/"))
    asked = [query for query in made if "each_room" in query]
    assert len(asked) == 1
    assert asked[0].count("each_room") == len(duties.rooms_with_duties()) + 2

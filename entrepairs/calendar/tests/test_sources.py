"""What rooms declare of the calendar: one that forgets does not start."""

import datetime as dt
from pathlib import Path

import pytest

from entrepairs.calendar import sources
from entrepairs.calendar.queries import values_of
from entrepairs.calendar.sources import COLUMNS, MINE, PUBLIC, EntryGroup, EntryKind, Source
from entrepairs.core.sql_files import read_sql


def test_this_house_has_no_fault() -> None:
    known = sources.known_sources()
    assert list(sources.find_faults(known)) == []
    assert {source.room for source in known} >= {"meetings", "events", "registrations"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "gardens" / "sql" / "queries"
    folder.mkdir(parents=True)
    (folder / "calendar.sql").write_text("select 'digging' as kind")
    return tmp_path


def a_kind(name: str = "digging") -> EntryKind:
    return EntryKind(name, EntryGroup("garden", "Garden"), icon="sprout", url_name="home")


def test_a_room_that_declares_what_it_gives_starts(package: Path) -> None:
    assert list(sources.find_faults([Source("gardens", (a_kind(),))], package)) == []


def test_entries_that_no_room_declares_are_told(package: Path) -> None:
    [fault] = sources.find_faults([], package)
    assert "gardens/sql/queries/calendar.sql lays entries in the calendar" in fault


def test_a_kind_without_entries_or_declared_twice_is_told(package: Path) -> None:
    [fault] = sources.find_faults([Source("gardens", (a_kind(), a_kind("watering")))], package)
    assert "gardens declares watering" in fault
    [fault] = sources.find_faults([Source("gardens", (a_kind(), a_kind()))], package)
    assert "digging is declared twice" in fault


@pytest.mark.parametrize("name", [MINE, PUBLIC])
def test_every_room_gives_the_agreed_columns(db: None, name: str) -> None:
    from django.db import connection

    from entrepairs.core import hats

    values = values_of(dt.date(2083, 5, 12), dt.date(2083, 5, 13))
    with hats.person(None), connection.cursor() as cursor:
        for source in sources.known_sources():
            if name in sources.files_of(source):
                cursor.execute(read_sql(source.room, name), values)
                assert [column.name for column in cursor.description or ()] == list(COLUMNS)

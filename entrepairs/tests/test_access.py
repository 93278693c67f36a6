"""The access matrix: persona x row x verb, walked whole."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import Error, connection, transaction

from entrepairs.core import hats, rls
from entrepairs.tests.access.personas import FOLDER, PERSONAS, Undo
from entrepairs.tests.access.rows import Rows

MATRIX: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((FOLDER / "matrix.yaml").read_text())
FORGED: list[dict[str, Any]] = yaml.safe_load((FOLDER / "forged.yaml").read_text())
VERBS = {
    "see": "select 1 from {table} where {pk} = %s",
    "remove": "delete from {table} where {pk} = %s",
}


REFUSALS = {
    "42501",
    "23514",
}  # no right, a check: a statement with another fault is a fault of the matrix


def reached(rows: Rows, persona: str, sql: str, parameters: list[Any]) -> int:
    """How many rows the statement reaches for this persona: none when it is refused outright.
    Undone afterwards."""
    name = PERSONAS[persona]
    count = 0
    try:
        with hats.person(rows[name].pk if name else None):
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                count = cursor.rowcount
            raise Undo
    except Undo:
        pass
    except Error as refusal:
        if refusal.__cause__.sqlstate not in REFUSALS:  # type: ignore[union-attr]
            raise
    return count


def cells() -> Iterator[Any]:
    for table, lines in MATRIX.items():
        for row, may in lines.items():
            yield pytest.param(table, row, may, id=f"{table}-{row}")


@pytest.mark.parametrize(("table", "row", "may"), list(cells()))
def test_each_row_is_reached_by_those_who_may_and_by_nobody_else(
    rows: Rows, table: str, row: str, may: dict[str, str]
) -> None:
    pk = rows[row]._meta.pk.column
    verbs = dict(VERBS)
    if "set" in may:
        verbs["change"] = "update {table} set " + may["set"] + " where {pk} = %s"
    else:
        verbs["change"] = "update {table} set {pk} = {pk} where {pk} = %s"
    for verb, sql in verbs.items():
        statement = sql.format(table=table, pk=pk)
        found = {p for p in PERSONAS if reached(rows, p, statement, [rows[row].pk])}
        assert "".join(sorted(found)) == "".join(sorted(may.get(verb, ""))), f"{verb} {table}.{row}"


@pytest.mark.parametrize(
    "line", FORGED, ids=lambda line: f"{line['as']}-{line['why'].replace(' ', '-')}"
)
def test_a_forged_write_is_refused(rows: Rows, line: dict[str, Any]) -> None:
    statement = line["sql"].format(**{name: row.pk for name, row in rows.items()})
    assert bool(reached(rows, line["as"], statement, [])) is not line["refused"], line["why"]


def test_every_table_of_every_room_is_in_the_matrix() -> None:
    ours = {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("entrepairs.")}
    assert ours - set(MATRIX) == set()


def test_a_row_nobody_made_would_be_noticed(rows: Rows) -> None:
    """The matrix can fail: a row that does not exist is reached by nobody."""
    assert reached(rows, "A", "select 1 from people_person where id = %s", [-1]) == 0
    assert reached(rows, "A", "select 1 from people_person where id = %s", [rows["amel"].pk]) == 1


def test_every_table_has_row_security_and_only_listed_ones_have_no_policy_of_their_own(
    db: None,
) -> None:
    listed = yaml.safe_load((FOLDER / "closed_tables.yaml").read_text())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity from pg_class where relnamespace = "
            "'public'::regnamespace and relkind in ('r', 'p')"
        )
        security = dict(cursor.fetchall())
        cursor.execute("select distinct tablename from pg_policies where policyname <> 'system'")
        opened = {row[0] for row in cursor.fetchall()}
    assert {table for table, on in security.items() if not on} == rls.WITHOUT_ROW_SECURITY
    assert set(listed) >= rls.WITHOUT_ROW_SECURITY
    assert set(security) - opened == set(listed)


def test_no_role_of_the_web_passes_row_security(db: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select rolname from pg_roles where rolname like 'entrepairs\\_%' and (rolsuper or "
            "rolbypassrls)"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "select count(*) from pg_tables where schemaname = 'public' and tableowner <> "
            "'entrepairs_owner'"
        )
        assert cursor.fetchone() == (0,)

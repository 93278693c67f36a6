"""Bulk insert: COPY into a temporary table, then one insert under the hat that is worn.

COPY is not for tables with row security; the insert is, and every check, foreign key and policy
holds for it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault

from entrepairs.core.fields import EncryptedTextField

BATCH = 10_000


def pour_rows(
    rows: Iterable[Any], advance: Callable[[int], object] = lambda done: None
) -> list[Any]:
    """Insert rows of one model, and give them back with their numbers."""
    kept: list[Any] = []
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            _pour_batch(batch)
            advance(len(batch))
            kept += batch
            batch = []
    if batch:
        _pour_batch(batch)
        advance(len(batch))
    return kept + batch


def _pour_batch(rows: list[Any]) -> None:
    model: type[Model] = type(rows[0])
    table = model._meta.db_table
    fields = [
        f for f in model._meta.concrete_fields if not f.generated and not _by_default(f, rows[0])
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        _number_rows(rows, table, cursor)
        cursor.execute(
            f"create temporary table poured on commit drop as "  # noqa: S608 (our own names)
            f'select {columns} from "{table}" with no data'
        )
        with cursor.copy(f"copy poured ({columns}) from stdin") as copy:
            for values in _values_of(rows, fields):
                copy.write_row(values)
        insert = f'insert into "{table}" ({columns}) select {columns} from poured'  # noqa: S608
        cursor.execute(insert)
        cursor.execute("drop table poured")


def _by_default(field: Any, row: Any) -> bool:
    """Left to the database: in the first row, so in all."""
    return isinstance(getattr(row, field.attname), DatabaseDefault)


def _number_rows(rows: list[Any], table: str, cursor: Any) -> None:
    sequence = "(select pg_get_serial_sequence(%s, 'id')::regclass)"
    numbers = f"select nextval({sequence}) from generate_series(1, %s)"  # noqa: S608
    cursor.execute(numbers, [f'"{table}"', len(rows)])
    for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, "default"


def _values_of(rows: list[Any], fields: list[Any]) -> Iterator[tuple[Any, ...]]:
    """What the columns hold. Sample words are few: each is encrypted once."""
    names = [field.attname for field in fields]
    words = [at for at, field in enumerate(fields) if isinstance(field, EncryptedTextField)]
    for row in rows:
        values = [row.__dict__[name] for name in names]
        for at in words:
            values[at] = _encrypt_once(values[at])
        yield tuple(values)


@lru_cache(maxsize=4096)
def _encrypt_once(text: str) -> str | None:
    return EncryptedTextField().get_prep_value(text)

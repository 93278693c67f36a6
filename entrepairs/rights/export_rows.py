"""Rows of one kind of thing, as plain values: for the data of an export, and for its pages."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from entrepairs.ledger.held import Held, Table
from entrepairs.people.models import Person

type Row = dict[str, Any]
type Rows = dict[str, list[Row]]  # by table

# What says nothing to a person: numbers and digests by which rows are found, what opens something.
LEFT_OUT = {"id", "once", "digest", "folded", "salt", "words_vector", "confirmation", "mark"}
FROM_ANOTHER = "from_another"  # words that somebody else wrote to this person


@cache
def model_of(table: str) -> type[models.Model]:
    return next(m for m in apps.get_models(include_auto_created=True) if m._meta.db_table == table)


def read_kind(kind: Held) -> Rows:
    """What the person who asks may see of it, and nothing else."""
    told = {one.name: list(_rows_of(one)) for one in kind.tables if not one.closed}
    closed = {one.name for one in kind.tables if one.closed}
    if closed:
        told |= {name: [] for name in sorted(closed)}
        with connection.cursor() as cursor:
            cursor.execute("select name, told from what_is_kept()")
            for name, row in cursor.fetchall():
                if name in closed:
                    told[name].append(json.loads(row))
    return told


def _rows_of(table: Table) -> Iterator[Row]:
    model = model_of(table.name)
    pk = str(model._meta.pk.column)
    mine = _keys(table.name, pk, table.condition)
    found = mine | (_keys(table.name, pk, table.more) if table.more else set())
    rows = list(model._base_manager.filter(pk__in=found).order_by("pk"))
    fields = shown_fields(model)
    named = {field.attname: _names(field, table, rows) for field in fields}
    for row in rows:
        told = {field.name: _value(row, field, named[field.attname]) for field in fields}
        yield told | {FROM_ANOTHER: row.pk not in mine} if table.more else told


def _keys(table: str, pk: str, condition: str) -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {pk} from {table} where {condition}")  # noqa: S608 (declared by our rooms)
        return {row[0] for row in cursor.fetchall()}


def shown_fields(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in LEFT_OUT and not getattr(field, "generated", False)
    ]


def _names(field: Any, table: Table, rows: Iterable[Any]) -> dict[Any, str] | None:
    """What the rows lead to, by name, as far as this person sees it."""
    to = field.related_model if field.is_relation else None
    if table.numbers and field.column in table.persons + table.unseen:
        to = Person
    if to is None:
        return None
    keys = {getattr(row, field.attname) for row in rows} - {None}
    return {row.pk: name_of(row) for row in to._base_manager.filter(pk__in=keys)}


def name_of(row: Any) -> str:
    for name in ("name", "label", "title", "key"):
        if text := str(getattr(row, name, "") or ""):
            return text
    return ""


def _value(row: Any, field: Any, named: dict[Any, str] | None) -> Any:
    value = getattr(row, field.attname)
    if named is not None:
        return named.get(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | list | dict | str):
        return value
    return str(value)


def schema_of(kinds: Iterable[Held]) -> dict[str, Any]:
    """JSON Schema of the data: every table, every column and its type."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything Entrepairs holds about a person",
        "type": "object",
        "additionalProperties": False,
        "required": [kind.key for kind in kinds],
        "properties": {kind.key: _schema_of_kind(kind) for kind in kinds},
    }


def _schema_of_kind(kind: Held) -> dict[str, Any]:
    tables = {one.name: {"type": "array", "items": _schema_of_row(one)} for one in kind.tables}
    return {
        "type": "object",
        "description": str(kind.words),
        "additionalProperties": False,
        "required": list(tables),
        "properties": tables,
    }


def _schema_of_row(table: Table) -> dict[str, Any]:
    if table.closed:
        return {"type": "object"}
    fields = shown_fields(model_of(table.name))
    columns: dict[str, Any] = {field.name: _schema_of_field(field, table) for field in fields}
    if table.more:
        columns[FROM_ANOTHER] = {"type": "boolean"}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(columns),
        "properties": columns,
    }


def _schema_of_field(field: Any, table: Table) -> dict[str, Any]:
    if field.is_relation or (table.numbers and field.column in table.persons + table.unseen):
        return {"type": ["string", "null"]}
    kinds = {models.BooleanField: "boolean", models.IntegerField: "integer"}
    kinds |= {models.FloatField: "number"}
    named = next((name for kind, name in kinds.items() if isinstance(field, kind)), "")
    if field.get_internal_type() in {"ArrayField", "JSONField"}:
        return {}
    return {"type": [named or "string", "null"]}

"""The number of a row, given the row or its number."""

from collections.abc import Collection

from django.db.models import Model


def id_of(row: Model | int) -> int:
    return row if isinstance(row, int) else int(row.pk)


def only_one[Row](rows: Collection[Row]) -> Row | None:
    """The one there is, when there is exactly one: whom a deed is about."""
    return next(iter(rows)) if len(rows) == 1 else None

"""The number of a row, given the row or its number."""

from django.db.models import Model


def id_of(row: Model | int) -> int:
    return row if isinstance(row, int) else int(row.pk)

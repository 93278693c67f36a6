"""Rows with a beginning and perhaps an end: which are of the present moment."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


def is_current(path: str = "") -> Q:
    """Of the present moment, by the clock of the database. `path`: to the row, "memberships__"."""
    not_ended = Q((f"{path}until__isnull", True)) | Q((f"{path}until__gt", Now()))
    return not_ended & Q((f"{path}since__lte", Now()))


class CurrentQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows with a beginning and perhaps an end: `since`, `until`."""

    def current(self) -> Self:
        return self.filter(is_current())

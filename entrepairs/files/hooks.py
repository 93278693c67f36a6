"""Hooks of kept files: rooms above append to these lists in their AppConfig.ready()."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from entrepairs.files.models import CheckedFile

# What else becomes of a file that is ready, with the pictures drawn of it: in the transaction of
# the check, under its hat.
ready: list[Callable[[CheckedFile, dict[str, bytes]], None]] = []
# What each night takes away, or mends, besides what no row knows.
nightly: list[Callable[[dt.datetime], None]] = []
# The files of each room that are somebody's own: what they take along.
own: list[Callable[[int], QuerySet[Any]]] = []

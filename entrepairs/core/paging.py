"""Pages of a long list, without counting it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

LINES = 50


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """One page, and whether there are others; what {% pagination %} needs."""

    rows: Sequence[Row]
    number: int
    more: bool

    def has_next(self) -> bool:
        return self.more

    def has_previous(self) -> bool:
        return self.number > 1


def page_of(request: HttpRequest, rows: QuerySet[Any], lines: int = LINES) -> Page[Any]:
    """The page that the address asks for; one row more than shown is read, to know if there is a next."""
    asked = request.GET.get("page", "1")
    number = max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1
    start = (number - 1) * lines
    found = list(rows[start : start + lines + 1])
    return Page(found[:lines], number, len(found) > lines)

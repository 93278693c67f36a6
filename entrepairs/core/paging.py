"""Pages of a long list, without counting it; numbers that come from an address."""

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


def whole_number(text: str | None, digits: int = 18) -> int | None:
    """The number that plain digits say. None for anything else, and for what no column could
    hold."""
    if text and text.isascii() and text.isdecimal() and len(text) <= digits:
        return int(text)
    return None


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], lines: int = LINES
) -> Page[Any]:
    """The page that the address asks for."""
    return read_page(rows, request.GET.get("page"), lines)


def read_page(
    rows: QuerySet[Any] | Sequence[Any], asked: str | None, lines: int = LINES
) -> Page[Any]:
    """Reads one row more than it shows: is there a next?"""
    number = max(whole_number(asked, digits=6) or 1, 1)
    start = (number - 1) * lines
    found = list(rows[start : start + lines + 1])
    return Page(found[:lines], number, len(found) > lines)

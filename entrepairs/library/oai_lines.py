"""Selective harvesting: the lines of an OAI-PMH list, and the token that goes on with one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.core import signing
from django.db.models import BooleanField, DateTimeField, F, Func, Q, QuerySet, Value

from entrepairs.library import hooks
from entrepairs.library.models import Resource, Withdrawal
from entrepairs.library.queries import PUBLIC

SALT = "library.oai"


@dataclass(frozen=True, slots=True)
class Line:
    """A resource, or what is left of one that was withdrawn."""

    at: dt.datetime
    key: str
    slug: str  # of its series
    resource: Resource | None
    voices: tuple[str, ...] = ()  # who is heard in it

    @property
    def sort_key(self) -> tuple[dt.datetime, str]:
        return self.at, self.key


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for, and the line after which it goes on."""

    since: dt.datetime
    until: dt.datetime
    slug: str = ""
    after: tuple[dt.datetime, str] | None = None
    given: int = 0

    def token_after(self, last: Line, given: int) -> str:
        parts = [
            self.since.isoformat(),
            self.until.isoformat(),
            self.slug,
            last.at.isoformat(),
            last.key,
            given,
        ]
        return signing.dumps(parts, salt=SALT)

    @classmethod
    def from_token(cls, token: str) -> Self:
        """Raises BadSignature or ValueError for a token that was not given here."""
        since, until, slug, at, key, given = signing.loads(token, salt=SALT)
        read = dt.datetime.fromisoformat
        return cls(read(since), read(until), slug, (read(at), key), given)


def find_lines(selection: Selection, at_most: int) -> list[Line]:
    """In the order of their moments: what there is, and what there was."""
    resources = (
        public_resources()
        .filter(in_selection("changed_at", selection))
        .order_by("changed_at", "key")
    )
    gone = (
        Withdrawal.objects.select_related("series")
        .filter(in_selection("at", selection))
        .order_by("at", "key")
    )
    rows = list(resources[:at_most])
    voices = hooks.voices_of(rows)
    found = [line_of(row, voices[row.pk]) for row in rows] + [
        withdrawn_line(row) for row in gone[:at_most]
    ]
    return sorted(found, key=lambda line: line.sort_key)[:at_most]


def in_selection(column: str, selection: Selection) -> Q:
    found = Q(**{f"{column}__gte": selection.since, f"{column}__lt": selection.until})
    if selection.slug:
        found &= Q(series__slug=selection.slug)
    if selection.after:
        # As one comparison, which the index begins at: a list goes on as fast at its end as at its
        # beginning, also when thousands came in the same moment.
        at, key = selection.after
        found &= Q(After(Row(F(column), F("key")), Row(Value(at, DateTimeField()), Value(key))))
    return found


class Row(Func):
    template, output_field = "(%(expressions)s)", BooleanField()


class After(Func):
    template, arg_joiner, output_field = "%(expressions)s", " > ", BooleanField()


def public_resources() -> QuerySet[Resource]:
    return (
        Resource.objects.filter(PUBLIC)
        .select_related("series", "organisation")
        .prefetch_related("authors", "subjects", "files")
    )


def line_of(row: Resource, voices: Iterable[str]) -> Line:
    slug = row.series.slug if row.series else ""
    return Line(row.changed_at, row.key, slug, row, tuple(voices))


def withdrawn_line(row: Withdrawal) -> Line:
    return Line(row.at, row.key, row.series.slug if row.series else "", None)

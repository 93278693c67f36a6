"""Queries worked out once: the ORM makes the statement at the first use, later only values travel.

For what the busiest pages ask. Working out a statement of ours takes Django longer than PostgreSQL needs to answer it.

    @prepared
    def words_of(circle: int, since: dt.datetime) -> QuerySet[Message]:
        return Message.objects.filter(circle=circle, sent_at__gte=since)

    words_of(circle=3, since=yesterday)  # a list

The function runs once, with stand-ins for its parameters, which are annotated: int, str, UUID, datetime, or lists of
numbers or words for one_of(). So it must use
them as values only, and nothing else that changes from one time to the next: no `timezone.now()`, no "me". The present
moment is Now() and whoever asks is the database's me(), or they are parameters.
"""

import copy
import datetime as dt
import inspect
from collections.abc import Callable
from functools import update_wrapper
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.db.models import QuerySet

MAKERS: dict[Any, Callable[[int], Any]] = {
    int: lambda n: 7_000_000_000_000_000_000 + n,
    str: lambda n: f"stand-in {n}",
    UUID: lambda n: uuid5(UUID(int=0), str(n)),
    dt.datetime: lambda n: dt.datetime(8000 + n, 1, 1, tzinfo=dt.UTC),
    list[int]: lambda n: [7_000_000_000_000_000_000 + n],
    list[str]: lambda n: [f"stand-in {n}"],
}


class _OneOf(models.Func):
    template, arg_joiner, output_field = "(%(expressions)s))", " = any(", models.BooleanField()


def one_of(column: str, values: list[int] | list[str]) -> models.Func:
    """For a filter: the column holds one of these, however many they are, in one statement."""
    kind = models.TextField() if values and isinstance(values[0], str) else models.BigIntegerField()
    return _OneOf(models.F(column), models.Value(values, output_field=ArrayField(kind)))


class Asked:
    """What Django's readers of rows need of a queryset: here its statement is made already."""

    def __init__(self, queryset: Any, compiler: Any, sql: str, params: list[Any]) -> None:
        self.db, self.model, self._fetch_mode = queryset.db, queryset.model, queryset._fetch_mode
        self._known_related_objects: dict[Any, Any] = {}
        self._fields = queryset._fields
        self.query = self
        self.compiler = copy.copy(compiler)
        self.compiler.connection = connections[self.db]
        self.compiler.as_sql = lambda *_, **__: (sql, params)

    def get_compiler(self, using: str) -> Any:
        return self.compiler


class Prepared[Row]:
    """A query of which everything is known but its values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self.made: tuple[Any, Any, str, list[Any], list[tuple[int, str, Any]]] | None = None
        update_wrapper(self, build)

    def __call__(self, **values: Any) -> list[Row]:
        queryset, compiler, sql, params, places = self.made or self.make()
        params = params.copy()
        for place, name, kind in places:
            params[place] = kind(values[name]) if kind else values[name]
        return list(queryset._iterable_class(Asked(queryset, compiler, sql, params)))

    def make(self) -> tuple[Any, Any, str, list[Any], list[tuple[int, str, Any]]]:
        numbers = count(1)
        stand_ins = {
            name: MAKERS[parameter.annotation](next(numbers))
            for name, parameter in inspect.signature(self.build, eval_str=True).parameters.items()
        }
        queryset: Any = self.build(**stand_ins)
        if queryset._prefetch_related_lookups:
            raise TypeError(
                f"{self.build.__name__}: what is prefetched is a query of its own; prepare it too"
            )
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        compiler.get_converters = lambda _: converters
        places = [
            # Django says of a number which kind of column it is for.
            (
                place,
                name,
                type(param) if isinstance(param, int) and type(param) is not int else None,
            )
            for place, param in enumerate(params)
            for name, stand_in in stand_ins.items()
            if param == stand_in
        ]
        self.check(stand_ins, params, places)
        self.made = queryset, compiler, sql, list(params), places
        return self.made

    def check(
        self, stand_ins: dict[str, Any], params: Any, places: list[tuple[int, str, Any]]
    ) -> None:
        """Every parameter is somewhere in the statement; no moment was worked out in Python."""
        if missing := set(stand_ins) - {name for _, name, _ in places}:
            raise TypeError(
                f"{self.build.__name__}: {', '.join(missing)} is not in the statement as it is given"
            )
        found = {place for place, _, _ in places}
        if any(
            isinstance(param, dt.date | models.Model)
            for place, param in enumerate(params)
            if place not in found
        ):
            raise TypeError(
                f"{self.build.__name__}: a moment is frozen in the statement; use Now(), or a parameter"
            )


def prepared[Row](build: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """Work this query out once."""
    return Prepared(build)

"""Compiled queries: the ORM makes the SQL at the first use; later only values travel.

For what the busiest pages ask: Django needs longer to make such a statement than PostgreSQL to
answer it.

    @prepared
    def words_of(circle: int, since: dt.datetime) -> QuerySet[Message]:
        return Message.objects.filter(circle=circle, sent_at__gte=since)

    words_of(circle=3, since=yesterday)  # a list

The function runs once, with stand-ins for its parameters, which are annotated: int, str, UUID,
datetime, or lists of numbers or strings for one_of(). So it must use them as values only, and
nothing else that changes from one call to the next: no `timezone.now()`, no "me". The present
moment is Now(), the person of the hat is the database's me(), or they are parameters.

This file alone leans on Django's private parts. Where Django is another version than those it was
tested with, it turns itself off: each call is then a plain query, with the same rows.
"""

import copy
import datetime as dt
import inspect
from collections.abc import Callable
from functools import update_wrapper
from itertools import count
from typing import Any
from uuid import UUID, uuid5

import django
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.db.models import QuerySet

TESTED_WITH = {(6, 1)}  # Django; after an upgrade, add it when this room's tests pass
is_on = django.VERSION[:2] in TESTED_WITH
compiled: list["CompiledQuery[Any]"] = []  # every one, for the test that compares them

STAND_INS: dict[Any, Callable[[int], Any]] = {
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


class StatementMade:
    """What Django's row iterables need of a queryset: here its statement is made already."""

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


Place = tuple[int, str, Any]  # in the statement's parameters: where, which value, made what


class CompiledQuery[Row]:
    """A query of which everything is known but its values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self.made: tuple[Any, Any, str, list[Any], list[Place]] | None = None
        update_wrapper(self, build)

    def __call__(self, **values: Any) -> list[Row]:
        if not is_on:
            return list(self.build(**values))
        queryset, compiler, sql, params, places = self.made or self.compile()
        params = params.copy()
        for place, name, kind in places:
            params[place] = kind(values[name]) if kind else values[name]
        return list(queryset._iterable_class(StatementMade(queryset, compiler, sql, params)))

    def compile(self) -> tuple[Any, Any, str, list[Any], list[Place]]:
        numbers = count(1)
        parameters = inspect.signature(self.build, eval_str=True).parameters
        stand_ins = {
            name: STAND_INS[parameter.annotation](next(numbers))
            for name, parameter in parameters.items()
        }
        queryset: Any = self.build(**stand_ins)
        if queryset._prefetch_related_lookups:
            raise TypeError(f"{self.build.__name__}: what is prefetched is a query of its own")
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        compiler.get_converters = lambda _: converters
        places = [
            # Django says of a number which kind of column it is for, by a type of its own.
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

    def check(self, stand_ins: dict[str, Any], params: Any, places: list[Place]) -> None:
        """Every parameter is somewhere in the statement; no moment was computed in Python."""
        name = self.build.__name__
        if missing := set(stand_ins) - {parameter for _, parameter, _ in places}:
            raise TypeError(f"{name}: {', '.join(missing)} is not in the statement as it is given")
        found = {place for place, _, _ in places}
        others = [param for place, param in enumerate(params) if place not in found]
        if any(isinstance(param, dt.date | models.Model) for param in others):
            raise TypeError(
                f"{name}: a moment is frozen in the statement; use Now(), or a parameter"
            )


def prepared[Row](build: Callable[..., QuerySet[Any, Row]]) -> CompiledQuery[Row]:
    """Compiles this query once."""
    query = CompiledQuery(build)
    compiled.append(query)
    return query

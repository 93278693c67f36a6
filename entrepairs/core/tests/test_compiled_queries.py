"""Queries worked out once give what they would give each time."""

import datetime as dt
import inspect
from collections.abc import Iterator
from importlib import import_module
from itertools import islice, product
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.accounts.models import Session
from entrepairs.core import compiled_queries, hats
from entrepairs.core.compiled_queries import CompiledQuery, one_of, prepared
from entrepairs.events.models import Event, Material
from entrepairs.library.models import Resource
from entrepairs.people.models import Circle, Facet, Membership, Person
from entrepairs.tests.access.rows import make_rows

LONG_AGO = timezone.now() - dt.timedelta(days=10_000)


@prepared
def people_named(name: str, since: dt.datetime) -> QuerySet[Person]:
    return Person.objects.filter(name=name, created_at__gte=since).order_by("pk")


@prepared
def memberships_of(people: list[int], but: int) -> QuerySet[Membership]:
    found = Membership.objects.filter(one_of("person", people), since__lte=Now()).exclude(
        circle=but
    )
    return found.select_related("circle", "person").order_by("pk")


@prepared
def names_of(people: list[int]) -> QuerySet[Any]:
    return (
        Person.objects.filter(one_of("pk", people)).order_by("name").values_list("name", flat=True)
    )


def test_only_the_values_change(network: Any, amel: Person, bruno: Person) -> None:
    long_ago = timezone.now() - dt.timedelta(days=10_000)
    with hats.system("test"):
        for _ in range(2):
            assert people_named(name="Amel", since=long_ago) == [amel]
            assert people_named(name="Bruno", since=long_ago) == [bruno]
            assert people_named(name="Bruno", since=timezone.now()) == []


def test_rows_come_with_what_was_selected_with_them(
    network: Any, amel: Person, bruno: Person, queries: Any
) -> None:
    with hats.system("test"):
        memberships_of(people=[amel.pk], but=network.group.pk)
        with queries() as made:
            found = memberships_of(people=[amel.pk, bruno.pk], but=network.group.pk)
            assert {(row.person.name, row.circle.kind) for row in found} == {
                ("Amel", "pair"),
                ("Bruno", "pair"),
            }
        assert len(made) == 1
        assert names_of(people=[bruno.pk, amel.pk]) == ["Amel", "Bruno"]
        assert names_of(people=[]) == []


def test_the_person_who_asks_decides_what_is_found(network: Any, amel: Person, eve: Person) -> None:
    for person, sees in ((amel, True), (eve, False), (amel, True)):
        with hats.person(person.pk):
            assert bool(memberships_of(people=[amel.pk], but=0)) is sees


def test_a_moment_of_python_would_stay_that_of_the_first_time() -> None:
    @prepared
    def lately(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name=name, created_at__gte=timezone.now())

    with pytest.raises(TypeError, match="frozen"):
        lately(name="Amel")


def test_a_value_that_does_not_reach_the_statement_is_told() -> None:
    @prepared
    def nobody(name: str, number: int) -> QuerySet[Person]:
        return Person.objects.filter(name=name)

    with pytest.raises(TypeError, match="number"):
        nobody(name="Amel", number=1)


def test_what_is_prefetched_is_a_query_of_its_own() -> None:
    @prepared
    def all_of_it(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name=name).prefetch_related("memberships")

    with pytest.raises(TypeError, match="prefetched"):
        all_of_it(name="Amel")


def test_with_another_django_each_call_is_a_plain_query(
    network: Any, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_queries, "is_on", False)
    monkeypatch.setattr(CompiledQuery, "compile", None)
    with hats.system("test"):
        assert people_named(name="Amel", since=LONG_AGO) == [amel]
        assert names_of(people=[amel.pk]) == ["Amel"]


def columns_of(row: Any, *, beyond: tuple[Model, ...] = ()) -> Any:
    """A row with what was selected with it, as plain values; of what leads back, its name."""
    if not isinstance(row, Model):
        return row
    if any(row is other for other in beyond):
        return type(row).__name__
    values = {name: value for name, value in vars(row).items() if name != "_state"}
    related = {
        name: columns_of(other, beyond=(*beyond, row))
        for name, other in row._state.fields_cache.items()
        if other
    }
    return type(row).__name__, values, related


def values_for(query: CompiledQuery[Any]) -> Iterator[dict[str, Any]]:
    """Values that find rows: numbers and keys of what there is, by the name of each parameter."""
    found = {}
    for name, parameter in inspect.signature(query.build, eval_str=True).parameters.items():
        found[name] = list(candidates(name, parameter.annotation))
    for values in islice(product(*found.values()), 400):
        yield dict(zip(found, values, strict=True))


def candidates(name: str, kind: Any) -> Iterator[Any]:
    models = {model._meta.model_name: model for model in apps.get_models()}
    model: Any = models.get(name.removesuffix("s"), Person)
    if kind is dt.datetime:
        yield from [LONG_AGO, LONG_AGO + dt.timedelta(days=30_000)]
    elif kind == list[str]:
        yield Facet.objects.values_list("kind", flat=True).distinct().order_by("kind")[:3]
    elif kind is str:
        for each in (Circle, Event):
            yield from each.objects.order_by("pk").values_list("key", flat=True)
        with hats.gate():
            keys = list(Session.objects.values_list("session_key", flat=True))
        yield from keys
        yield "Amel"
    elif kind is int:
        yield from model.objects.order_by("pk").values_list("pk", flat=True)[:4]
    else:
        yield list(model.objects.order_by("pk").values_list("pk", flat=True))


def test_each_compiled_query_gives_the_rows_of_the_plain_one(network: Any, amel: Person) -> None:
    with hats.system("test"):
        rows_made = make_rows(network)
        session, noon = rows_made["published_session"], timezone.now().replace(hour=12)
        session.track, session.starts_at = rows_made["published_track"], noon
        session.ends_at = noon + dt.timedelta(hours=1)
        session.save()
        resource = rows_made["resource_for_everyone"]
        Material.objects.create(event=rows_made["published_event"], resource=resource)
        recording = Resource.objects.filter(kind="recording").earliest("pk")
        Material.objects.create(
            event=rows_made["published_event"], session=session, resource=recording
        )
    import_module("entrepairs.urls")
    assert len(compiled_queries.compiled) > 15
    mine = hats.Hat("person", amel.pk)
    for query in compiled_queries.compiled:
        if query.build.__module__ == "entrepairs.core.tests.test_compiled_queries":
            continue
        rows, at_gate = 0, query.build.__module__.startswith("entrepairs.accounts")
        for hat in [hats.Hat("gate")] if at_gate else [hats.Hat("system"), mine]:
            with hats.system("test"):
                tries = [
                    {name: list(v) if isinstance(v, QuerySet) else v for name, v in one.items()}
                    for one in values_for(query)
                ]
            for values in tries:
                with hats.wearing(hat):
                    plain = [columns_of(row) for row in query.build(**values)]
                    quick = [columns_of(row) for row in query(**values)]
                assert sorted(quick, key=repr) == sorted(plain, key=repr), query.build
                rows += len(plain)
        assert rows, f"no row to compare for {query.build.__module__}.{query.build.__name__}"

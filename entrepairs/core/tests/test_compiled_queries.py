"""Queries worked out once give what they would give each time."""

import datetime as dt
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.people.models import Membership, Person


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


def test_whoever_asks_decides_what_is_found(network: Any, amel: Person, eve: Person) -> None:
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

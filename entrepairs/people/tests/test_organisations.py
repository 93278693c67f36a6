"""Organisations: public words, their people, their coordinators."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people import hooks
from entrepairs.people.actions.organisations import (
    end_affiliation,
    make_organisation,
)
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.people.tests.telling import in_escale, newcomers, post
from entrepairs.vocabulary.models import Place

BUDGET = 10


def test_everyone_reads_about_organisations(client: Client, network: Any) -> None:
    with hats.system("test"):
        Organisation.objects.filter(pk=network.escale.pk).update(about="Un lieu ouvert.")
    assert "GEM L’Escale" in client.get("/organisations/").text
    page = client.get(f"/organisations/{network.escale.key}/").text
    assert "Un lieu ouvert." in page
    assert "Claire" not in page
    assert client.get("/organisations/nothing/").status_code == 404


def test_organisations_of_two_towns_are_on_a_map_and_the_list_says_the_same(
    client: Client, network: Any
) -> None:
    with hats.system("test"):
        rennes, nantes = (
            Place.objects.get(name=name, country="FR") for name in ("Rennes", "Nantes")
        )
        Organisation.objects.filter(pk=network.escale.pk).update(place=rennes)
    assert 'class="map"' not in client.get("/organisations/").text
    with hats.system("test"):
        Organisation.objects.create(name="Un toit", place=nantes)
    page = client.get("/organisations/").text
    assert 'aria-label="Map of these towns: Rennes, Nantes"' in page
    for town in ("Rennes", "Nantes"):
        assert f'<span class="meta">{town}</span>' in page
        assert re.search(rf'<span class="x\d+ y\d+[^"]*">{town}</span>', page)


def test_the_list_of_organisations_makes_few_queries(
    client: Client, network: Any, queries: Callable[[], Any]
) -> None:
    with queries() as before:
        client.get("/organisations/")
    with hats.system("test"):
        Organisation.objects.bulk_create(
            [Organisation(name=f"Association {index:02}") for index in range(60)]
        )
    with queries() as after:
        page = client.get("/organisations/").text
    assert len(before) == len(after) <= BUDGET
    assert page.count("/organisations/") >= 50
    assert "page=2" in page


def test_its_people_see_whom_to_turn_to(
    as_person: Any, network: Any, david: Person, eve: Person
) -> None:
    page = as_person(david).get(f"/organisations/{network.escale.key}/").text
    assert "Claire" in page
    assert "You are a member" in page
    assert "Add someone" not in page
    assert "Claire" not in as_person(eve).get(f"/organisations/{network.escale.key}/").text


def test_the_people_of_an_organisation_are_listed_by_name_and_found_by_it(
    claires: Client, network: Any
) -> None:
    path = f"/organisations/{network.escale.key}/people/"
    page = claires.get(path).text
    assert [page.index(f">{name}<") for name in ("Amel", "Bruno", "David")] == sorted(
        page.index(f">{name}<") for name in ("Amel", "Bruno", "David")
    )
    found = claires.get(path + "?q=àM").text
    assert "Amel" in found
    assert "Bruno" not in found
    assert "Nobody by that name" in claires.get(path + "?q=zzz").text


@pytest.mark.parametrize("path", ["", "people/", "people/?q=pers", "circles/"])
def test_its_pages_make_few_queries_however_many_people(
    claires: Client, network: Any, queries: Callable[[], Any], path: str
) -> None:
    def grow(number: int) -> None:
        people = newcomers(number, network.escale)
        with hats.system("test"):
            groups = [
                Circle(kind="group", name=f"Groupe {uuid4()}", organisation=network.escale)
                for _ in range(number)
            ]
            Circle.objects.bulk_create(groups)
            pairs = zip(groups, people, strict=True)
            Membership.objects.bulk_create(
                [Membership(circle=group, person=one) for group, one in pairs]
            )

    path = f"/organisations/{network.escale.key}/{path}"
    grow(1)
    with queries() as before:
        claires.get(path)
    grow(60)
    with queries() as after:
        page = claires.get(path).text
    assert len(before) == len(after) <= BUDGET
    assert ("page=2" in page) is path.endswith(("people/", "q=pers", "circles/"))


def test_one_leaves_at_once(as_person: Any, network: Any, david: Person, farid: Person) -> None:
    path = f"/organisations/{network.escale.key}/leave/"
    assert "Leave GEM L’Escale?" in as_person(david).get(path).text
    post(as_person(david), path)
    assert in_escale(network, david).until is not None
    assert as_person(farid).get(path).status_code == 404


def test_circles_are_shown_to_exist_and_pairs_are_not_named(claires: Client, network: Any) -> None:
    page = claires.get(f"/organisations/{network.escale.key}/circles/").text
    assert "Café du mardi" in page
    assert "Amel, Claire, David" in page
    assert "from 11 people on" in page
    assert "Bruno" not in page


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([(0, other) for other in range(1, 7)], ""),  # six pairs of seven people
        ([(0, other) for other in range(1, 11)], "At least 10 pairs of peers meet."),
        ([(2 * n, 2 * n + 1) for n in range(5)], ""),
        ([(2 * n, 2 * n + 1) for n in range(6)], "At least 6 pairs of peers meet."),
        ([(2 * n, 2 * n + 1) for n in range(11)], "At least 6 pairs of peers meet."),
        ([(2 * n, 2 * n + 1) for n in range(12)], "At least 12 pairs of peers meet."),
    ],
)
def test_pairs_are_counted_by_eleven_people_who_are_in_them(
    claires: Client, network: Any, pairs: list[tuple[int, int]], told: str
) -> None:
    people = newcomers(24)
    with hats.system("test"):
        Circle.objects.filter(kind="pair").update(organisation=None)
        for two in pairs:
            circle = Circle.objects.create(kind="pair", organisation=network.escale)
            for number in two:
                Membership.objects.create(circle=circle, person=people[number])
    page = claires.get(f"/organisations/{network.escale.key}/circles/").text
    assert (told or "from 11 people on") in page
    assert page.count("pairs of peers meet.") == bool(told)


def test_other_rooms_add_what_a_coordinator_can_do(
    claires: Client, network: Any, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        hooks,
        "affiliate_actions",
        [lambda request, organisation, person: [PageAction(f"Code for {person.name}", "/y/")]],
    )
    path = f"/organisations/{network.escale.key}/people/{amel.key}/"
    assert "Code for Amel" in claires.get(path).text


def test_an_organisation_is_made_with_its_first_coordinator(farid: Person) -> None:
    with hats.system("test"):
        made = make_organisation(name="Nouvelle", about="Mots.", coordinator=farid)
    with hats.person(farid.pk):
        assert Affiliation.objects.get(organisation=made).coordinator


def test_a_time_that_begins_later_today_can_be_ended_now(
    network: Any, claire: Person, amel: Person
) -> None:
    with hats.system("test"):
        row = Affiliation.objects.get(person=amel, organisation=network.escale)
        Affiliation.objects.filter(pk=row.pk).update(since=timezone.now() + timedelta(hours=3))
        row.refresh_from_db()
    with hats.person(claire.pk):
        end_affiliation(affiliation=row, by=claire)
    with hats.system("test"):
        row.refresh_from_db()
        assert row.until is not None
        assert row.since == row.until
        assert not Affiliation.objects.current().filter(pk=row.pk).exists()


def test_a_membership_that_begins_later_today_can_be_ended_now(network: Any, amel: Person) -> None:
    with hats.system("test"):
        row = Membership.objects.get(person=amel, circle=network.pair)
        Membership.objects.filter(pk=row.pk).update(since=timezone.now() + timedelta(hours=3))
        Membership.objects.filter(pk=row.pk).update(until=timezone.now())
        row.refresh_from_db()
        assert row.until is not None
        assert row.since == row.until

"""Coordinating an organisation: asked and accepted, its people added, their time ended."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.member_import.actions.lists import IMPORT_MEMBERS
from entrepairs.core import hats
from entrepairs.ledger.models import Deed, Look
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.actions.organisations import (
    NewPerson,
    add_people,
    end_affiliation,
)
from entrepairs.people.models import Affiliation, Person
from entrepairs.people.tests.telling import in_escale, newcomers, post

COORDINATED = ["change/", "people/", "people/add/", "circles/"]


@pytest.mark.parametrize("path", COORDINATED)
def test_pages_of_coordinators_do_not_exist_for_others(
    as_person: Any, network: Any, david: Person, eve: Person, claire: Person, path: str
) -> None:
    path = f"/organisations/{network.escale.key}/{path}"
    assert as_person(claire).get(path).status_code == 200
    for other in (david, eve):  # one of its people; the coordinator of another organisation
        assert as_person(other).get(path).status_code == 404
        assert post(
            as_person(other), path, name="X", about="X", language="fr", time_zone="UTC"
        ).status_code in {
            404,
            405,
        }


def test_what_a_coordinator_sees_of_one_person_is_theirs_alone(
    as_person: Any, network: Any, amel: Person, david: Person, eve: Person
) -> None:
    for path in ("", "end/", "ask/"):
        address = f"/organisations/{network.escale.key}/people/{amel.key}/{path}"
        for other in (david, eve):
            assert as_person(other).get(address).status_code in {404, 405}
            assert post(as_person(other), address).status_code in {404, 405}
    assert in_escale(network, amel).until is None


def test_someone_without_login_is_added_and_shown_to_coordinators_only(
    claires: Client, network: Any, amel: Person, claire: Person
) -> None:
    once = str(uuid4())
    path = f"/organisations/{network.escale.key}/people/add/"
    for _ in range(2):  # pressed twice, added once
        answer = claires.post(path, {"once": once, "name": "Nour", "language": "fr"})
        assert answer["Location"].startswith(f"/organisations/{network.escale.key}/people/")
    assert claires.get(answer["Location"]).status_code == 200
    with hats.person(claire.pk):
        nour = Person.objects.get(name="Nour")
    with hats.person(amel.pk):
        assert not Person.objects.filter(pk=nour.pk).exists()
    with hats.person(nour.pk):
        assert list(Deed.objects.values_list("verb", "by_person")) == [("add_people", claire.pk)]
    assert post(claires, path, name=" ", language="fr").status_code == 422


def test_only_a_coordinator_adds_people(network: Any, amel: Person, eve: Person) -> None:
    for other in (amel, eve):
        with hats.person(other.pk), pytest.raises(NotPossible):
            add_people(organisation=network.escale, rows=[NewPerson("Nour")], by=other)
    with hats.system("test"):
        assert not Person.objects.filter(name="Nour").exists()


def test_a_list_of_people_is_one_deed(network: Any, claire: Person) -> None:
    with hats.person(claire.pk):
        rows = [NewPerson(f"Personne {index}", "en") for index in range(30)]
        people = add_people(organisation=network.escale, rows=rows, by=claire, verb=IMPORT_MEMBERS)
        assert [person.name for person in people] == [row.name for row in rows]
        assert list(Deed.objects.values_list("verb", "room", "about_person")) == [
            ("import_members", "accounts", None)
        ]


def test_opening_someones_line_is_a_look_they_can_see(
    claires: Client, network: Any, amel: Person, claire: Person
) -> None:
    page = claires.get(f"/organisations/{network.escale.key}/people/{amel.key}/").text
    assert "Amel can see that you opened this page" in page
    with hats.person(amel.pk):
        assert list(Look.objects.values_list("viewer", "what")) == [(claire.pk, "organisation")]


def test_what_shows_nothing_is_no_look_and_a_reload_is_the_same_one(
    claires: Client, network: Any, amel: Person
) -> None:
    for path in (f"/organisations/{network.escale.key}/people/{amel.key}/", f"/people/{amel.key}/"):
        assert claires.head(path).status_code == 200
        with hats.person(amel.pk):
            before = Look.objects.count()
        for _ in range(3):
            assert claires.get(path).status_code == 200
        with hats.person(amel.pk):
            assert Look.objects.count() == before + 1
    with hats.person(amel.pk):
        assert Look.objects.count() == 2


def test_a_coordinator_ends_a_time_in_the_organisation(
    claires: Client, network: Any, amel: Person, david: Person
) -> None:
    path = f"/organisations/{network.escale.key}/people/{amel.key}/end/"
    assert "Remove Amel from" in claires.get(path).text
    post(claires, path)
    assert in_escale(network, amel).until is not None
    assert in_escale(network, david).until is None
    assert post(claires, path).status_code == 404
    with hats.person(amel.pk):
        assert Deed.objects.get().verb == "end_affiliation"


def test_a_coordinator_does_not_end_the_time_of_another(
    claires: Client, network: Any, claire: Person
) -> None:
    (other,) = newcomers(1)
    with hats.system("test"):
        affiliation = Affiliation.objects.create(
            person=other, organisation=network.escale, coordinator=True
        )
    assert (
        post(claires, f"/organisations/{network.escale.key}/people/{other.key}/end/").status_code
        == 404
    )
    with hats.person(claire.pk), pytest.raises(NotPossible):
        end_affiliation(affiliation=affiliation, by=claire)


def test_one_coordinates_after_having_been_asked_and_said_yes(
    claires: Client, as_person: Any, network: Any, amel: Person
) -> None:
    post(claires, f"/organisations/{network.escale.key}/people/{amel.key}/ask/")
    assert "Would you coordinate GEM L’Escale?" in as_person(amel).get("/me/").text
    assert as_person(amel).get(f"/organisations/{network.escale.key}/people/").status_code == 404
    post(as_person(amel), f"/organisations/{network.escale.key}/coordination/", answer="yes")
    assert as_person(amel).get(f"/organisations/{network.escale.key}/people/").status_code == 200
    post(as_person(amel), f"/organisations/{network.escale.key}/stop/")
    assert as_person(amel).get(f"/organisations/{network.escale.key}/people/").status_code == 404
    post(
        as_person(amel), f"/organisations/{network.escale.key}/coordination/", answer="yes"
    )  # not asked again
    assert not in_escale(network, amel).coordinator


def without_keys(html: str) -> str:
    """Each form has its own."""
    return re.sub(r'value="[0-9a-zA-Z-]{32,64}"|nonce-[^"\' ]+', "", html)


def test_a_no_to_coordinating_is_not_seen_by_who_asked(
    claires: Client, as_person: Any, network: Any, amel: Person
) -> None:
    path = f"/organisations/{network.escale.key}/"
    post(claires, f"{path}people/{amel.key}/ask/")
    asked = "Would you coordinate"
    assert all(asked in as_person(amel).get(page).text for page in ("/me/", "/today/", path))
    claires.get(f"{path}people/{amel.key}/")  # what was done is said there, once
    before = claires.get(f"{path}people/{amel.key}/").text
    assert "no answer yet" in before
    post(as_person(amel), f"{path}coordination/", answer="no")
    for page in ("/me/", "/today/", path):
        shown = as_person(amel).get(page)
        assert (shown.status_code, asked in shown.text) == (200, False)
    assert without_keys(claires.get(f"{path}people/{amel.key}/").text) == without_keys(before)
    assert not in_escale(network, amel).coordinator


def test_nobody_is_asked_to_coordinate_twice_in_a_month(
    claires: Client, as_person: Any, network: Any, amel: Person
) -> None:
    """Whether they said no or nothing: what comes back is the same."""
    ask = f"/organisations/{network.escale.key}/people/{amel.key}/ask/"
    post(claires, ask)
    first = in_escale(network, amel).asked_to_coordinate_at
    post(as_person(amel), f"/organisations/{network.escale.key}/coordination/", answer="no")
    post(claires, ask)
    assert "less than 30 days ago" in claires.get("/today/").text
    assert in_escale(network, amel).asked_to_coordinate_at == first
    with hats.system("test"):
        Affiliation.objects.filter(person=amel).update(
            asked_to_coordinate_at=timezone.now() - timedelta(days=31)
        )
    assert "Ask to coordinate" in claires.get(ask.removesuffix("ask/")).text
    post(claires, ask)
    assert "Would you coordinate" in as_person(amel).get("/me/").text


def test_nobody_coordinates_who_was_not_asked(as_person: Any, network: Any, amel: Person) -> None:
    path = f"/organisations/{network.escale.key}/"
    page = as_person(amel)
    assert post(page, f"{path}coordination/", answer="yes")["Location"] == path
    shown = page.get(path)
    assert (shown.status_code, "GEM L’Escale" in shown.text) == (200, True)
    assert not in_escale(network, amel).coordinator
    with hats.person(amel.pk):
        assert not Deed.objects.exists()

"""Organisations: public words, their people, their coordinators."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.member_import.actions import IMPORT_MEMBERS
from entrepairs.core import hats
from entrepairs.ledger.models import Deed, Look
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import hooks
from entrepairs.people.actions.organisations import (
    NewPerson,
    add_people,
    end_affiliation,
    make_organisation,
)
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.people.tests.telling import newcomers, post
from entrepairs.vocabulary.models import Place

BUDGET = 10
COORDINATED = ["change/", "people/", "people/add/", "circles/"]


@pytest.fixture
def claires(as_person: Callable[[Person], Client], claire: Person) -> Client:
    return as_person(claire)


def in_escale(network: Any, person: Person) -> Affiliation:
    with hats.system("test"):
        return Affiliation.objects.select_related("organisation").get(
            person=person, organisation=network.escale
        )


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


def test_so_can_a_membership(network: Any, amel: Person) -> None:
    with hats.system("test"):
        row = Membership.objects.get(person=amel, circle=network.pair)
        Membership.objects.filter(pk=row.pk).update(since=timezone.now() + timedelta(hours=3))
        Membership.objects.filter(pk=row.pk).update(until=timezone.now())
        row.refresh_from_db()
        assert row.until is not None
        assert row.since == row.until

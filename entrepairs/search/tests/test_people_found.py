"""The other side of the search page: people and circles, for the person who is signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Affiliation, Circle, Facet, Person
from entrepairs.vocabulary.models import Concept

PAGE = "/library/?in=people"


def test_people_circles_and_organisations_are_found_on_one_page(
    network: Any, amel: Person, as_person: Callable[[Person], Client]
) -> None:
    page = as_person(amel).get(f"{PAGE}&q=bruno").content.decode()
    assert "/people/" in page
    assert "Café du mardi" in as_person(amel).get(f"{PAGE}&q=mardi").content.decode()
    assert "GEM L’Escale" in as_person(amel).get(f"{PAGE}&q=escale").content.decode()
    assert "Nobody found" in as_person(amel).get(f"{PAGE}&q=zzzz").content.decode()


def test_a_mistake_is_forgiven_where_nothing_is_written_so(
    network: Any, amel: Person, as_person: Callable[[Person], Client], queries: Any
) -> None:
    client = as_person(amel)
    with hats.system("test"):
        Person.objects.bulk_create(Person(name=f"Martin {n}", audience=4) for n in range(25))
    client.get(f"{PAGE}&q=martin")
    for address, words in (
        ("q=marttin", "Martin 0"),
        ("q=marttin&page=2", "Martin 9"),
        ("q=ecsale", "GEM L’Escale"),
    ):
        with queries() as asked:
            page = client.get(f"{PAGE}&{address}").content.decode()
        assert words in page
        assert "Here are similar words." in page
        assert len(asked) <= 10
    assert "similar words" not in body(client.get(f"{PAGE}&q=martin"))
    assert "similar words" not in body(client.get(f"{PAGE}&q=martin&page=9"))
    assert "Nobody found" in client.get(f"{PAGE}&q=marttinn").content.decode()


def test_strangers_have_the_library_only(network: Any, client: Client) -> None:
    page = body(client.get(f"{PAGE}&q=amel"))
    assert "No results" in page
    assert "People and circles" not in page
    assert "Amel" not in page


@pytest.mark.parametrize("typed", ["", "%", "\x00", "😀", "a" * 500, "-", '"'])
def test_whatever_is_asked_the_page_answers(
    network: Any, amel: Person, as_person: Callable[[Person], Client], typed: str
) -> None:
    for number in ("1", "2", "99", "x"):
        assert (
            as_person(amel).get(PAGE, {"q": typed, "in": "people", "page": number}).status_code
            == 200
        )


def test_a_list_costs_as_many_questions_with_thirty_people_as_with_one(
    network: Any, amel: Person, as_person: Callable[[Person], Client], queries: Any
) -> None:
    client = as_person(amel)

    def more(count: int) -> None:
        with hats.system("test"):
            concept = Concept.objects.filter(scheme="experience").first()
            for n in range(count):
                one = Person.objects.create(name=f"Lise {n}", audience=4)
                Affiliation.objects.create(person=one, organisation=network.escale)
                Facet.objects.create(person=one, kind="experience", concept=concept, audience=4)
                Circle.objects.create(
                    kind="group", name=f"Lise et {n}", open=True, organisation=network.escale
                )

    more(1)
    client.get(f"{PAGE}&q=lise")
    with queries() as at_one:
        client.get(f"{PAGE}&q=lise")
    more(30)
    with queries() as at_thirty:
        page = client.get(f"{PAGE}&q=lise").content.decode()
    assert page.count("/people/") == 20
    assert "page=2" in page
    assert len(at_one) == len(at_thirty) <= 10

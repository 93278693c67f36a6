"""How near suggested people are, drawn: what the sentences say, and nothing more."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.people.models import Facet, Person
from entrepairs.suggestions import refresh
from entrepairs.tests.posting import text
from entrepairs.vocabulary.models import Place

LIST = "/pairs/suggestions/"
NEAR, FAR = ("Cesson-Sévigné", "Vern-sur-Seiche"), ("Marseille", "Lyon")
Move = Callable[[str, str], None]


def town(name: str) -> Place:
    with hats.system("test"):
        return Place.objects.get(name=name, country="FR")


@pytest.fixture
def move(farid: Person, someone: Any, tell: Any, wish: Any) -> Move:
    """`move("Cesson-Sévigné", "Lyon")`: where two people live whom Farid may get to know."""
    wish(farid)
    tell(farid, "experience", "cancer")
    people = [someone(name, experience=["cancer"]) for name in ("Nadia", "Léo")]
    for person in people:
        tell(person, "place", place=town("Rennes"), radius_km=10)

    def make(*towns: str) -> None:
        for person, name in zip(people, towns, strict=True):
            with hats.system("test"):
                Facet.objects.filter(person=person, kind="place").update(place=town(name))
        refresh.refresh_index()

    return make


def page_of(client: Client) -> str:
    """The page, without the keys that are new each time."""
    page = text(client.get(LIST))
    assert "Suggested peers" in page
    return re.sub(r'(name="(?:once|csrfmiddlewaretoken)" value=)"[^"]*"', r"\1", page)


def drawn(page: str) -> str:
    found = re.search(r'<section[^>]*aria-labelledby="how-near">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_two_towns_of_which_the_list_says_the_same_make_the_same_page(
    as_person: Any, farid: Person, tell: Any, move: Move
) -> None:
    tell(farid, "place", place=town("Rennes"), radius_km=10)
    client, pages = as_person(farid), set()
    for near in NEAR:
        for far in FAR:
            move(near, far)
            pages.add(page_of(client))
    assert len(pages) == 1
    picture = drawn(pages.pop())
    assert re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", picture)).strip() == (
        "How near Near you Nadia By phone, online or in writing Léo "
        "The cards below say the same. "
        "Places in a frame mean nothing: the order is that of the cards."
    )
    assert 'class="map"' not in picture


def test_no_coordinate_and_no_distance_is_in_the_page(
    as_person: Any, farid: Person, tell: Any, move: Move
) -> None:
    client = as_person(farid)
    for mine in (None, town("Rennes")):
        if mine:
            tell(farid, "place", place=mine, radius_km=10)
        move("Cesson-Sévigné", "Nantes")
        page = page_of(client)
        assert drawn(page)
        assert not re.search(r"\d\s*km\b", page)
        for name in ("Rennes", "Cesson-Sévigné", "Nantes"):
            place = town(name)
            for degrees in (place.latitude, place.longitude):
                assert str(abs(degrees))[:6] not in page


def test_who_says_no_place_reads_the_towns_that_the_list_names_and_finds_them_on_a_map(
    as_person: Any, farid: Person, move: Move
) -> None:
    move("Cesson-Sévigné", "Nantes")
    page = page_of(as_person(farid))
    assert "Possible meeting place: Nantes" in page
    assert 'aria-label="Map of these towns: ' in drawn(page)
    assert ">Nantes</span>" in drawn(page)


def test_a_place_that_is_not_shown_to_me_is_not_drawn(
    as_person: Any, farid: Person, tell: Any, move: Move
) -> None:
    tell(farid, "place", place=town("Rennes"), radius_km=10)
    move("Cesson-Sévigné", "Marseille")
    assert drawn(page_of(as_person(farid)))
    with hats.system("test"):
        Facet.objects.filter(kind="place").exclude(person=farid).update(audience=0)
    page = page_of(as_person(farid))
    assert "Nadia" in page
    assert drawn(page) == ""

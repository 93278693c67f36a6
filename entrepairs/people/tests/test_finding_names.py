"""A person is found by their name, mistyped too, by those who may see it."""

from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.people import person_search
from entrepairs.people.models import Block, Person
from entrepairs.people.tests.telling import change, found


@pytest.mark.parametrize("typed", ["eve", "EVE", "ève", "ev"])
def test_a_name_told_to_the_network_is_found_by_its_beginning(
    amel: Person, eve: Person, typed: str
) -> None:
    change(eve, audience=4)
    assert found(amel, typed) == ["Eve"]


@pytest.mark.parametrize(
    "typed", ["beniot", "benoi", "bemoit", "bennoit", "Bénoir", "benoit kermadoc"]
)
def test_one_mistake_in_each_word_of_a_name_is_forgiven(
    amel: Person, eve: Person, typed: str
) -> None:
    change(eve, name="Benoît Kermadok", audience=4)
    with hats.person(amel.pk):
        near = person_search.find_people(typed)
        assert [one.person.name for one in near.rows] == ["Benoît Kermadok"]
        assert near.nearly == (typed != "benoi")
        assert not person_search.find_people("bemiot").rows  # two mistakes


def test_a_mistyped_name_that_is_also_a_place_is_forgiven_too(
    amel: Person, eve: Person, bruno: Person
) -> None:
    """There are 37,000 communes: many a name with a mistake is one of them."""
    change(eve, name="Marie Kermadok", audience=4)
    with hats.person(amel.pk):
        assert person_search.meanings_of(["maire"])[0].places
        near = person_search.find_people("maire")
        assert [one.person for one in near.rows] == [eve]
        assert near.nearly
        assert [one.person for one in person_search.find_people("marie").rows] == [eve]


def test_a_mistake_leads_to_nobody_whom_the_right_name_does_not(
    amel: Person, bruno: Person, david: Person, eve: Person
) -> None:
    with hats.person(eve.pk):
        assert not person_search.find_people("davdi").rows
    with hats.person(bruno.pk):
        assert [one.person for one in person_search.find_people("davdi").rows] == [david]
        Block.objects.create(person=bruno, blocked=david)
    with hats.person(bruno.pk):
        assert not person_search.find_people("davdi").rows


def test_whom_only_my_circles_may_name_is_found_in_spite_of_a_mistake(
    amel: Person, claire: Person
) -> None:
    change(claire, audience=2)
    with hats.person(amel.pk):
        assert [one.person for one in person_search.find_people("clarie").rows] == [claire]


@pytest.mark.parametrize("word", ["eve", "x" * 17, ""])
def test_no_mistake_is_forgiven_in_very_short_or_long_words(word: str) -> None:
    assert person_search.misspellings_of(word) == []


def test_a_name_told_to_ones_organisations_is_found_there_only(
    bruno: Person, david: Person, eve: Person, network: Any
) -> None:
    assert found(bruno, "david") == ["David"]
    assert found(eve, "david") == []


def test_any_word_of_a_name_finds_it(amel: Person, eve: Person) -> None:
    change(eve, name="Ève Le Goff-Ferrand", audience=4)
    assert found(amel, "ferrand") == found(amel, "goff eve") == ["Ève Le Goff-Ferrand"]
    assert found(amel, "ferrand amel") == []
    assert found(amel, "rrand") == []


def test_a_name_in_any_letters_is_found(amel: Person, eve: Person) -> None:
    change(eve, name="مريم بن علي", audience=4)
    assert found(amel, "علي") == ["مريم بن علي"]

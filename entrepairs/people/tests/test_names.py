from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.people import queries
from entrepairs.people.actions.persons import clean_name, make_person
from entrepairs.people.models import Person, fold
from entrepairs.people.tests.telling import newcomers

NAMES = [
    "Élodie",
    "élodie",
    "ZOÉ",
    "Œdipe",
    "œil",
    "Ñuño",
    "Ça va",
    "محمد",
    "Łukasz",
    "ÿ",
    "D’Artagnan",
    "Anne-Lise",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_folded_alike_by_the_database_and_by_what_people_type(
    db: None, name: str
) -> None:
    with hats.system("test"):
        person = Person.objects.create(name=name)
        person.refresh_from_db()
    assert person.folded == fold(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amel  ", "Amel"),
        ("A\u0301", "Á"),
        ("Jean\u00a0Luc", "Jean Luc"),
        ("x\u202ey\x00", "xy"),
        ("\u200b", ""),
    ],
)
def test_names_are_written_in_one_way(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_people_are_found_by_the_beginning_of_their_name(network: Any, claire: Person) -> None:
    with hats.system("test"):
        for person, name in zip(
            newcomers(3, network.escale), ["Élodie", "Eloi", "Zoé"], strict=True
        ):
            Person.objects.filter(pk=person.pk).update(name=name)
    with hats.person(claire.pk):
        found = [
            affiliation.person.name for affiliation in queries.people_of(network.escale, "ÉLO")
        ]
        assert found == ["Élodie", "Eloi"]
        everyone = [affiliation.person.name for affiliation in queries.people_of(network.escale)]
        assert everyone == ["Amel", "Bruno", "Claire", "David", "Élodie", "Eloi", "Zoé"]


def test_a_new_person_is_shown_to_nobody_until_they_say_so(db: None, amel: Person) -> None:
    with hats.person(None):
        new = make_person(name="Nour", language="fr")
    assert new.audience == 0
    with hats.person(amel.pk):
        assert not Person.objects.filter(pk=new.pk).exists()

"""Short ways to say things in tests."""

from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.people import person_search
from entrepairs.people.actions.facets import tell_facet
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.vocabulary import queries as vocabulary


def concept(scheme: str, key: str) -> int:
    return vocabulary.concept_by_key(scheme, key).id


def tell(person: Person, key: str = "voices", audience: int = 3, **more: Any) -> Facet:
    """The person tells an experience."""
    with hats.person(person.pk):
        return tell_facet(
            by=person,
            kind="experience",
            concept=concept("experience", key),
            audience=audience,
            **more,
        )


def told(person: Person, **filters: Any) -> list[Facet]:
    with hats.person(person.pk):
        return list(Facet.objects.filter(person=person, **filters).select_related("place"))


def newcomers(number: int, organisation: Any = None) -> list[Person]:
    """More people, in an organisation or in none."""
    with hats.system("test"):
        people = Person.objects.bulk_create(
            [Person(name=f"Personne {index:03}") for index in range(number)]
        )
        if organisation:
            Affiliation.objects.bulk_create(
                [Affiliation(person=one, organisation=organisation) for one in people]
            )
    return people


def post(client: Any, path: str, **data: Any) -> Any:
    """A form sent, with its key."""
    return client.post(path, {"once": str(uuid4()), **data})


def change(person: Person, **columns: Any) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=person.pk).update(**columns)


def found(by: Person, text: str) -> list[str]:
    with hats.person(by.pk):
        return [one.person.name for one in person_search.find_people(text).rows]


def in_escale(network: Any, person: Person) -> Affiliation:
    with hats.system("test"):
        return Affiliation.objects.select_related("organisation").get(
            person=person, organisation=network.escale
        )


def again(person: Person) -> Person:
    with hats.system("test"):
        return Person.objects.get(pk=person.pk)

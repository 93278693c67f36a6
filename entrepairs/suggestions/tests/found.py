"""Whom a person finds, once what may be found is aligned."""

from entrepairs.core import hats
from entrepairs.pairs.queries.possible import Page, Possible, page_of_possible
from entrepairs.people.models import Person
from entrepairs.suggestions import refresh


def found_by(person: Person, number: int = 1) -> Page:
    refresh.refresh_index()
    with hats.person(person.pk, read_only=False):
        return page_of_possible(person.pk, number)


def names(person: Person) -> list[str]:
    return [one.person.name for one in found_by(person).people]


def why(person: Person, other: str) -> list[str]:
    one: Possible = next(one for one in found_by(person).people if one.person.name == other)
    return [reason.text for reason in one.reasons]

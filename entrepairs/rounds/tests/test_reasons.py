"""Reasons name the one who lived what they tell, to the two and to a third, in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from entrepairs.accounts.models import Account
from entrepairs.core import hats
from entrepairs.pairs.queries.possible import page_of_possible
from entrepairs.people.models import Facet, Person
from entrepairs.rounds.reasons import reasons_between
from entrepairs.rounds.tests.making import Join, join, released, worked_out
from entrepairs.suggestions.reasons import find_reasons
from entrepairs.vocabulary import queries as vocabulary

__all__ = ["join"]
HIND, LEILA = {"experience": ["cancer"]}, {"experience": ["diabetes"]}  # under one heading
SAID = {
    "en": "Leïla has been through something close: diabetes",
    "fr": "Leïla a un vécu proche\xa0: le diabète",
}


def tells(key: str) -> list[Facet]:
    concept = vocabulary.concept_by_key("experience", key)
    return [Facet(kind="experience", concept_id=concept.id, audience=4)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reason_names_the_one_who_lived_it(db: None, language: str) -> None:
    with hats.system("test"), translation.override(language):
        hers, theirs = tells("cancer"), tells("diabetes")
        assert [str(one) for one in reasons_between("Hind", "Leïla", hers, theirs)] == [
            SAID[language]
        ]
        assert [str(one) for one in find_reasons("Leïla", hers, theirs)] == [SAID[language]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_and_so_do_rounds_invitations_suggestions_and_today(
    network: Any,
    claire: Person,
    join: Join,
    as_person: Callable[[Person], Client],
    language: str,
) -> None:
    people = {name: join(name, **told) for name, told in (("Hind", HIND), ("Leïla", LEILA))}
    with hats.system("test"):
        for person in people.values():
            Account.objects.create(person=person, username=person.name, password="!")
    with hats.person(people["Hind"].pk), translation.override(language):
        (found,) = page_of_possible(people["Hind"].pk).people
        assert SAID[language] in [str(reason) for reason in found.reasons]
    round = worked_out(network, claire)
    accept = {"Accept-Language": language}
    page = as_person(claire).get(round.path, headers=accept)
    assert any(said in page.text for said in (SAID[language], mirrored(language)))
    released(round, claire)
    hind = as_person(people["Hind"])
    for address in ("/pairs/invitations/", "/today/"):
        assert SAID[language] in hind.get(address, headers=accept).text, address


def mirrored(language: str) -> str:
    """A round names either of the two first."""
    words = {
        "en": "Hind has been through something close: cancer",
        "fr": "Hind a un vécu proche\xa0: le cancer",
    }
    return words[language]

"""Persons and circles are found by what they tell to the person who searches, and by nothing
else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people import person_search
from entrepairs.people.models import Affiliation, Block, Circle, Facet, Person, SearchTerm
from entrepairs.people.tests.telling import change, found
from entrepairs.vocabulary.models import Concept, Place


@pytest.fixture
def voices(network: Any) -> Concept:
    with hats.system("test"):
        return (
            Concept.objects.filter(scheme="experience", parent=None).order_by("order").first()
            or Concept()
        )


def tell(person: Person, concept: Concept, audience: int, kind: str = "experience") -> Facet:
    with hats.system("test"):
        return Facet.objects.create(person=person, kind=kind, concept=concept, audience=audience)


def word_of(concept: Concept) -> str:
    return max(concept.en.split(), key=len)


def everybody(person: Person) -> set[str]:
    with hats.system("test"):
        return set(SearchTerm.objects.filter(person=person).values_list("word", flat=True))


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        (0, ""),
        (1, "Bruno"),
        (2, "Bruno Claire"),
        (3, "Bruno Claire Farid"),
        (4, "Bruno Claire Farid Eve"),
    ],
)
def test_a_thing_told_finds_its_person_for_its_audience(
    network: Any, amel: Person, voices: Concept, audience: int, names: str
) -> None:
    """Bruno is her pair, Claire in a circle with her, Farid of her association, Eve is neither."""
    change(amel, audience=4)
    with hats.system("test"):
        Affiliation.objects.create(organisation=network.escale, person=network.people["Farid"])
    tell(amel, voices, audience)
    seen = {
        who
        for who in ("Bruno", "Claire", "Farid", "Eve")
        if found(network.people[who], word_of(voices)) == ["Amel"]
    }
    assert seen == set(names.split())


def test_what_is_told_to_the_network_does_not_lead_to_a_name_that_is_not(
    amel: Person, bruno: Person, eve: Person, voices: Concept
) -> None:
    tell(amel, voices, 5)
    assert found(eve, word_of(voices)) == []
    assert found(bruno, word_of(voices)) == ["Amel"]


def test_a_hidden_word_beside_a_name_does_not_tell_that_it_is_there(
    amel: Person, eve: Person, voices: Concept
) -> None:
    change(amel, audience=4)
    tell(amel, voices, 3)
    assert found(eve, "amel") == ["Amel"]
    assert found(eve, f"amel {word_of(voices)}") == []


def test_a_person_is_listed_with_what_they_were_found_by_only(
    amel: Person, eve: Person, voices: Concept
) -> None:
    change(amel, audience=4)
    tell(amel, voices, 4)
    with hats.person(eve.pk):
        assert [
            facet.concept_id for facet in person_search.find_people(word_of(voices)).rows[0].by
        ] == [voices.pk]
        assert person_search.find_people("amel").rows[0].by == []


def test_a_word_under_a_heading_is_found_by_the_heading(
    amel: Person, eve: Person, network: Any
) -> None:
    with hats.system("test"):
        child = Concept.objects.filter(scheme="experience", parent__isnull=False).first()
    assert child is not None
    change(amel, audience=4)
    tell(amel, child, 4)
    assert f"concept:{child.parent_id}" in everybody(amel)


def test_limits_and_contacts_find_nobody(amel: Person, network: Any) -> None:
    change(amel, audience=4)
    with hats.system("test"):
        limit = Concept.objects.filter(scheme="limit").first()
        Facet.objects.create(person=amel, kind="limit", concept=limit, audience=5)
        Facet.objects.create(
            person=amel, kind="contact", means="other", note="amel@example.org", audience=5
        )
    assert everybody(amel) == {"name:amel"}


def test_a_place_finds_those_who_tell_it(amel: Person, eve: Person) -> None:
    change(amel, audience=4)
    with hats.system("test"):
        rennes = Place.objects.filter(folded="rennes", country="FR").first()
        Facet.objects.create(person=amel, kind="place", place=rennes, radius_km=10, audience=4)
    assert found(eve, "Rennes") == ["Amel"]


@pytest.mark.parametrize("who", ["amel", "bruno"])
def test_a_block_hides_both_ways_at_once(
    amel: Person, bruno: Person, voices: Concept, who: str
) -> None:
    tell(amel, voices, 4)
    assert found(bruno, "amel") == found(bruno, word_of(voices)) == ["Amel"]
    with hats.system("test"):
        Block.objects.create(
            **(
                {"person": amel, "blocked": bruno}
                if who == "amel"
                else {"person": bruno, "blocked": amel}
            )
        )
    assert found(bruno, "amel") == found(bruno, word_of(voices)) == found(amel, "bruno") == []


def test_who_pauses_is_found_by_nobody_until_they_come_back(
    amel: Person, bruno: Person, voices: Concept
) -> None:
    tell(amel, voices, 5)
    change(amel, paused_at=timezone.now())
    assert everybody(amel) == set()
    assert found(bruno, "amel") == found(bruno, word_of(voices)) == []
    change(amel, paused_at=None)
    assert found(bruno, "amel") == ["Amel"]


def test_every_change_is_followed_at_once(amel: Person, eve: Person, voices: Concept) -> None:
    change(amel, audience=4)
    told = tell(amel, voices, 4)
    assert found(eve, word_of(voices)) == ["Amel"]
    with hats.system("test"):
        Facet.objects.filter(pk=told.pk).update(audience=3)
    assert found(eve, word_of(voices)) == []
    with hats.person(amel.pk):
        Facet.objects.filter(pk=told.pk).update(audience=4)
    assert found(eve, word_of(voices)) == ["Amel"]
    with hats.person(amel.pk):
        Facet.objects.filter(pk=told.pk).delete()
    assert found(eve, word_of(voices)) == []
    with hats.person(amel.pk):
        Person.objects.filter(pk=amel.pk).update(name="Zoé")
    assert found(eve, "amel") == []
    assert found(eve, "zoe") == ["Zoé"]


def test_who_leaves_an_organisation_is_not_found_there_any_more(
    bruno: Person, david: Person, network: Any
) -> None:
    assert found(bruno, "david") == ["David"]
    with hats.system("test"):
        standing = Affiliation.objects.filter(person=david, organisation=network.escale)
        standing.update(until=timezone.now() + timedelta(days=1))
        assert found(bruno, "david") == ["David"]
        standing.update(until=timezone.now())
    assert found(bruno, "david") == []


def test_who_is_erased_leaves_no_clue(eve: Person) -> None:
    with hats.system("test"):
        other = Person.objects.create(name="Passante", audience=4)
        Person.objects.filter(pk=other.pk).delete()
        assert not SearchTerm.objects.filter(word="name:passante").exists()


def test_strangers_find_nobody(network: Any, amel: Person) -> None:
    change(amel, audience=5)
    with hats.person(None):
        assert person_search.find_people("amel").rows == []
        assert person_search.find_circles("café").rows == []


def test_circles_are_found_by_those_who_may_see_them(
    amel: Person, eve: Person, network: Any
) -> None:
    with hats.system("test"):
        Circle.objects.filter(pk=network.group.pk).update(open=False)
        Circle.objects.create(kind="group", name="Écriture du jeudi", open=True)
    with hats.person(amel.pk):
        assert [str(one) for one in person_search.find_circles("mardi").rows] == ["Café du mardi"]
    with hats.person(eve.pk):
        assert person_search.find_circles("mardi").rows == []
        assert [str(one) for one in person_search.find_circles("ecriture").rows] == [
            "Écriture du jeudi"
        ]
        assert [one.name for one in person_search.find_organisations("escale").rows] == [
            "GEM L’Escale"
        ]
        assert [str(one) for one in person_search.find_circles("ecritrue").rows] == [
            "Écriture du jeudi"
        ]
        assert person_search.find_circles("madri").rows == []
        assert [one.name for one in person_search.find_organisations("escael").rows] == [
            "GEM L’Escale"
        ]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "'", "%", "\x00", "le la les", "مريم", "😀", "a" * 300, "x " * 200, "_", "\\"],
)
def test_whatever_is_typed_there_is_an_answer(amel: Person, typed: str) -> None:
    with hats.person(amel.pk):
        person_search.find_organisations(typed)
        person_search.find_people(typed)
        person_search.find_circles(typed)


def test_clues_are_looked_up_by_their_index(amel: Person) -> None:
    """Its columns are leakproof to compare: the policy leaves the index to be used."""
    with hats.person(amel.pk), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select person_id from people_searchterm where word >= 'name:a' and word < "
            "'name:b'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "clue_search" in plan
    assert "scope = ANY" in plan.split("Filter")[0]
    assert "(word)::text >= " in plan.split("Filter")[0]

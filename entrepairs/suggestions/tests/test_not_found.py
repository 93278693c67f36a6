"""Who is not shown: hidden, limited, blocked, paused, out of reach."""

from typing import Any

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.models import Wish
from entrepairs.pairs.queries.possible import page_of_possible
from entrepairs.pairs.tests.conftest import Make, Tell
from entrepairs.people.models import Affiliation, Block, Membership, Person
from entrepairs.suggestions import refresh
from entrepairs.suggestions.tests.found import names, why
from entrepairs.vocabulary.models import Concept, Place


def test_far_away_and_only_in_person_is_not_possible(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    for limit in ("no_phone", "no_video", "only_phone"):
        tell(farid, "limit", limit)
    with hats.system("test"):
        rennes, far = (
            Place.objects.get(name="Rennes", country="FR"),
            Place.objects.get(name="Marseille", country="FR"),
        )
    tell(farid, "place", place=rennes, radius_km=10)
    tell(someone("Far", experience=["cancer"]), "place", place=far, radius_km=10)
    someone("Who knows", experience=["cancer"])
    assert names(farid) == ["Who knows"]


@pytest.mark.parametrize("audience", [0, 4])
def test_limits_that_clash_keep_two_people_apart(
    farid: Person, someone: Make, tell: Tell, audience: int
) -> None:
    """Mine may be hidden from all; theirs is one that they show."""
    tell(farid, "experience", "cancer")
    tell(farid, "limit", "no_animal", audience=audience)
    tell(someone("With a dog", experience=["cancer"]), "limit", "with_animal")
    someone("Without", experience=["cancer"])
    assert names(farid) == ["Without"]


def test_what_one_does_not_want_to_speak_of_is_never_the_reason(
    farid: Person, someone: Make, tell: Tell
) -> None:
    for key in ("suicide_attempt", "cancer"):
        tell(farid, "experience", key)
    silent = someone("Silent", experience=["suicide_attempt", "cancer"])
    tell(silent, "limit", "no_suicide")
    assert why(farid, "Silent") == ["You have both been through: cancer"]
    someone("Only that", experience=["suicide_attempt"])
    tell(farid, "limit", "no_suicide", audience=0)
    assert why(farid, "Only that") == []


def test_nobody_from_my_associations_when_i_do_not_want_to(
    david: Person, network: Any, someone: Make, tell: Tell
) -> None:
    tell(david, "experience", "cancer")
    mate = someone("Mate", experience=["cancer"])
    with hats.system("test"):
        Affiliation.objects.create(person=mate, organisation=network.escale)
    assert names(david) == ["Mate"]
    tell(david, "limit", "other_organisation")
    assert names(david) == []


def test_nobody_paid_for_it_when_i_do_not_want_to(
    farid: Person, network: Any, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "limit", "not_paid", audience=0)
    paid = someone("Paid", experience=["cancer"])
    with hats.system("test"):
        Membership.objects.create(
            circle=network.group,
            person=paid,
            statute=Concept.objects.get(scheme="statute", key="employee"),
        )
    assert names(farid) == []


def test_across_a_block_and_during_a_pause_nobody_is_shown(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    people = {
        name: someone(name, experience=["cancer"])
        for name in ("Blocks me", "I block", "Paused", "There")
    }
    refresh.refresh_index()
    with hats.system("test"):
        Block.objects.create(person=people["Blocks me"], blocked=farid)
        Block.objects.create(person=farid, blocked=people["I block"])
        Person.objects.filter(pk=people["Paused"].pk).update(paused_at=timezone.now())
    with hats.person(farid.pk):
        assert [one.person.name for one in page_of_possible(farid.pk).people] == ["There"]


def test_a_wish_of_my_organisation_is_found_by_its_people_only(
    david: Person, farid: Person, network: Any, someone: Make, tell: Tell
) -> None:
    for person in (david, farid):
        tell(person, "experience", "cancer")
    mate = someone("Mate", experience=["cancer"], audience=3)
    with hats.system("test"):
        Affiliation.objects.create(person=mate, organisation=network.escale)
        Wish.objects.filter(person=mate).update(audience=3)
    assert names(david) == ["Mate"]
    assert names(farid) == []

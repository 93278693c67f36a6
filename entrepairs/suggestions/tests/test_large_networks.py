"""Networks too large to be compared whole: who is compared hides nobody else."""

from typing import Any

from entrepairs.core import hats
from entrepairs.pairs.tests.conftest import Make, Tell
from entrepairs.people import queries as people
from entrepairs.people.models import (
    Affiliation,
    Circle,
    Membership,
    Organisation,
    Person,
)
from entrepairs.suggestions import refresh
from entrepairs.suggestions.limits import limits_of
from entrepairs.suggestions.ranking import rank_peers
from entrepairs.suggestions.tests.found import found_by
from entrepairs.vocabulary import queries as vocabulary


def test_those_of_my_organisations_do_not_hide_each_other(
    network: Any, farid: Person, someone: Make, tell: Tell
) -> None:
    """Each has a line for the network and one for each organisation that we share, and one line
    counts: the first of them all may well be lines that do not."""
    tell(farid, "experience", "cancer")
    with hats.system("test"):
        here = [
            network.escale,
            *(Organisation.objects.create(name=f"House {number}") for number in range(4)),
        ]
        for one in here:
            Affiliation.objects.get_or_create(person=farid, organisation=one)
    for number in range(40):
        person = someone(f"Someone {number:02}", experience=["cancer"])
        tell(person, "need", "walk", audience=3)
        with hats.system("test"):
            Affiliation.objects.bulk_create(
                Affiliation(person=person, organisation=one) for one in here
            )
    pages = [found_by(farid, number) for number in (1, 2, 3, 4)]
    assert [len(page.people) for page in pages] == [10, 10, 10, 10]
    assert len({one.person.pk for page in pages for one in page.people}) == 40


def test_those_a_limit_of_mine_leaves_out_take_nobodys_place(
    network: Any, farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    for key in ("other_organisation", "not_paid"):
        tell(farid, "limit", key)
    with hats.system("test"):
        Affiliation.objects.get_or_create(person=farid, organisation=network.escale)
        paid = next(
            term
            for term in vocabulary.concepts("statute")
            if term.key in limits_of(list(farid.facets.all())).statutes
        )
        team = Circle.objects.create(kind=Circle.Kind.TEAM, name="A team")
    for number in range(80):
        person = someone(f"Closer {number:02}", experience=["cancer"])
        with hats.system("test"):
            if number % 2:
                Affiliation.objects.create(person=person, organisation=network.escale)
            else:
                Membership.objects.create(circle=team, person=person, statute_id=paid.id)
    for number in range(12):
        someone(f"Elsewhere {number:02}", experience=["diabetes"])
    assert [len(found_by(farid, number).people) for number in (1, 2)] == [10, 2]


def test_a_rare_language_finds_those_who_speak_it_in_a_network_too_large_to_be_compared_whole(
    farid: Person, someone: Make, tell: Tell
) -> None:
    tell(farid, "experience", "cancer")
    tell(farid, "language", "ar")
    for number in range(40):
        someone(f"French {number}", experience=["cancer"], language=["fr"])
    for number in range(64):  # one at least in each part of the network
        someone(f"Arabic {number}", experience=["street"], language=["ar"])
    refresh.refresh_index()
    with hats.person(farid.pk):
        found = rank_peers(farid.pk, people.facets_of([farid.pk])[farid.pk], most=40)
    assert found

"""What would help those for whom a round finds nobody: nothing that another hides."""

from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.people.models import Circle, Facet, Membership, Person
from entrepairs.rounds import load, solve
from entrepairs.rounds.models import Hint, Round
from entrepairs.rounds.tests.making import Join, join, suggested, worked_out
from entrepairs.suggestions.limits import limits_of
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Place

__all__ = ["join"]
STREET = {"experience": ["street"]}


def what_would_help(round: Round, person: Person) -> str:
    """What the job finds, for the figures of many; and that of another person it keeps nothing."""
    with hats.system("test"):
        found = solve.best_pairs(load.read_round(round), telling=lambda part: None)
        kept = Hint.objects.get(round=round, person=person).change
    (change,) = {hint.change for hint in found.hints if hint.person == person.pk}
    assert kept == Hint.Change.NOTHING
    return change


@pytest.mark.parametrize(
    ("language", "change"), [("fr", Hint.Change.LIMIT), ("ar", Hint.Change.NOTHING)]
)
def test_a_limit_is_what_would_help_only_where_nothing_else_is_between(
    network: Any, claire: Person, join: Join, language: str, change: str
) -> None:
    nora = join("Nora", **STREET, language=["fr"], limit=["not_paid"])
    ines = join("Ines", **STREET, language=[language])
    with hats.system("test"):
        paid = min(limits_of(list(nora.facets.all())).statutes)
        team = Circle.objects.create(kind=Circle.Kind.TEAM, name="A team")
        statute = vocabulary.concept_by_key("statute", paid).id
        Membership.objects.create(circle=team, person=ines, statute_id=statute)
    assert what_would_help(worked_out(network, claire), nora) == change


@pytest.mark.parametrize(("audience", "change"), [(3, Hint.Change.REACH), (0, Hint.Change.NOTHING)])
def test_what_would_help_tells_of_no_limit_that_another_hides(
    network: Any, claire: Person, join: Join, audience: int, change: str
) -> None:
    """Lou only meets in person, and lives too far for Nora: by how much would tell her that Lou
    cannot be phoned."""
    nora, lou = join("Nora", **STREET), join("Lou", **STREET)
    with hats.system("test"):
        for person, town in ((nora, "Rennes"), (lou, "Marseille")):
            place = Place.objects.get(country="FR", name=town)
            Facet.objects.create(person=person, kind="place", place=place, radius_km=5, audience=3)
        for key in ("no_phone", "no_video", "only_phone"):
            concept = vocabulary.concept_by_key("limit", key).id
            Facet.objects.create(person=lou, kind="limit", concept_id=concept, audience=audience)
    found = worked_out(network, claire)
    assert suggested(found) == set()
    assert what_would_help(found, nora) == change


def test_what_would_help_may_be_one_s_limit_on_times(
    network: Any, claire: Person, join: Join
) -> None:
    nora, lou = join("Nora", **STREET, limit=["no_evenings"]), join("Lou", **STREET)
    with hats.system("test"):
        Facet.objects.create(person=lou, kind="availability", slots=0b100_100, audience=3)
    assert what_would_help(worked_out(network, claire), nora) == Hint.Change.LIMIT

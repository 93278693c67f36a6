"""Scenes of teams, made for tests."""

from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.teams.actions.roles import enter_team, offer_team_role
from entrepairs.teams.actions.teams import start_team
from entrepairs.teams.models import TeamRole
from entrepairs.vocabulary.queries import concept_by_key


def team_started(by: Person, organisation: Organisation, name: str = "Équipe mobile") -> Circle:
    with hats.person(by.pk):
        return start_team(organisation=organisation, name=name, about="", once=uuid4(), by=by)


def offered(
    team: Circle, by: Person, person: Person, role: str = "peer_worker", **more: Any
) -> TeamRole:
    with hats.person(by.pk):
        return offer_team_role(
            circle=team,
            person=person,
            role=concept_by_key("role", role).id,
            statute=concept_by_key("statute", "employee").id,
            once=uuid4(),
            by=by,
            **more,
        )


def come_in(offer: TeamRole) -> None:
    with hats.person(offer.person_id):
        enter_team(offer=offer, once=uuid4(), by=offer.person_id)


def team_with(by: Person, organisation: Organisation, *people: Person) -> Circle:
    """Each in it by their own yes."""
    team = team_started(by, organisation)
    for person in people:
        come_in(offered(team, by, person))
    return team


def in_team(team: Circle) -> set[str]:
    with hats.system("test"):
        rows = Membership.objects.current().filter(circle=team)
        return set(rows.values_list("person__name", flat=True))


def many_members(team: Circle, number: int) -> None:
    with hats.system("test"):
        for count in range(number):
            person = Person.objects.create(name=f"Personne {count}")
            Membership.objects.create(circle=team, person=person)

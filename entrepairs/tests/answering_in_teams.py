"""Doors of what waits in teams: a role that is offered, an end that is told."""

from entrepairs.core import hats
from entrepairs.people.models import Circle, Membership
from entrepairs.plans.actions.stays_out import keep_apart
from entrepairs.teams.actions.roles import end_team_role
from entrepairs.teams.actions.teams import end_team
from entrepairs.teams.models import TeamRole
from entrepairs.teams.tests.making import come_in, offered, team_started
from entrepairs.tests.answering import Stage, Steps, door


def asked_in(stage: Stage) -> tuple[Circle, TeamRole]:
    """Claire offers Bruno a role in a team."""
    team = team_started(stage.person("Claire"), stage.network.escale)
    return team, offered(team, stage.person("Claire"), stage.person("Bruno"))


@door("team")
def joining_a_team(stage: Stage) -> Steps:
    _team, offer = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/teams/offers/{offer.key}/yes/")


@door("team")
def declining_a_role_in_a_team(stage: Stage) -> Steps:
    _team, offer = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/teams/offers/{offer.key}/no/")


@door("team")
def saying_not_this_team(stage: Stage) -> Steps:
    _team, offer = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/teams/offers/{offer.key}/never/")


@door("team")
def keeping_apart_from_the_organisation_of_a_team(stage: Stage) -> Steps:
    asked_in(stage)
    yield stage.person("Bruno")
    stage.act("Bruno", keep_apart, organisation=stage.network.escale)


@door("team")
def withdrawing_a_role_offered_in_a_team(stage: Stage) -> Steps:
    team, offer = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Claire", f"{team.path}offers/{offer.key}/withdraw/")


@door("team")
def ending_a_team_that_asks(stage: Stage) -> Steps:
    team, _offer = asked_in(stage)
    yield stage.person("Bruno")
    stage.act("Claire", end_team, circle=team)


@door("team")
def reading_that_a_role_in_a_team_has_ended(stage: Stage) -> Steps:
    team, offer = asked_in(stage)
    come_in(offer)
    with hats.system("test"):
        row = Membership.objects.select_related("circle").get(circle=team)
    stage.act("Claire", end_team_role, membership=row)
    yield stage.person("Bruno")
    answer = stage.as_person(stage.person("Bruno")).get(team.path, follow=True)
    assert answer.status_code == 200

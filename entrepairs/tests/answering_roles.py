"""Doors of roles: an offer answered, taken back, or left with the organisation; an end."""

from entrepairs.roles.models import HeldRole
from entrepairs.roles.tests.making import held_role, offered_role
from entrepairs.tests.answering import Stage, Steps, door


def offered(stage: Stage) -> HeldRole:
    """Claire offers Amel a role."""
    return offered_role(stage.network.escale, stage.person("Amel"), stage.person("Claire"))


def page_of(stage: Stage, role: HeldRole) -> str:
    return f"/organisations/{stage.network.escale.key}/roles/{role.key}/"


@door("role")
def saying_yes_to_a_role(stage: Stage) -> Steps:
    role = offered(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/me/roles/{role.key}/answer/", answer="yes")


@door("role")
def saying_no_to_a_role(stage: Stage) -> Steps:
    role = offered(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/me/roles/{role.key}/answer/", answer="no")


@door("role")
def taking_back_the_offer_of_a_role(stage: Stage) -> Steps:
    role = offered(stage)
    yield stage.person("Amel")
    stage.post("Claire", f"{page_of(stage, role)}withdraw/")


@door("role")
def leaving_the_organisation_that_offers_a_role(stage: Stage) -> Steps:
    offered(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/organisations/{stage.network.escale.key}/leave/")


@door("role")
def seeing_that_a_role_has_ended(stage: Stage) -> Steps:
    role = held_role(stage.network.escale, stage.person("Amel"), stage.person("Claire"))
    stage.post("Claire", f"{page_of(stage, role)}end/")
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get("/me/roles/").status_code == 200

"""Doors of delegations: that they can meet is told until one joins, or holds no seat any more."""

from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.mandates.models import Mandate
from entrepairs.sittings.tests.making import delegation
from entrepairs.tests.answering import Stage, Steps, door


def named(stage: Stage) -> list[Mandate]:
    """Bruno and Amel, his deputy, are named: both are told."""
    people = [stage.person(name) for name in ("Claire", "Bruno", "Amel")]
    return delegation(people[0], stage.network, people[1], people[2:])


@door("delegation")
def joining_the_circle_of_a_delegation(stage: Stage) -> Steps:
    mandates = named(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/delegations/of/{mandates[0].body.key}/")


@door("delegation")
def ending_the_mandate_of_a_delegation(stage: Stage) -> Steps:
    mandates = named(stage)
    yield stage.person("Amel")
    stage.act("Amel", end_mandate, mandate=mandates[1])


@door("delegation")
def reading_the_door_of_a_delegation(stage: Stage) -> Steps:
    mandates = named(stage)
    yield stage.person("Amel")
    page = stage.as_person(stage.person("Amel")).get(f"/delegations/of/{mandates[0].body.key}/")
    assert page.status_code == 200

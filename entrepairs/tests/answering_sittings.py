"""Doors of sittings: a seat taken, declined, taken back or lost with the mandate; news seen."""

from entrepairs.mandates.models import Mandate
from entrepairs.sittings.actions.seats import stay_away
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.tests.making import delegation, sitting_of
from entrepairs.tests.answering import Stage, Steps, door


def seated(stage: Stage) -> list[Mandate]:
    """Bruno and Amel, his deputy, who both read that they can meet in a circle."""
    claire, *people = (stage.person(name) for name in ("Claire", "Bruno", "Amel"))
    mandates = delegation(claire, stage.network, people[0], people[1:])
    for person in people:
        door = stage.as_person(person).get(f"/delegations/of/{mandates[0].body.key}/")
        assert door.status_code == 200
    return mandates


def offered(stage: Stage) -> tuple[Sitting, list[Mandate]]:
    """Bruno cannot come: his seat is offered to Amel, who has read that there is a sitting."""
    mandates = seated(stage)
    sitting = sitting_of(mandates[0].body, stage.person("Bruno"))
    assert stage.as_person(stage.person("Amel")).get(sitting.path).status_code == 200
    stage.act("Bruno", stay_away, sitting=sitting, deputy=None)
    return sitting, mandates


@door("seat_offer")
def taking_a_seat(stage: Stage) -> Steps:
    sitting, _mandates = offered(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{sitting.path}seat/", answer="yes")


@door("seat_offer")
def saying_no_to_a_seat(stage: Stage) -> Steps:
    sitting, _mandates = offered(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{sitting.path}seat/", answer="no")


@door("seat_offer")
def coming_after_all(stage: Stage) -> Steps:
    sitting, _mandates = offered(stage)
    yield stage.person("Amel")
    stage.post("Bruno", f"{sitting.path}answer/", answer="yes")


@door("seat_offer")
def cancelling_the_sitting_of_a_seat(stage: Stage) -> Steps:
    sitting, _mandates = offered(stage)
    yield stage.person("Amel")
    stage.post("Bruno", f"{sitting.path}cancel/")


@door("seat_offer")
def deleting_the_sitting_of_a_seat(stage: Stage) -> Steps:
    sitting, _mandates = offered(stage)
    yield stage.person("Amel")
    stage.post("Bruno", f"{sitting.path}delete/")


@door("seat_offer")
def ending_the_mandate_of_a_deputy(stage: Stage) -> Steps:
    _sitting, mandates = offered(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/mandates/{mandates[1].key}/end/")


@door("seat_taken")
def reading_that_a_seat_is_taken(stage: Stage) -> Steps:
    sitting, _mandates = offered(stage)
    stage.post("Amel", f"{sitting.path}seat/", answer="yes")
    yield stage.person("Bruno")
    assert stage.as_person(stage.person("Bruno")).get(sitting.path).status_code == 200


@door("sitting")
def reading_that_there_is_a_sitting(stage: Stage) -> Steps:
    mandates = seated(stage)
    sitting = sitting_of(mandates[0].body, stage.person("Bruno"))
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get(sitting.path).status_code == 200

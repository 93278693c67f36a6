"""Doors of candidacies: read, withdrawn, their call closed, or coordinating left."""

from entrepairs.mandates.tests.making import held, kept_body
from entrepairs.tests.answering import Stage, Steps, door
from entrepairs.vacancies.models import Candidacy
from entrepairs.vacancies.tests.making import call_for, offered


def asked(stage: Stage) -> Candidacy:
    """Bruno offers to take a seat that Claire calls for."""
    _body, _term, seat = kept_body(stage.network.escale, stage.person("Claire"))
    return offered(call_for(seat, stage.person("Claire")), stage.person("Bruno"))


@door("candidacy")
def reading_a_candidacy(stage: Stage) -> Steps:
    row = asked(stage)
    yield stage.person("Claire")
    assert stage.as_person(stage.person("Claire")).get(row.call.path).status_code == 200


@door("candidacy")
def withdrawing_a_candidacy(stage: Stage) -> Steps:
    row = asked(stage)
    yield stage.person("Claire")
    stage.post("Bruno", f"/candidacies/{row.key}/withdraw/")


@door("candidacy")
def closing_the_call_of_a_candidacy(stage: Stage) -> Steps:
    row = asked(stage)
    yield stage.person("Claire")
    stage.post("Claire", f"{row.call.path}close/")


@door("candidacy")
def filling_the_seat_of_a_candidacy(stage: Stage) -> Steps:
    claire = stage.person("Claire")
    _body, term, seat = kept_body(stage.network.escale, claire)
    offered(call_for(seat, claire), stage.person("Bruno"))
    yield claire
    held(seat, term, stage.person("Amel"), claire)


@door("candidacy")
def leaving_the_organisation_of_a_candidacy(stage: Stage) -> Steps:
    asked(stage)
    yield stage.person("Claire")
    stage.post("Bruno", f"/organisations/{stage.network.escale.key}/leave/")


@door("call_ended")
def reading_a_call_that_has_ended(stage: Stage) -> Steps:
    row = asked(stage)
    stage.post("Claire", f"{row.call.path}close/")
    yield stage.person("Bruno")
    assert stage.as_person(stage.person("Bruno")).get(row.call.path).status_code == 200


@door("call_ended")
def withdrawing_from_a_call_that_has_ended(stage: Stage) -> Steps:
    row = asked(stage)
    stage.post("Claire", f"{row.call.path}close/")
    yield stage.person("Bruno")
    stage.post("Bruno", f"/candidacies/{row.key}/withdraw/")

"""Doors of mandates: a proposal answered, taken back, or left with the organisation; an end."""

from entrepairs.mandates.models import Mandate
from entrepairs.mandates.tests.making import held, kept_body, proposed
from entrepairs.tests.answering import Stage, Steps, door


def asked(stage: Stage) -> Mandate:
    """Claire proposes a seat to Amel."""
    _body, term, seat = kept_body(stage.network.escale, stage.person("Claire"))
    return proposed(seat, term, stage.person("Amel"), stage.person("Claire"))


def page_of(stage: Stage, mandate: Mandate) -> str:
    return f"/organisations/{stage.network.escale.key}/mandates/{mandate.key}/"


@door("mandate")
def saying_yes_to_a_mandate(stage: Stage) -> Steps:
    mandate = asked(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/mandates/{mandate.key}/answer/", answer="yes")


@door("mandate")
def saying_no_to_a_mandate(stage: Stage) -> Steps:
    mandate = asked(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/mandates/{mandate.key}/answer/", answer="no")


@door("mandate")
def taking_back_the_proposal_of_a_mandate(stage: Stage) -> Steps:
    mandate = asked(stage)
    yield stage.person("Amel")
    stage.post("Claire", f"{page_of(stage, mandate)}withdraw/")


@door("mandate")
def leaving_the_organisation_that_proposes_a_mandate(stage: Stage) -> Steps:
    asked(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/organisations/{stage.network.escale.key}/leave/")


@door("mandate")
def seeing_that_a_mandate_has_ended(stage: Stage) -> Steps:
    _body, term, seat = kept_body(stage.network.escale, stage.person("Claire"))
    mandate = held(seat, term, stage.person("Amel"), stage.person("Claire"))
    stage.post("Claire", f"{page_of(stage, mandate)}end/")
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get("/mandates/").status_code == 200

"""Doors of reports: decided, read again, read by whom it is about; a place on a rota answered."""

from entrepairs.core import hats
from entrepairs.notices import actions as notices
from entrepairs.safeguarding.models import CallHours, Report, RotaPlace
from entrepairs.safeguarding.notice_kinds import ON_CALL, ROTA
from entrepairs.safeguarding.tests.making import (
    decided,
    on_rota,
    proposed,
    readings_of,
    reported,
    said,
)
from entrepairs.tests.answering import Stage, Steps, door


def reported_in_pair(stage: Stage) -> Report:
    """Amel reports words of Bruno's; Eve and Farid, of no circle of theirs, are asked."""
    for name in ("Eve", "Farid"):
        on_rota(stage.person(name))
    return reported(said(stage.network.pair, stage.person("Bruno")), stage.person("Amel"))


@door("to_rule")
def agreeing_to_a_decision(stage: Stage) -> Steps:
    report = reported_in_pair(stage)
    ruling = proposed(report, "ask")
    other = readings_of(report)[1].person
    yield other
    stage.post(other.name, f"/reports/read/{report.key}/agree/", ruling=ruling.key)


@door("ruling")
def reading_a_decision(stage: Stage) -> Steps:
    ruling = decided(reported_in_pair(stage), "ask")
    yield stage.person("Bruno")
    path = f"/reports/decisions/{ruling.key}/"
    assert stage.as_person(stage.person("Bruno")).get(path).status_code == 200


def asked(stage: Stage) -> RotaPlace:
    with hats.system("test"):
        place = RotaPlace.objects.create(person=stage.person("Eve"))
        notices.tell(person=stage.person("Eve"), kind=ROTA, about=place.key, path="/reports/")
    return place


@door("rota")
def accepting_to_decide(stage: Stage) -> Steps:
    place = asked(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"/reports/rota/{place.key}/accept/")


@door("rota")
def declining_to_decide(stage: Stage) -> Steps:
    place = asked(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"/reports/rota/{place.key}/end/")


def asked_hours(stage: Stage) -> CallHours:
    with hats.system("test"):
        hours = CallHours.objects.create(
            person=stage.person("Eve"),
            organisation=stage.network.escale,
            weekday=1,
            begins="18:00",
            ends="20:00",
        )
        notices.tell(person=stage.person("Eve"), kind=ON_CALL, about=hours.key, path="/on-call/")
    return hours


@door("on_call")
def accepting_to_be_on_call(stage: Stage) -> Steps:
    hours = asked_hours(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"/on-call/{hours.key}/accept/", number="02 11 22 33 44")


@door("on_call")
def declining_to_be_on_call(stage: Stage) -> Steps:
    hours = asked_hours(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"/on-call/{hours.key}/end/")

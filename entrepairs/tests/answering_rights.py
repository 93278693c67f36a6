"""Doors of what one’s own data tell: a copy that is ready, an erasure that was asked for."""

from datetime import timedelta

from django.utils import timezone

from entrepairs.rights import exporting, idle
from entrepairs.rights.actions import departures, exports, requests
from entrepairs.rights.models import DataRequest
from entrepairs.tests.answering import Stage, Steps, door


@door("export")
def deleting_the_copy(stage: Stage) -> Steps:
    export = stage.act("Amel", exports.ask_export)
    exporting.make_export(export.pk)
    yield stage.person("Amel")
    stage.act("Amel", exports.remove_export, export=export)


@door("export")
def asking_for_another_copy(stage: Stage) -> Steps:
    export = stage.act("Amel", exports.ask_export)
    exporting.make_export(export.pk)
    yield stage.person("Amel")
    stage.act("Amel", exports.ask_export)


@door("erasure")
def calling_an_erasure_off(stage: Stage) -> Steps:
    stage.act("Amel", departures.ask_erasure)
    yield stage.person("Amel")
    stage.act("Amel", departures.call_off_erasure)


def asked_by_guardian(stage: Stage) -> DataRequest:
    asked = requests.PaperRequest("access", "guardian", timezone.now() - timedelta(days=1))
    row: DataRequest = stage.act(
        "Claire", requests.note_paper_request, person=stage.person("Amel"), asked=asked
    )
    return row


@door("request")
def agreeing_to_what_was_asked_in_my_name(stage: Stage) -> Steps:
    row = asked_by_guardian(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/me/data/requests/{row.key}/agree/")


@door("request")
def calling_off_what_was_asked_in_my_name(stage: Stage) -> Steps:
    row = asked_by_guardian(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"/me/data/requests/{row.key}/call-off/")


@door("idle")
def keeping_an_account_that_was_not_used(stage: Stage) -> Steps:
    idle.warn(stage.person("Amel").pk, timezone.now())
    yield stage.person("Amel")
    stage.post("Amel", "/me/data/keep/")

"""Doors of what one’s own data tell: a copy that is ready, an erasure that was asked for."""

from entrepairs.rights import exporting
from entrepairs.rights.actions import departures, exports
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

"""Doors of a code by which another could come in."""

from datetime import timedelta

from django.utils import timezone

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import Account, EntryCode
from entrepairs.core import hats
from entrepairs.tests.answering import Stage, Steps, door
from entrepairs.tests.posting import once


def code_made_for_amel(stage: Stage) -> str:
    """Claire makes one; Amel has been here before."""
    with hats.gate():
        Account.objects.filter(person=stage.person("Amel")).update(last_login=timezone.now())
    return issue_codes(people=[stage.person("Amel")], by=stage.person("Claire"))[0]


@door("code")
def refusing_the_code(stage: Stage) -> Steps:
    code_made_for_amel(stage)
    yield stage.person("Amel")
    stage.post("Amel", "/account/codes/cancel/")


@door("code")
def coming_in_with_the_code(stage: Stage) -> Steps:
    code = code_made_for_amel(stage)
    yield stage.person("Amel")
    with hats.system("test"):
        EntryCode.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    assert stage.stranger.post("/enter/code/", once(code=code, yes="1")).status_code == 302

"""Doors of what was brought in a group, and of who may not stay in a co-reflection group."""

import datetime as dt
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions import bringing, visits
from entrepairs.gatherings.models import Visit
from entrepairs.gatherings.queries import latest, times_lately, visible_rhythms
from entrepairs.gatherings.tests.making import begun_before, rhythm_of
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import a_meeting
from entrepairs.people.models import Affiliation, Membership
from entrepairs.roles.models import HeldRole
from entrepairs.sharing.models import SharedFile
from entrepairs.tests.answering import Stage, Steps, door
from entrepairs.vocabulary.models import Concept


def brought(stage: Stage) -> Meeting:
    """Amel says what she brought to Eve, last week in their group."""
    group = group_of(stage.person("Amel"), stage.person("Eve"))
    with hats.system("test"):
        long_ago = timezone.now() - dt.timedelta(days=90)
        Membership.objects.filter(circle=group.circle).update(since=long_ago)
    rhythm = begun_before(rhythm_of(group, stage.person("Amel")), 1)
    with hats.person(stage.person("Amel").pk):
        time = latest(times_lately(visible_rhythms().filter(pk=rhythm.pk)))
    assert time is not None
    told = {"people": (stage.person("Eve"),), "lines": [("given", "listening", 30)]}
    meeting: Meeting = stage.act("Amel", bringing.note_brought, of=rhythm, day=time.day, **told)
    return meeting


@door("brought")
def saying_yes_to_what_was_brought(stage: Stage) -> Steps:
    said = {"meeting": brought(stage), "noter": stage.person("Amel")}
    yield stage.person("Eve")
    stage.act("Eve", bringing.confirm_brought, noted_at=timezone.now(), **said)


@door("brought")
def saying_no_to_what_was_brought(stage: Stage) -> Steps:
    said = {"meeting": brought(stage), "noter": stage.person("Amel")}
    yield stage.person("Eve")
    stage.act("Eve", bringing.leave_unconfirmed, **said)


@door("brought")
def removed_by_who_noted_it(stage: Stage) -> Steps:
    meeting = brought(stage)
    yield stage.person("Eve")
    stage.act("Amel", bringing.remove_brought, meeting=meeting, other=stage.person("Eve"))


@door("group_apart")
def seeing_that_one_is_out(stage: Stage) -> Steps:
    """David comes to coordinate the organisation of a member."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(kind="reflection")
        theirs: dict[str, Any] = {
            "organisation": stage.network.escale,
            "person": stage.person("David"),
        }
        Affiliation.objects.get_or_create(**theirs, until=None)
        HeldRole.objects.create(
            **theirs,
            role=Concept.objects.get(scheme="role", key="coordinator"),
            statute=Concept.objects.get(scheme="statute", key="employee"),
            since=timezone.localdate(),
            accepted_at=timezone.now(),
        )
    yield stage.person("David")
    assert stage.as_person(stage.person("David")).get("/groups/").status_code == 200


def invited_to_visit(stage: Stage) -> Visit:
    """The group of Amel and David invites that of Eve and Farid."""
    host = group_of(stage.person("Amel"), stage.person("David"), name="Escale")
    guest = group_of(stage.person("Eve"), stage.person("Farid"), name="Fougères")
    soon = dt.timedelta(days=4)
    meeting = a_meeting(host.circle, stage.person("Amel"), soon, agreed_by=stage.person("David"))
    visit: Visit = stage.act("Amel", visits.invite_group, meeting=meeting, guest=guest.circle)
    return visit


@door("group_visits")
def going_to_another_group(stage: Stage) -> Steps:
    visit = invited_to_visit(stage)
    yield stage.person("Farid")
    stage.act("Eve", visits.accept_visit, visit=visit)


@door("group_visits")
def not_going_to_another_group(stage: Stage) -> Steps:
    visit = invited_to_visit(stage)
    yield stage.person("Farid")
    stage.act("Eve", visits.decline_visit, visit=visit)


@door("group_visits")
def taking_a_visit_back(stage: Stage) -> Steps:
    visit = invited_to_visit(stage)
    yield stage.person("Farid")
    stage.act("Amel", visits.withdraw_visit, visit=visit)


def file_of_group(stage: Stage) -> SharedFile:
    """Amel shares a file with David."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    told: dict[str, Any] = {"name": "x.txt", "size": 4, "received": 4, "media_type": "text/plain"}
    with hats.system("test"):
        file = SharedFile.objects.create(
            circle=group.circle, shared_by=stage.person("Amel"), state="checking", **told
        )
        ready = {"state": "ready", "place": "ab/x", "sha256": "0" * 64}
        SharedFile.objects.filter(pk=file.pk).update(ready_at=timezone.now(), **ready)
    return file


@door("shared_file")
def looking_at_the_files(stage: Stage) -> Steps:
    file = file_of_group(stage)
    yield stage.person("David")
    page = stage.as_person(stage.person("David")).get(f"{file.circle.path}files/")
    assert page.status_code == 200


@door("shared_file")
def removing_it(stage: Stage) -> Steps:
    file = file_of_group(stage)
    yield stage.person("David")
    stage.post("Amel", f"{file.circle.path}files/{file.key}/remove/")


@door("shared_file")
def leaving_the_group_with_files(stage: Stage) -> Steps:
    file = file_of_group(stage)
    yield stage.person("David")
    stage.post("David", f"{file.circle.path}leave/")

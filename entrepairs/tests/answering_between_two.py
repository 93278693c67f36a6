"""Doors of what waits between two people: invitations, words, messages, meetings."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.conversations.actions import send_message
from entrepairs.core import hats
from entrepairs.meetings.actions import noting, planning
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.tests.making import a_held_meeting
from entrepairs.pairs.actions import agreements, invitations, pausing_and_ending
from entrepairs.pairs.models import Agreement, Invitation, Wish
from entrepairs.tests.answering import Stage, Steps, door

LINES: Any = [("given", "listening", 30)]


def invited(stage: Stage) -> Invitation:
    """Farid would like to know Eve."""
    with hats.system("test"):
        for name in ("Farid", "Eve"):
            Wish.objects.create(person=stage.person(name))
    made: Invitation = stage.act("Farid", invitations.invite, to=stage.person("Eve"), words="Hello")
    return made


@door("invitation")
def yes_from_today(stage: Stage) -> Steps:
    path = f"/pairs/invitations/{invited(stage).key}/yes/"
    yield stage.person("Eve")
    stage.post("Eve", path, next="/today/")


@door("invitation")
def not_now_from_today(stage: Stage) -> Steps:
    path = f"/pairs/invitations/{invited(stage).key}/not-now/"
    yield stage.person("Eve")
    stage.post("Eve", path, next="/today/")


@door("invitation")
def inviting_back(stage: Stage) -> Steps:
    invited(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"/pairs/invite/{stage.person('Farid').key}/", words="Me too")


@door("invitation")
def taken_back_by_who_invited(stage: Stage) -> Steps:
    path = f"/pairs/invitations/{invited(stage).key}/withdraw/"
    yield stage.person("Eve")
    stage.post("Farid", path)


@door("invitation")
def blocked_by_who_is_invited(stage: Stage) -> Steps:
    invited(stage)
    yield stage.person("Eve")
    stage.post("Eve", f"/people/{stage.person('Farid').key}/block/")


@door("invitation")
def blocked_by_who_invited(stage: Stage) -> Steps:
    invited(stage)
    yield stage.person("Eve")
    stage.post("Farid", f"/people/{stage.person('Eve').key}/block/")


@door("yes")
def opening_the_pair(stage: Stage) -> Steps:
    made = invited(stage)
    circle = stage.act("Eve", invitations.accept_invitation, invitation=made)
    yield stage.person("Farid")
    assert stage.as_person(stage.person("Farid")).get(circle.path).status_code == 200


@door("yes")
def the_other_ends_the_pair(stage: Stage) -> Steps:
    made = invited(stage)
    circle = stage.act("Eve", invitations.accept_invitation, invitation=made)
    yield stage.person("Farid")
    stage.post("Eve", f"{circle.path}end/")


def words(stage: Stage) -> Agreement:
    made: Agreement = stage.act(
        "Amel", agreements.propose_agreement, circle=stage.network.pair, words="Every week"
    )
    return made


@door("agreement")
def accepting_the_words(stage: Stage) -> Steps:
    made = words(stage)
    yield stage.person("Bruno")
    stage.act("Bruno", agreements.accept_agreement, agreement=made)


@door("agreement")
def setting_them_aside(stage: Stage) -> Steps:
    made = words(stage)
    yield stage.person("Bruno")
    stage.act("Bruno", agreements.set_agreement_aside, agreement=made)


@door("agreement")
def taking_them_back(stage: Stage) -> Steps:
    made = words(stage)
    yield stage.person("Bruno")
    stage.act("Amel", agreements.set_agreement_aside, agreement=made)


@door("agreement")
def proposing_other_words(stage: Stage) -> Steps:
    words(stage)
    yield stage.person("Bruno")
    circle = stage.network.pair
    stage.act("Bruno", agreements.propose_agreement, circle=circle, words="Every month")


@door("agreement")
def ending_the_pair_instead(stage: Stage) -> Steps:
    words(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{stage.network.pair.path}end/")


@door("agreement")
def the_pause_is_over(stage: Stage) -> Steps:
    stage.act("Amel", pausing_and_ending.pause_pair, circle=stage.network.pair)
    yield stage.person("Bruno")
    stage.post("Amel", f"{stage.network.pair.path}resume/")


@door("message")
def reading_the_conversation(stage: Stage) -> Steps:
    stage.act("Amel", send_message, circle=stage.network.pair, body="Hello")
    yield stage.person("Bruno")
    bruno = stage.as_person(stage.person("Bruno"))
    assert bruno.get(stage.network.pair.path).status_code == 200


def proposed(stage: Stage, days: float = 2) -> Meeting:
    """Amel proposes a meeting to Bruno."""
    made: Meeting = stage.act(
        "Amel",
        planning.plan_meeting,
        circle=stage.network.pair,
        title="",
        starts_at=timezone.now() + timedelta(days=days),
        minutes=60,
        time_zone="Europe/Paris",
        means="phone",
        where="",
    )
    return made


@door("meeting")
def agreeing_from_today(stage: Stage) -> Steps:
    made = proposed(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{made.path}accept/", next="/today/")


@door("meeting")
def saying_that_they_met(stage: Stage) -> Steps:
    made = proposed(stage, days=-1)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{made.path}accept/")


@door("meeting")
def saying_that_they_did_not_meet(stage: Stage) -> Steps:
    made = proposed(stage, days=-1)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{made.path}held/", held="no")


@door("meeting")
def proposing_another_time(stage: Stage) -> Steps:
    made = proposed(stage)
    yield stage.person("Bruno")
    other = {"title": "", "minutes": 30, "time_zone": "Europe/Paris", "means": "phone", "where": ""}
    at = timezone.now() + timedelta(days=3)
    stage.act("Bruno", planning.propose_other_time, meeting=made, starts_at=at, **other)


@door("meeting")
def cancelling_it(stage: Stage) -> Steps:
    made = proposed(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{made.path}cancel/")


@door("meeting")
def cancelled_by_who_proposed(stage: Stage) -> Steps:
    made = proposed(stage)
    yield stage.person("Bruno")
    stage.post("Amel", f"{made.path}cancel/")


@door("meeting")
def ending_the_pair_before_it(stage: Stage) -> Steps:
    proposed(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{stage.network.pair.path}end/")


@door("meeting")
def pausing_before_it(stage: Stage) -> Steps:
    proposed(stage)
    yield stage.person("Bruno")
    stage.post("Amel", f"{stage.network.pair.path}pause/")


@door("reminder")
def cancelling_what_was_agreed(stage: Stage) -> Steps:
    made = proposed(stage)
    stage.act("Bruno", planning.accept_meeting, meeting=made)
    yield stage.person("Amel")
    stage.post("Bruno", f"{made.path}cancel/")


@door("reminder")
def moving_what_was_agreed(stage: Stage) -> Steps:
    made = proposed(stage)
    stage.act("Bruno", planning.accept_meeting, meeting=made)
    yield stage.person("Amel")
    other = {"title": "", "minutes": 30, "time_zone": "Europe/Paris", "means": "phone", "where": ""}
    at = timezone.now() + timedelta(days=3)
    stage.act("Bruno", planning.propose_other_time, meeting=made, starts_at=at, **other)


def noted(stage: Stage) -> Meeting:
    """Amel notes what a meeting with Bruno brought."""
    made = a_held_meeting(stage.network.pair, stage.person("Amel"), stage.person("Bruno"))
    stage.act("Amel", noting.note_contributions, meeting=made, lines=LINES)
    return made


@door("note")
def confirming_what_was_noted(stage: Stage) -> Steps:
    made = noted(stage)
    yield stage.person("Bruno")
    with hats.system("test"):
        [at] = Contribution.objects.filter(meeting=made).values_list("noted_at", flat=True)
    stage.post("Bruno", f"{made.path}confirm/", noted_at=at.isoformat())


@door("note")
def noting_it_otherwise(stage: Stage) -> Steps:
    made = noted(stage)
    yield stage.person("Bruno")
    stage.act("Bruno", noting.note_contributions, meeting=made, lines=LINES)


@door("note")
def not_counting_it(stage: Stage) -> Steps:
    made = noted(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{made.path}not-counted/")

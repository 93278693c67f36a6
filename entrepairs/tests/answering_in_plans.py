"""Doors of what waits in plans: an invitation, a commitment that is asked, a date to read again."""

import datetime as dt

from django.utils import timezone

from entrepairs.conversations.actions import write_entry
from entrepairs.plans.actions.commitments import write_commitment
from entrepairs.plans.actions.plans import change_plan, end_plan
from entrepairs.plans.actions.stays_out import keep_apart
from entrepairs.plans.models import Commitment, Plan, PlanInvitation
from entrepairs.plans.tests.making import invited, plan_started, with_people, with_service
from entrepairs.reviews.models import Review
from entrepairs.reviews.tests.making import review_opened
from entrepairs.tests.answering import Stage, Steps, door


def asked_in(stage: Stage) -> tuple[Plan, PlanInvitation]:
    """Amel invites Bruno to her plan."""
    plan = plan_started(stage.person("Amel"))
    return plan, invited(plan, stage.person("Bruno"))


@door("plan_door")
def joining_a_plan(stage: Stage) -> Steps:
    _plan, invitation = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/plans/invitations/{invitation.key}/yes/")


@door("plan_door")
def declining_a_plan(stage: Stage) -> Steps:
    _plan, invitation = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/plans/invitations/{invitation.key}/no/")


@door("plan_door")
def saying_not_this_circle(stage: Stage) -> Steps:
    _plan, invitation = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/plans/invitations/{invitation.key}/never/")


@door("plan_door")
def withdrawing_an_invitation_to_a_plan(stage: Stage) -> Steps:
    plan, invitation = asked_in(stage)
    yield stage.person("Bruno")
    stage.post("Amel", f"{plan.path}invitations/{invitation.key}/withdraw/")


@door("plan_door")
def keeping_apart_from_a_service_that_is_there(stage: Stage) -> Steps:
    university = stage.network.university
    plan = plan_started(stage.person("Amel"))
    with_service(plan, stage.person("David"), university)
    invited(plan, stage.person("Bruno"))
    yield stage.person("Bruno")
    stage.act("Bruno", keep_apart, organisation=university)


@door("plan_door")
def ending_the_plan(stage: Stage) -> Steps:
    plan, _invitation = asked_in(stage)
    yield stage.person("Bruno")
    stage.act("Amel", end_plan, circle=plan.circle)


def asked_to_commit(stage: Stage) -> tuple[Plan, Commitment]:
    """Amel asks Bruno, who is in her plan, for a commitment."""
    plan = plan_started(stage.person("Amel"))
    with_people(plan, peer=stage.person("Bruno"))
    until = timezone.localdate() + dt.timedelta(days=9)
    values = {"plan": plan, "person": stage.person("Bruno"), "what": "mots", "until": until}
    return plan, stage.act("Amel", write_commitment, **values)


@door("plan_asked")
def accepting_a_commitment(stage: Stage) -> Steps:
    plan, commitment = asked_to_commit(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{plan.path}commitments/{commitment.key}/yes/")


@door("plan_asked")
def saying_no_to_a_commitment(stage: Stage) -> Steps:
    plan, commitment = asked_to_commit(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{plan.path}commitments/{commitment.key}/end/")


@door("plan_asked")
def leaving_the_plan(stage: Stage) -> Steps:
    plan, _commitment = asked_to_commit(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{plan.path}leave/")


@door("plan_review")
def choosing_another_date(stage: Stage) -> Steps:
    plan = plan_started(stage.person("Amel"))
    day = timezone.localdate() + dt.timedelta(days=9)
    stage.act("Amel", change_plan, plan=plan, name="mots", review_on=day)
    yield stage.person("Amel")
    stage.act("Amel", change_plan, plan=plan, name="mots", review_on=day + dt.timedelta(days=9))


def asked_of_the_year(stage: Stage) -> tuple[Plan, Review]:
    """Amel opens the review of the year of her plan, in which Bruno is a peer."""
    plan = plan_started(stage.person("Amel"))
    with_people(plan, peer=stage.person("Bruno"))
    return plan, review_opened(plan)


@door("review")
def answering_a_review(stage: Stage) -> Steps:
    plan, _review = asked_of_the_year(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"/reviews/{plan.circle.key}/answer/", **{"home-words": "mots"})


@door("review")
def closing_a_review(stage: Stage) -> Steps:
    plan, _review = asked_of_the_year(stage)
    yield stage.person("Bruno")
    stage.post("Amel", f"/reviews/{plan.circle.key}/close/")


@door("review")
def leaving_a_plan_under_review(stage: Stage) -> Steps:
    plan, _review = asked_of_the_year(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", f"{plan.path}leave/")


@door("review")
def ending_a_plan_under_review(stage: Stage) -> Steps:
    plan, _review = asked_of_the_year(stage)
    yield stage.person("Bruno")
    stage.act("Amel", end_plan, circle=plan.circle)


@door("plan_note")
def reading_the_notes_of_my_plan(stage: Stage) -> Steps:
    plan = plan_started(stage.person("Amel"))
    with_people(plan, peer=stage.person("Bruno"))
    stage.act("Bruno", write_entry, circle=plan.circle, body="mots")
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get(f"{plan.path}journal/").status_code == 200


@door("plan_ended")
def seeing_that_a_plan_has_ended(stage: Stage) -> Steps:
    plan = plan_started(stage.person("Amel"))
    with_people(plan, peer=stage.person("Bruno"))
    stage.act("Amel", end_plan, circle=plan.circle)
    yield stage.person("Bruno")
    assert stage.as_person(stage.person("Bruno")).get("/plans/").status_code == 200

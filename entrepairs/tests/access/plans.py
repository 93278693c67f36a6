"""The rows of plans that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.people.models import Circle, Membership
from entrepairs.plans.models import (
    Commitment,
    Copy,
    Declined,
    KeptApart,
    Participant,
    Plan,
    PlanInvitation,
    Reader,
    Section,
    StaysOut,
    Version,
)

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=400)
type Rows = dict[str, Any]


def plans(rows: Rows) -> None:
    """Amel holds a plan. Bruno is in it as a peer, David for the university's service; Nadia was in
    it, and was removed. Claire, who coordinates their organisation, is invited; Farid declined. An
    invitation does not reach Nadia, who is never in a circle with that service.
    """
    circle = rows["plan_circle"] = Circle.objects.create(
        kind="plan", name="Plan : Amel", started_at=LONG_AGO
    )
    plan = rows["plan"] = Plan.objects.create(
        circle=circle, holder=rows["amel"], template="prevention"
    )
    for name in ("amel", "bruno", "david"):
        rows[f"{name}_in_plan"] = Membership.objects.create(
            circle=circle, person=rows[name], since=LONG_AGO
        )
    rows["nadia_was_in_plan"] = Membership.objects.create(
        circle=circle, person=rows["nadia"], since=LONG_AGO, until=NOW - timedelta(days=9)
    )
    rows["bruno_is_a_peer_there"] = Participant.objects.create(
        plan=plan, person=rows["bruno"], relation="peer"
    )
    rows["david_is_a_service_there"] = Participant.objects.create(
        plan=plan, person=rows["david"], relation="service", organisation=rows["university"]
    )
    sections(rows, plan)
    invitations(rows, plan)
    rows["bruno_commits"] = Commitment.objects.create(
        plan=plan,
        person=rows["bruno"],
        by=rows["bruno"],
        what="mots",
        until=NOW,
        accepted_at=timezone.now(),
    )
    rows["david_is_asked_to_commit"] = Commitment.objects.create(
        plan=plan, person=rows["david"], by=rows["amel"], what="mots", until=NOW
    )
    rows["copy_of_plan"] = Copy.objects.create(plan=plan, words="mots", given_on=NOW)
    rows["bruno_stays_out"] = StaysOut.objects.create(person=rows["bruno"], circle=rows["group"])


def sections(rows: Rows, plan: Plan) -> None:
    told = {"all": ("mots", 2), "bruno": ("mots", 1), "amel": ("mots", 0), "nobody": ("", 2)}
    for number, (name, (words, audience)) in enumerate(told.items()):
        rows[f"section_for_{name}"] = Section.objects.create(
            plan=plan, title="mots", words=words, audience=audience, position=number
        )
    chosen = rows["section_for_bruno"]
    rows["bruno_reads"] = Reader.objects.create(section=chosen, person=rows["bruno"])
    rows["nadia_read"] = Reader.objects.create(section=chosen, person=rows["nadia"])
    rows["version_of_section"] = Version.objects.create(
        section=rows["section_for_all"], number=1, words="mots"
    )


def invitations(rows: Rows, plan: Plan) -> None:
    rows["nadia_keeps_apart"] = KeptApart.objects.create(
        person=rows["nadia"], organisation=rows["university"]
    )
    for name in ("claire", "farid", "nadia"):
        rows[f"{name}_is_asked_in"] = PlanInvitation.objects.create(
            plan=plan, person=rows[name], relation="peer", words="mots"
        )
    rows["farid_declines"] = Declined.objects.create(
        invitation=rows["farid_is_asked_in"], person=rows["farid"]
    )

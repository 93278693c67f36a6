"""Outcomes of invitations, with nobody in them: the components of the score, and how it ended."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.small_counts import LEAST
from entrepairs.pairs.models import Invitation, PredictedScore
from entrepairs.people import queries as people
from entrepairs.people.models import Affiliation, Circle
from entrepairs.suggestions.models import Outcome, ScoreComponents, Weights
from entrepairs.suggestions.ranking import Ranked, rank_one

LEARNS = ~Q(learning=Weights.Learning.NOTHING)
MET_AGAIN = 2  # meetings held
SINCE = timedelta(days=90)  # after a yes: by then the two have met again, or not
KEPT = timedelta(days=730)
COMPONENTS = (
    "organisation_id",
    "score",
    "shared",
    "to_a",
    "to_b",
    "road",
    "times",
    "near",
    "same_facility",
)

# What holds components of scores; rooms above append theirs.
KEPT_SCORES: list[type[ScoreComponents]] = [PredictedScore, Outcome]


def learning_organisation(person: int) -> int | None:
    """The organisation of this person that learns from answers, if any."""
    theirs = Affiliation.objects.current().filter(person=person).values("organisation")
    learning = Weights.objects.filter(LEARNS, organisation__in=theirs).order_by("pk")
    return learning.values_list("organisation", flat=True).first()


def keep_prediction(invitation_id: int) -> None:
    """What speaks for the two of an invitation, as its sender may see it; until it has ended.

    Nothing where no answer teaches, nor when the invitation has ended before this job.
    """
    with transaction.atomic():
        with hats.system("the invitation that a score is predicted for is read"):
            sent = Invitation.objects.filter(
                pk=invitation_id, accepted_at__isnull=True, withdrawn_at__isnull=True
            ).first()
        if sent is None:
            return
        with hats.person(sent.by_id):
            organisation = learning_organisation(sent.by_id)
            mine = people.facets_of([sent.by_id])[sent.by_id]
            found = rank_one(sent.to_id, mine) if organisation is not None else None
        if organisation is not None and found is not None:
            row = _as_prediction(found, organisation, sent)
            with hats.system("a predicted score is kept until its invitation has ended"):
                PredictedScore.objects.bulk_create([row], ignore_conflicts=True)


def _as_prediction(found: Ranked, organisation: int, invitation: Invitation) -> PredictedScore:
    return PredictedScore(
        invitation=invitation,
        organisation_id=organisation,
        score=found.score,
        shared=found.shared,
        to_a=found.to_me,
        to_b=found.to_them,
        road=found.road,
        times=found.times,
        near=found.near,
        same_facility=found.same,
    )


def learns_from_answers(organisation: int) -> bool:
    return Weights.objects.filter(LEARNS, organisation=organisation).exists()


def collect_outcomes() -> int:
    """Turns ended invitations into outcomes, as soon as there are eleven people in those of an
    organisation: what is learnt from fewer would tell of them. Forgets those of organisations that
    do not learn any more. System hat."""
    learning = Weights.objects.filter(LEARNS, organisation__isnull=False).values("organisation")
    for kept in KEPT_SCORES:
        kept._default_manager.exclude(organisation__in=learning).delete()
    PredictedScore.objects.filter(invitation__withdrawn_at__isnull=False).delete()
    ended = _batches_of_eleven(_ended_predictions())
    again = pairs_that_met_again([row.invitation.circle_id for row in ended])
    month = timezone.localdate().replace(day=1)
    Outcome.objects.bulk_create(
        Outcome(
            **{name: getattr(row, name) for name in COMPONENTS},
            month=month,
            what=_outcome_of(row.invitation, again),
        )
        for row in ended
    )
    PredictedScore.objects.filter(pk__in=[row.pk for row in ended]).delete()
    Outcome.objects.filter(month__lt=month - KEPT).delete()
    PredictedScore.objects.filter(invitation__expires_at__lt=timezone.now() - KEPT).delete()
    return len(ended)


def _ended_predictions() -> list[PredictedScore]:
    """In an order that tells nothing. Whether a no was said is not even read: an invitation whose
    time is over without a yes is a no."""
    now = timezone.now()
    unanswered = Q(invitation__accepted_at__isnull=True, invitation__expires_at__lt=now)
    settled = Q(invitation__accepted_at__lt=now - SINCE)
    rows = PredictedScore.objects.filter(unanswered | settled).select_related("invitation")
    return list(rows.order_by("score"))


def _batches_of_eleven(rows: list[PredictedScore]) -> list[PredictedScore]:
    """Those of the organisations in whose rows there are eleven people: the others wait for more.
    Between any two nights the answers of eleven people come, or none."""
    people: dict[int | None, set[int]] = defaultdict(set)
    for row in rows:
        people[row.organisation_id] |= {row.invitation.by_id, row.invitation.to_id}
    return [row for row in rows if len(people[row.organisation_id]) >= LEAST]


def _outcome_of(invitation: Invitation, again: set[int]) -> int:
    if invitation.accepted_at is None:
        return Outcome.What.NO
    return Outcome.What.MET_AGAIN if invitation.circle_id in again else Outcome.What.YES


def pairs_that_met_again(circles: list[int | None]) -> set[int]:
    """Those of these pairs that met more than once."""
    held = Circle.objects.filter(pk__in=[one for one in circles if one is not None]).annotate(
        n=Count("meetings", filter=Q(meetings__held=True, meetings__uncounted_at__isnull=True))
    )
    return set(held.filter(n__gte=MET_AGAIN).values_list("pk", flat=True))

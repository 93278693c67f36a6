"""What becomes of proposals, kept without anybody in it: the parts of the score when it was made, and how it ended."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation, PredictedScore
from entrepairs.people import queries as people
from entrepairs.people.models import Circle
from entrepairs.suggestions.models import Outcome, ScoreComponents, Weights
from entrepairs.suggestions.ranking import Ranked, between

LEARNS = ~Q(learning=Weights.Learning.NOTHING)
MET_AGAIN = 2  # meetings held
SINCE = timedelta(days=90)  # after a yes: by then the two have met again, or not
KEPT = timedelta(days=730)
PARTS = (
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


def predict(*, me: int, other: int) -> PredictedScore | None:
    """What speaks for the two of us, as I may see it; nothing unless my organisation learns from answers."""
    mine = people.affiliations_of(me).values("organisation")
    organisation = (
        Weights.objects.filter(LEARNS, organisation__in=mine)
        .values_list("organisation", flat=True)
        .first()
    )
    if organisation is None or (found := between(other, people.facets_of([me])[me])) is None:
        return None
    return as_parts(found, organisation)


def as_parts(found: Ranked, organisation: int) -> PredictedScore:
    return PredictedScore(
        organisation_id=organisation, score=found.score, shared=found.shared, to_a=found.to_me, to_b=found.to_them,
        road=found.road, times=found.times, near=found.near, same_facility=found.same,
    )  # fmt: skip


def keep(*, invitation: Invitation, predicted: PredictedScore | None) -> None:
    """Until the proposal has ended."""
    if predicted is not None:
        with hats.system(
            "the parts of a score are kept until its proposal has ended, for nobody to read"
        ):
            predicted.invitation = invitation
            predicted.save()


def learns(organisation: int) -> bool:
    return Weights.objects.filter(LEARNS, organisation=organisation).exists()


def collect() -> int:
    """Proposals that have ended become answers, and are forgotten here; those of an organisation that does not learn from
    them any more are forgotten, with its answers. Under the system hat.

    Whether a no was said is not even read: a proposal whose time is over without a yes is a no.
    """
    now = timezone.now()
    learning = Weights.objects.filter(LEARNS, organisation__isnull=False).values("organisation")
    for kept in KEPT_SCORES:
        kept._default_manager.exclude(organisation__in=learning).delete()
    PredictedScore.objects.filter(invitation__withdrawn_at__isnull=False).delete()
    unanswered = Q(invitation__accepted_at__isnull=True, invitation__expires_at__lt=now)
    settled = Q(invitation__accepted_at__lt=now - SINCE)
    rows = (
        PredictedScore.objects.filter(unanswered | settled)
        .select_related("invitation")
        .order_by("score")
    )
    ended = [(one, one.invitation) for one in rows if one.invitation]
    again = met_again([invitation.circle_id for _, invitation in ended if invitation.circle_id])
    month = now.date().replace(day=1)
    Outcome.objects.bulk_create(
        Outcome(
            **{name: getattr(one, name) for name in PARTS},
            month=month,
            what=_what(invitation, again),
        )
        for one, invitation in ended
    )
    PredictedScore.objects.filter(pk__in=[one.pk for one, _ in ended]).delete()
    Outcome.objects.filter(month__lt=month - KEPT).delete()
    return len(ended)


def _what(invitation: Invitation, again: set[int]) -> int:
    if invitation.accepted_at is None:
        return Outcome.What.NO
    return Outcome.What.MET_AGAIN if invitation.circle_id in again else Outcome.What.YES


def met_again(circles: list[int]) -> set[int]:
    """Those of these pairs that met more than once."""
    held = Circle.objects.filter(pk__in=circles).annotate(
        n=Count("meetings", filter=Q(meetings__held=True))
    )
    return set(held.filter(n__gte=MET_AGAIN).values_list("pk", flat=True))

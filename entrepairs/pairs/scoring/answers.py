"""What becomes of proposals, kept without anybody in it: the parts of the score when it was made, and how it ended."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from entrepairs.base import hats
from entrepairs.pairs.models import Proposal
from entrepairs.pairs.queries.ranking import Ranked, between
from entrepairs.pairs.rounds.models import Round, Suggestion
from entrepairs.pairs.scoring.models import Answer, Predicted, Weights
from entrepairs.people import queries as people
from entrepairs.people.models import Circle

LEARNS = ~Q(learning=Weights.Learning.NOTHING)
MET_AGAIN = 2  # meetings held
SINCE = timedelta(days=90)  # after a yes: by then the two have met again, or not
KEPT = timedelta(days=730)
PARTS = ("organisation_id", "score", "shared", "to_a", "to_b", "road", "times", "near", "same_facility")


def predict(*, me: int, other: int) -> Predicted | None:
    """What speaks for the two of us, as I may see it; nothing unless my organisation learns from answers."""
    mine = people.affiliations_of(me).values("organisation")
    organisation = Weights.objects.filter(LEARNS, organisation__in=mine).values_list("organisation", flat=True).first()
    if organisation is None or (found := between(other, people.facets_of([me])[me])) is None:
        return None
    return as_parts(found, organisation)


def as_parts(found: Ranked, organisation: int) -> Predicted:
    return Predicted(
        organisation_id=organisation, score=found.score, shared=found.shared, to_a=found.to_me, to_b=found.to_them,
        road=found.road, times=found.times, near=found.near, same_facility=found.same,
    )  # fmt: skip


def keep(*, proposal: Proposal, predicted: Predicted | None) -> None:
    """Until the proposal has ended."""
    if predicted is not None:
        with hats.system("the parts of a score are kept until its proposal has ended, for nobody to read"):
            predicted.proposal = proposal
            predicted.save()


def keep_suggested(
    round: Round, suggestions: Iterable[Suggestion], parts: Mapping[tuple[int, int], Mapping[str, Any]]
) -> None:
    """What spoke for the two people of each suggestion of a round. Under the system hat."""
    rows = [(one, parts[one.one_id, one.other_id]) for one in suggestions if (one.one_id, one.other_id) in parts]
    Predicted.objects.bulk_create(
        [Predicted(suggestion=one, organisation_id=round.organisation_id, **found) for one, found in rows], 1000
    )


def release_suggested(round: Round, proposals: Iterable[Proposal]) -> None:
    """What a round suggested has become proposals, two for each pair: the one that asks the second person stands for
    both, as it is accepted when both said yes. Under the system hat."""
    asked = {(one.by_id, one.to_id): one for one in proposals}
    rows = Predicted.objects.filter(suggestion__round=round).select_related("suggestion")
    kept = []
    for row in rows if _learns(round.organisation_id) else ():
        if row.suggestion and (proposal := asked.get((row.suggestion.one_id, row.suggestion.other_id))):
            row.proposal, row.suggestion = proposal, None
            kept.append(row)
    Predicted.objects.bulk_update(kept, ["proposal", "suggestion"], 1000)


def _learns(organisation: int) -> bool:
    return Weights.objects.filter(LEARNS, organisation=organisation).exists()


def collect() -> int:
    """Proposals that have ended become answers, and are forgotten here; those of an organisation that does not learn from
    them any more are forgotten, with its answers. Under the system hat.

    Whether a no was said is not even read: a proposal whose time is over without a yes is a no.
    """
    now = timezone.now()
    learning = Weights.objects.filter(LEARNS, organisation__isnull=False).values("organisation")
    for kept in (Predicted, Answer):
        kept.objects.exclude(organisation__in=learning).delete()
    Predicted.objects.filter(proposal__withdrawn_at__isnull=False).delete()
    unanswered = Q(proposal__accepted_at__isnull=True, proposal__expires_at__lt=now)
    settled = Q(proposal__accepted_at__lt=now - SINCE)
    rows = Predicted.objects.filter(unanswered | settled).select_related("proposal").order_by("score")
    ended = [(one, one.proposal) for one in rows if one.proposal]
    again = met_again([proposal.circle_id for _, proposal in ended if proposal.circle_id])
    month = now.date().replace(day=1)
    Answer.objects.bulk_create(
        Answer(**{name: getattr(one, name) for name in PARTS}, month=month, what=_what(proposal, again))
        for one, proposal in ended
    )
    Predicted.objects.filter(pk__in=[one.pk for one, _ in ended]).delete()
    Answer.objects.filter(month__lt=month - KEPT).delete()
    return len(ended)


def _what(proposal: Proposal, again: set[int]) -> int:
    if proposal.accepted_at is None:
        return Answer.What.NO
    return Answer.What.MET_AGAIN if proposal.circle_id in again else Answer.What.YES


def met_again(circles: list[int]) -> set[int]:
    """Those of these pairs that met more than once."""
    held = Circle.objects.filter(pk__in=circles).annotate(n=Count("meetings", filter=Q(meetings__held=True)))
    return set(held.filter(n__gte=MET_AGAIN).values_list("pk", flat=True))

"""Scores of what a round suggests, kept for learning until it is released or goes."""

from collections.abc import Iterable, Mapping
from typing import Any

from entrepairs.pairs.models import Invitation, PredictedScore
from entrepairs.pairs.outcomes import COMPONENTS, learns_from_answers
from entrepairs.rounds.models import PredictedSuggestion, Round, Suggestion


def keep_suggested(
    round: Round,
    suggestions: Iterable[Suggestion],
    components: Mapping[tuple[int, int], Mapping[str, Any]],
) -> None:
    """What spoke for the two people of each suggestion of a round. Under the system hat."""
    PredictedSuggestion.objects.bulk_create(
        [
            PredictedSuggestion(
                suggestion=one,
                organisation_id=round.organisation_id,
                **components[one.one_id, one.other_id],
            )
            for one in suggestions
            if (one.one_id, one.other_id) in components
        ],
        1000,
    )


def release_suggested(round: Round, invitations: Iterable[Invitation]) -> None:
    """What a round suggested has become invitations, two a pair. The one that asks the second
    person stands for both: it is accepted when both said yes. System hat."""
    if not learns_from_answers(round.organisation_id):
        return
    asked = {(one.by_id, one.to_id): one for one in invitations}
    rows = PredictedSuggestion.objects.filter(suggestion__round=round).select_related("suggestion")
    PredictedScore.objects.bulk_create(
        [
            PredictedScore(
                invitation=invitation, **{name: getattr(row, name) for name in COMPONENTS}
            )
            for row in rows
            if (invitation := asked.get((row.suggestion.one_id, row.suggestion.other_id)))
        ],
        1000,
    )

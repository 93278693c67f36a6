"""Reading the weights."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from entrepairs.suggestions.models import LearningFigures, Weights, WeightsChange


@dataclass(frozen=True, slots=True)
class Two:
    """The weights that hold in an organisation: its own, if it chose some, else those of the
    network."""

    own: Weights | None
    network: Weights

    @property
    def held(self) -> Weights:
        return self.own or self.network


def weights_of(organisation: int) -> Two:
    """One query."""
    rows = list(Weights.objects.filter(Q(organisation=organisation) | Q(organisation__isnull=True)))
    own = next((row for row in rows if row.organisation_id is not None), None)
    return Two(own, next(row for row in rows if row.organisation_id is None))


def weight_changes(organisation: int) -> QuerySet[Any]:
    """What the weights became, the latest first."""
    return (
        WeightsChange.objects.filter(organisation=organisation)
        .select_related("by")
        .order_by("-at")[:20]
    )


def learning_figures(organisation: int) -> LearningFigures | None:
    return LearningFigures.objects.filter(organisation=organisation).first()

"""Reading the weights."""

from collections.abc import Iterable

from django.db.models import F, Q

from entrepairs.pairs.scoring.models import Weights
from entrepairs.pairs.scoring.parts import BOUNDS

Values = dict[str, float]


def of_organisation(organisation: int) -> Weights:
    """Those that an organisation chose, else those of the network. One query."""
    rows = Weights.objects.filter(Q(organisation=organisation) | Q(organisation__isnull=True))
    return rows.order_by(F("organisation").asc(nulls_last=True))[0]


def mean(rows: Iterable[Weights]) -> Values:
    """Each weight halfway between those of several organisations: see docs/decisions/0017."""
    values = [row.values for row in rows]
    return {name: sum(value[name] for value in values) / len(values) for name in BOUNDS}

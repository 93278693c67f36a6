"""Organisations that learn, and answers that were given to them."""

from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.matching.bounds import BOUNDS
from entrepairs.suggestions.models import Outcome, Weights


def learns(network: Any, how: str = "suggest") -> None:
    with hats.system("test"):
        Weights.objects.create(organisation=network.escale, learning=how)


def answers(network: Any, count: int, *, lean: str = "shared") -> None:
    parts = dict.fromkeys(("shared", "to_a", "to_b", "road", "times", "near"), 0.3)
    with hats.system("test"):
        Outcome.objects.bulk_create(
            Outcome(
                organisation=network.escale,
                month=timezone.now().date().replace(day=1),
                same_facility=False,
                what=int(n % 3 > 0),
                score=0.2 + 0.3 * (n % 3 > 0),
                **parts | {lean: 0.8 if n % 3 else 0.1},
            )
            for n in range(count)
        )


DEFAULTS = {name: bound.default for name, bound in BOUNDS.items()}

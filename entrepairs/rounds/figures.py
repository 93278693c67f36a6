"""Figures of a round for those who coordinate: none about fewer than 11 people."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from entrepairs.core import hats, small_counts
from entrepairs.pairs.models import Invitation
from entrepairs.rounds.models import Round

CAN = "can"  # there is someone for them


def waiting_figures(people: int, alone: Iterable[str]) -> dict[str, Any]:
    """How many wait, and of those for whom there is nobody, what would help them: kept with the
    round."""
    reasons = Counter(alone)
    parts = Counter({CAN: people - reasons.total()})
    for name, number in reasons.items():
        # In detail when there are many, else with the others of its kind.
        parts[name if number >= small_counts.LEAST else name.partition(":")[0]] += number
    return {"waiting": small_counts.hide_small(parts).as_json}


def figures_by_tens(said: dict[str, Any]) -> dict[str, Any]:
    """As it is kept: beside a list of names, the exact number of those who wait, or for whom there
    is nobody, would tell how many are not in it; and of those who would meet someone, how many
    another who coordinates does not read."""
    return {what: _round_down(told) for what, told in said.items()}


def _round_down(told: dict[str, Any]) -> dict[str, Any]:
    parts = {name: small_counts.round_to_tens(number) for name, number in told["parts"].items()}
    return told | {
        "total": told["total"] and small_counts.round_to_tens(told["total"]),
        "parts": parts,
    }


def found_figures(people: int, met: int, said: dict[str, Any]) -> dict[str, Any]:
    """How many would meet someone: nothing, when that and how many could would tell together of
    fewer than 11 people."""
    can = said["waiting"]["parts"].get(CAN)
    few = can is not None and 0 < can - met < small_counts.LEAST
    return {
        "found": (
            small_counts.SafeFigures()
            if few
            else small_counts.hide_small({"met": met, "unmet": people - met})
        ).as_json
    }


def pairs_made(round: Round) -> int:
    """How many of the pairs that a round asked said yes, by elevens. Nobody sees who answered what:
    not from one reading to the next, nor once it is over."""
    with hats.system("the answers to a round are counted, and told when they are many"):
        lines = Invitation.objects.filter(round_id=round.pk, by__lt=F("to")).order_by(
            "accepted_at", "pk"
        )
        twos = list(lines.values_list("by", "to", "accepted_at"))
    asked = {who for by, to, _yes in twos for who in (by, to)}
    return small_counts.count_by_elevens(((by, to) for by, to, yes in twos if yes), of=asked)

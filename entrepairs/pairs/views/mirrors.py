"""The mirror: of a pair, for the two; one's own, for oneself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings.exchange_sums import Kind
from entrepairs.pairs.mirror import Mirror
from entrepairs.pairs.queries import mirror_figures, weeks
from entrepairs.pairs.views.shared import my_pair, pair_context
from entrepairs.vocabulary import queries as vocabulary


def lines_by_kind(mirror: Mirror) -> list[Kind]:
    """One line a kind, the most brought first."""
    given, received = dict(mirror.kinds_given), dict(mirror.kinds_received)
    lines = [
        Kind(vocabulary.concept(kind).label, given.get(kind, 0), received.get(kind, 0))
        for kind in given | received
    ]
    return sorted(lines, key=lambda line: (-line.given - line.received, line.label))


def mirror_context(mirror: Mirror, period: mirror_figures.Period) -> dict[str, Any]:
    return {
        "mirror": mirror,
        "kinds": lines_by_kind(mirror),
        "period": period,
        "periods": mirror_figures.PERIODS,
    }


@require_safe
def own(request: SignedInRequest) -> HttpResponse:
    period = mirror_figures.find_period(request.GET.get("period"))
    mirror = mirror_figures.mirror_of_person(request.person_id, period.since)
    context = mirror_context(mirror, period) | {"free": weeks.peers_free_with(request.person_id)}
    return render(request, "pairs/mirror.html", context)


@require_safe
def of_pair(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    period = mirror_figures.find_period(request.GET.get("period"))
    mirror = mirror_figures.mirror_of_pair(pair.circle, request.person_id, period.since)
    context = {
        **pair_context(pair, "mirror"),
        **mirror_context(mirror, period),
        "week": weeks.week_with(pair.circle, pair.other, request.person_id) if pair.runs else None,
    }
    return render(request, "pairs/pair_mirror.html", context)

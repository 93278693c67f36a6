"""The mirror: of a pair, for the two; one's own, for oneself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.meetings.exchange_sums import Kind
from entrepairs.pairs.actions.giving_marks import set_giving_mark
from entrepairs.pairs.forms import GivingMarkForm
from entrepairs.pairs.mirror import Mirror
from entrepairs.pairs.queries import mirror_figures, weeks
from entrepairs.pairs.views.shared import my_pair, pair_context
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
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


@page_or_form
def own(request: SignedInRequest) -> HttpResponse:
    """With a mark of one's own: how much giving is much, told here and nowhere else."""
    giving = mirror_figures.giving_of(request.person_id)
    form = GivingMarkForm(request.POST or None, initial={"hours": giving.hours})
    if form.is_valid():
        hours = form.cleaned_data["hours"]
        if run_form(request, form, set_giving_mark, done=_("Saved."), hours=hours):
            return redirect("pairs:mirror")
    period = mirror_figures.find_period(request.GET.get("period"))
    mirror = mirror_figures.mirror_of_person(request.person_id, period.since)
    free = weeks.peers_free_with(request.person_id)
    context = mirror_context(mirror, period) | {"free": free, "giving": giving}
    return forms.page(request, "pairs/mirror.html", context, form=form)


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

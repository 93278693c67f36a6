"""A decision with its reasons, for both sides; asking that others read it again; figures."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.core.small_counts import hide_small
from entrepairs.ledger.run import run_form
from entrepairs.notices import actions as notices
from entrepairs.safeguarding import queries, reportable
from entrepairs.safeguarding.actions.reports import appeal_ruling
from entrepairs.safeguarding.forms import AppealForm
from entrepairs.safeguarding.models import Outcome, Ruling
from entrepairs.safeguarding.notice_kinds import RULING
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

IN_TIME = {"met": gettext_lazy("in time"), "missed": gettext_lazy("not in time")}


def told_of(ruling: Ruling, me: int) -> dict[str, Any]:
    words = queries.words_decided(ruling.report_id)
    if words is None:
        raise Http404
    appeal = queries.my_appeal(ruling.report_id, me)
    second = queries.decided_rulings().filter(report=ruling.report_id, turn=queries.SECOND)
    last = queries.appeal_until(ruling)
    return {
        "ruling": ruling,
        "rule": queries.rule_words(ruling),
        "words": words,
        "kind": reportable.words_of_kind(words.kind),
        "readers": queries.names_of_readers(ruling.report_id)[ruling.turn],
        "appeal": appeal,
        "appeal_until": last,
        "second": second.first() if ruling.turn == queries.FIRST else None,
        "may_appeal": queries.may_appeal(ruling) and not appeal and not second.exists(),
    }


@require_safe
def decision(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.decided_rulings(), key=key)
    notices.see_after_answer(request, kinds=[RULING], about=key)
    return render(request, "safeguarding/decision.html", told_of(found, request.person_id))


@page_or_form
def appeal(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.decided_rulings(), key=key)
    context = told_of(found, request.person_id)
    if not context["may_appeal"]:
        raise Http404
    form = AppealForm(request.POST or None)
    if form.is_valid():
        done = _("Sent. Two others read everything again.")
        values: dict[str, Any] = {"ruling": found, "words": form.cleaned_data["words"]}
        if run_form(request, form, appeal_ruling, done=done, **values):
            return redirect("safeguarding:decision", key)
    return forms.page(request, "safeguarding/appeal.html", context, form=form)


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What was decided so far, and whether in time: of eleven people at least."""
    tables = (
        (_("People, by what was decided"), dict(Outcome.choices), "outcomes"),
        (_("People, by when the answer came"), IN_TIME, "in_time"),
    )
    told = []
    for title, names, by in tables:
        safe = hide_small(queries.count_outcomes(by))
        parts = [(names[name], number) for name, number in safe.parts.items()]
        told.append((title, safe, parts))
    return render(request, "safeguarding/figures.html", {"tables": told})

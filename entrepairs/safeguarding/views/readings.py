"""Ruling on a report: the words reported and no others, unless who reported shows more."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core import hats
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.safeguarding import queries, reportable
from entrepairs.safeguarding.actions import rulings as actions
from entrepairs.safeguarding.forms import RulingForm
from entrepairs.safeguarding.models import Appeal, ReportReader, Ruling, ShownWords
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.middleware import after_answer


def reading_or_404(request: SignedInRequest, key: str) -> ReportReader:
    rows = queries.with_appeals(ReportReader.objects.filter(person=request.person_id))
    if (found := rows.filter(report__key=key).first()) is None:
        raise Http404
    return found


def note_opened_after(request: SignedInRequest, reading: ReportReader, *, context: bool) -> None:
    me = request.person_id

    def note() -> None:
        with hats.person(me):
            actions.note_opened(reading=reading, context=context)

    after_answer(request, note)


@page_or_form
def read(request: SignedInRequest, key: str) -> HttpResponse:
    """The words, why, what is proposed; a form to propose otherwise."""
    reading = reading_or_404(request, key)
    report = reading.report
    rulings = {one.turn: one for one in Ruling.objects.filter(report=report)}
    standing = rulings.get(reading.turn)
    decided = standing is not None and standing.agreed_at is not None
    form = None if decided else RulingForm(request.POST or None, report=report)
    if form is not None and form.is_valid():
        done = _("Proposed. The decision applies once the other person agrees.")
        values: dict[str, Any] = {"reading": reading, "words": form.words()}
        if run_form(request, form, actions.propose_ruling, done=done, **values):
            return redirect("safeguarding:read", key)
    note_opened_after(request, reading, context=False)
    appeals = list(Appeal.objects.filter(report=report).order_by("pk"))
    first = rulings.get(queries.FIRST) if reading.turn == queries.SECOND else None
    context = {
        "report": report,
        "kind": reportable.words_of_kind(report.kind),
        "readers": queries.names_of_readers(report.pk)[reading.turn],
        "clock": queries.clock_of_reading(reading),
        "appeal_until": queries.appeal_until(standing) if standing else None,
        "standing": standing,
        "rule": queries.rule_words(standing) if standing else "",
        "mine": standing is not None and standing.proposed_by_id == request.person_id,
        "decided": decided,
        "first": first,
        "first_rule": queries.rule_words(first) if first else "",
        "appeals": appeals,
        "has_context": ShownWords.objects.filter(report=report).exists(),
    }
    return forms.page(request, "safeguarding/read.html", context, form=form)


@require_safe
def shown(request: SignedInRequest, key: str) -> HttpResponse:
    """What stood before: shown by who reported. Its authors see afterwards that it was read."""
    reading = reading_or_404(request, key)
    rows = list(ShownWords.objects.filter(report=reading.report_id).order_by("said_at", "pk"))
    if not rows:
        raise Http404
    note_opened_after(request, reading, context=True)
    return render(request, "safeguarding/shown.html", {"report": reading.report, "shown": rows})


@require_POST
def agree(request: SignedInRequest, key: str) -> HttpResponse:
    """To the decision that the page showed: another one, proposed since, is not agreed to."""
    reading = reading_or_404(request, key)
    seen = Ruling.objects.filter(
        report=reading.report_id, turn=reading.turn, key=request.POST.get("ruling", "")
    ).first()
    if seen is not None:
        done = _("Decided. Both sides are told why.")
        run_button(request, actions.agree_ruling, done=done, ruling=seen)
    return redirect("safeguarding:read", key)

"""The decisions of a group, and one of them with its answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.decisions import queries
from entrepairs.decisions.actions import answers as actions
from entrepairs.decisions.forms import AnswerForm, RemarkForm
from entrepairs.decisions.models import Remark
from entrepairs.decisions.queries import Told
from entrepairs.decisions.views.shared import context_of, deciding_group, decision_at
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.ledger.run import run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

LINES = 30
POLLS = 5  # the newest, above the decisions


@require_safe
def index(request: SignedInRequest, key: str) -> HttpResponse:
    standing = deciding_group(request, key)
    page = page_of(request, queries.decisions_of(standing.circle), LINES)
    told = queries.tell_decisions(page.rows)
    polls = queries.polls_of(standing.circle, POLLS) if page.number == 1 else []
    context = {**context_of(request, standing), "page": page, "told": told, "polls": polls}
    return render(request, "decisions/list.html", context)


@page_or_form
def decision(request: SignedInRequest, key: str, decision: str) -> HttpResponse:
    """The proposal, and the form to answer it: it comes back filled also when it was closed
    meanwhile."""
    standing = deciding_group(request, key)
    (told,) = queries.tell_decisions([decision_at(standing, decision)])
    told.last.decision = told.decision
    mine = queries.my_answer(told.last, request.person_id) if told.last.mine else None
    form = AnswerForm(request.POST or None, initial=_initial(mine))
    if form.is_valid():
        by_name = request.POST.get("how") == "named"
        if _answer(request, form, told, by_name=by_name):
            return redirect(told.decision.path)
    context = {**context_of(request, standing), **_context(request, standing, told, mine)}
    return forms.page(request, "decisions/decision.html", context, form=form)


def _initial(mine: Any) -> dict[str, str] | None:
    return {"choice": mine.choice, "words": mine.words} if mine else None


def _answer(request: SignedInRequest, form: AnswerForm, told: Told, *, by_name: bool) -> bool:
    """Under a name only when that button was pressed."""
    values: dict[str, Any] = {"version": told.last}
    if by_name:
        done = _("Your answer is in. You can change it until the end.")
        return bool(
            run_form(
                request, form, actions.answer_under_name, done=done, said=form.said(), **values
            )
        )
    ran = run_form(request, form, actions.answer_without_name, unlinked=form.said(), **values)
    if ran:
        messages.success(request, _("Your answer is in. No link to you was kept."))
    return bool(ran)


def _context(
    request: SignedInRequest, standing: GroupStanding, told: Told, mine: Any
) -> dict[str, Any]:
    remarks = queries.remarks_of(told.decision)
    answers = queries.answers_to(told)
    words = answers.words(told.last)
    return {
        "told": told,
        "decision": told.decision,
        "mine": mine,
        "stages": list(queries.stages_of(told)),
        "questions": [one for one in remarks if one.kind == Remark.Kind.QUESTION],
        "advice": [one for one in remarks if one.kind == Remark.Kind.ADVICE],
        "answers": answers,
        "words_page": page_of(request, words, LINES),
        "decides": standing.decides and not standing.ended,
        "may_write": not standing.ended and told.decision.withdrawn_at is None,
        "remark_form": RemarkForm(),
    }

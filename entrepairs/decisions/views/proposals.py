"""Putting a proposal before a group, again in other words, closing its answers, taking it back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.decisions import queries
from entrepairs.decisions.actions import proposals as actions
from entrepairs.decisions.forms import AmendForm, ProposalForm, first_days
from entrepairs.decisions.views.shared import context_of, decision_at, voting_group
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def propose(request: SignedInRequest, key: str) -> HttpResponse:
    standing = voting_group(request, key)
    form = ProposalForm(request.POST or None, initial=first_days())
    if form.is_valid():
        said = {"title": form.cleaned_data["title"], "wording": form.wording()}
        done = _("Your proposal is before the group. Everybody in it is told.")
        values = {"circle": standing.circle, **said}
        if run_form(request, form, actions.propose, done=done, **values):
            return redirect("decisions:list", key)
    context = {**context_of(request, standing), "told": None}
    return forms.page(request, "decisions/write.html", context, form=form)


@page_or_form
def amend(request: SignedInRequest, key: str, decision: str) -> HttpResponse:
    """Other words, once the answers are closed: for any member."""
    standing = voting_group(request, key)
    (told,) = queries.tell_decisions([decision_at(standing, decision)])
    if told.stand not in {"objection", "silence", "adopted"}:
        raise Http404
    initial = {**first_days(), "words": told.last.words, "questions_until": None}
    form = AmendForm(request.POST or None, initial=initial)
    if form.is_valid():
        values = {"decision": told.decision, "after": told.last.number, "wording": form.wording()}
        done = _("The new version is before the group. Everybody is asked again.")
        if run_form(request, form, actions.amend, done=done, **values):
            return redirect(told.decision.path)
    answers = queries.answers_to(told)
    context = {**context_of(request, standing), "told": told, "answers": answers}
    return forms.page(request, "decisions/write.html", context, form=form)


@require_POST
def close(request: SignedInRequest, key: str, decision: str) -> HttpResponse:
    standing = voting_group(request, key)
    (told,) = queries.tell_decisions([decision_at(standing, decision)])
    told.last.decision = told.decision
    run_button(request, actions.close_answers, version=told.last, done=_("Answers are closed."))
    return redirect(told.decision.path)


@page_or_form
def withdraw(request: SignedInRequest, key: str, decision: str) -> HttpResponse:
    standing = voting_group(request, key)
    row = decision_at(standing, decision)
    if row.proposed_by_id != request.person_id or row.withdrawn_at is not None:
        raise Http404
    return confirm_button(
        request,
        actions.withdraw_proposal,
        title=_("Withdraw your proposal? %(title)s") % {"title": row.title},
        lines=[
            _("Nobody can answer it any more."),
            _("Before the first answers are shown, nobody reads it any more, you neither."),
            _("After that, it stays to be read, as withdrawn. You cannot undo this."),
        ],
        yes=_("Withdraw"),
        back=row.path,
        after=reverse("decisions:list", args=[key]),
        decision=row,
        done=_("Your proposal is withdrawn."),
    )

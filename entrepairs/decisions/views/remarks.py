"""Questions about a proposal, replies, and the advice of those who do not decide."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.decisions.actions import answers as actions
from entrepairs.decisions.forms import RemarkForm
from entrepairs.decisions.models import Decision, Remark
from entrepairs.decisions.views.shared import context_of, deciding_group, decision_at
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ui.forms import page_or_form


@page_or_form
def write(request: SignedInRequest, key: str, decision: str) -> HttpResponse:
    """One page for the three: to what, is in the address."""
    standing = deciding_group(request, key)
    row = decision_at(standing, decision)
    to = _question(row, request.GET.get("to", ""))
    kind = Remark.Kind.REPLY if to else Remark.Kind.QUESTION
    if to is None and "advice" in request.GET and not standing.decides:
        kind = Remark.Kind.ADVICE
    form = RemarkForm(request.POST or None)
    form.fields["words"].label = {
        Remark.Kind.QUESTION: _("Your question"),
        Remark.Kind.REPLY: _("Your reply"),
        Remark.Kind.ADVICE: _("Your advice to the members"),
    }[kind]
    if form.is_valid():
        values: dict[str, Any] = {"decision": row, "kind": kind.value, "to": to}
        values["words"] = form.cleaned_data["words"]
        if run_form(request, form, actions.write_remark, done=_("Sent."), **values):
            return redirect(row.path)
    context = {**context_of(request, standing), "decision": row, "to": to, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "decisions/remark.html", context, status=status)


def _question(decision: Decision, key: str) -> Remark | None:
    if not key:
        return None
    rows = Remark.objects.filter(decision=decision, kind=Remark.Kind.QUESTION)
    return get_object_or_404(rows.select_related("author"), key=key)


@require_POST
def remove(request: SignedInRequest, key: str, decision: str, remark: str) -> HttpResponse:
    standing = deciding_group(request, key)
    row = decision_at(standing, decision)
    mine = Remark.objects.filter(decision=row, author=request.person_id)
    words = get_object_or_404(mine.select_related("decision__circle"), key=remark)
    run_button(request, actions.remove_remark, remark=words, done=_("Removed."))
    return redirect(row.path)

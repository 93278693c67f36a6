"""The review of a year, as a tab of a plan: side by side, written by each."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.plans.models import Plan
from entrepairs.plans.views.shared import around, my_plan, running_plan_of_mine, seen_plan
from entrepairs.reviews import actions, queries
from entrepairs.reviews.forms import ReviewForm
from entrepairs.reviews.models import Viewpoint
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def review(request: SignedInRequest, key: str) -> HttpResponse:
    """The one that is open, else the last; an earlier one by its key."""
    standing = seen_plan(request, key)
    rows = list(queries.reviews_of(standing.plan))
    asked = request.GET.get("review", "")
    found = next((row for row in rows if row.key == asked), None) if asked else None
    if asked and found is None:
        raise Http404
    found = found or (rows[0] if rows else None)
    context: dict[str, Any] = {
        **around(request, standing, "review"),
        "review": found,
        "earlier": [row for row in rows if row != found],
        "rows": queries.read_review(found) if found else [],
        "viewpoints": list(Viewpoint),
        "may_answer": found and found.is_open and standing.inside and found.from_where,
    }
    return render(request, "reviews/review.html", context)


@require_POST
def start(request: SignedInRequest, key: str) -> HttpResponse:
    standing = running_plan_of_mine(request, key)
    done = _("The review is open. Peers and services in the plan are asked.")
    run_button(request, actions.open_review, plan=standing.plan, done=done)
    return redirect("reviews:review", key)


def open_review_of(plan: Plan) -> Any:
    return get_object_or_404(queries.reviews_of(plan), closed_at=None)


@page_or_form
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_plan(request, key)
    found = open_review_of(standing.plan)
    if not standing.inside or found.from_where is None:
        raise Http404
    mine = queries.my_answers(found, standing.me)
    form = ReviewForm(request.POST or None, mine=mine)
    if form.is_valid():
        values = {"review": found, "said": form.said()}
        if run_form(request, form, actions.answer_review, done=_("Saved."), **values):
            return redirect("reviews:review", key)
    context = around(request, standing, "review")
    return forms.page(request, "reviews/answer.html", context, form=form)


@page_or_form
def close(request: SignedInRequest, key: str) -> HttpResponse:
    standing = my_plan(request, key)
    return confirm_button(
        request,
        actions.close_review,
        title=_("Close this review?"),
        lines=[
            _("Nothing more is written in it."),
            _("Everyone in the plan can still read it."),
            _("You cannot undo this. You can open another review."),
        ],
        yes=_("Close the review"),
        back=reverse("reviews:review", args=[key]),
        danger=False,
        review=open_review_of(standing.plan),
        done=_("The review is closed."),
    )

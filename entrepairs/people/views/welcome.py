"""The first conversation, and the same questions outside of it.

Each step is saved when it is sent.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.people import audiences, queries
from entrepairs.people.actions.persons import pass_welcome_step
from entrepairs.people.onboarding import NUMBERS, STEPS, Step, step_after, step_named
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def welcome(request: SignedInRequest) -> HttpResponse:
    done = request.person.welcome_step
    context = {"steps": STEPS, "done": done, "following": step_after(done) or STEPS[0]}
    return render(request, "people/welcome.html", context)


@page_or_form
def welcome_step(request: SignedInRequest, key: str) -> HttpResponse:
    step = _step_or_404(key)
    number = NUMBERS[key]
    following = step_after(number)
    form = _save_answer(request, step)
    if form is None:
        over = following is None or request.POST.get("go") == "stop"
        pass_welcome_step(by=request.person_id, step=number, last=over)
        if following is None or over:
            return redirect("welcome_done")
        return redirect("welcome_step", following.key)
    before = STEPS[number - 2] if number > 1 else None
    context = {"number": number, "total": len(STEPS), "before": before, "following": following}
    return _question_page(request, step, form, context)


@require_safe
def welcome_done(request: SignedInRequest) -> HttpResponse:
    return render(request, "people/welcome_done.html")


@page_or_form
def tell(request: SignedInRequest, key: str) -> HttpResponse:
    """One of the questions, by itself."""
    step = _step_or_404(key)
    form = _save_answer(request, step)
    if form is None:
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('me')}#{step.kind or step.key}")
    return _question_page(request, step, form, {"alone": True})


def _step_or_404(key: str) -> Step:
    step = step_named(key)
    if step is None:
        raise Http404
    return step


def _save_answer(request: SignedInRequest, step: Step) -> forms.Form | None:
    """None when this step is over, answered or passed; else its form, with what was typed in it."""
    if request.method != "POST":
        return step.build_form(None, request.person_id)
    go = request.POST.get("go", "save")
    if go == "skip":
        return None
    form = step.build_form(request.POST, request.person_id)
    if not form.is_valid() or go == "find":
        return form
    ran = run_form(request, form, step.save_answer, answer=form.cleaned_data)
    return None if ran else form


def _question_page(
    request: SignedInRequest, step: Step, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    alone_with = not queries.affiliations_of(request.person_id).exists()
    about = {"step": step, "levels": audiences.list_levels(), "no_organisation": alone_with}
    return forms.page(request, step.template, {**about, **context}, form=form)

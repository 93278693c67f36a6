"""The first conversation, and the same questions outside of it. Each step is saved when it is sent."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrepairs.ledger.actions import AlreadyDone
from entrepairs.people import actions, audiences, queries
from entrepairs.people.onboarding import NUMBERS, STEPS, Step, after, step_named
from entrepairs.ui import forms


@require_safe
def welcome(request: Any) -> HttpResponse:
    done = request.person.welcome_step
    following = after(done) or STEPS[0]
    return render(
        request, "people/welcome.html", {"steps": STEPS, "done": done, "following": following}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def welcome_step(request: Any, key: str) -> HttpResponse:
    step = _step(key)
    number = NUMBERS[key]
    following = after(number)
    answer = _skip_or_save(request, step) if request.method == "POST" else None
    if answer is True:
        actions.go_on(by=request.person_id, step=number, last=following is None)
        return redirect(
            reverse("welcome_step", args=[following.key]) if following else reverse("welcome_done")
        )
    before = STEPS[number - 2] if number > 1 else None
    context = {"number": number, "total": len(STEPS), "before": before, "following": following}
    return _ask(request, step, answer or step.form(None, request.person_id), context)


@require_safe
def welcome_done(request: HttpRequest) -> HttpResponse:
    return render(request, "people/welcome_done.html")


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: Any, key: str) -> HttpResponse:
    """One of the questions, by itself."""
    step = _step(key)
    answer = _skip_or_save(request, step) if request.method == "POST" else None
    if answer is True:
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('me')}#{step.kind or step.key}")
    return _ask(request, step, answer or step.form(None, request.person_id), {"alone": True})


def _step(key: str) -> Step:
    step = step_named(key)
    if step is None:
        raise Http404
    return step


def _skip_or_save(request: Any, step: Step) -> forms.Form | bool:
    """True when this step is over; else its form, to be shown again with what was typed."""
    go = request.POST.get("go", "save")
    if go == "skip":
        return True
    form = step.form(request.POST, request.person_id)
    if not form.is_valid() or go == "find":
        return form
    with suppress(AlreadyDone):  # the same form arrived twice: what it said is saved
        step.save(form, request.person_id, form.cleaned_data["once"])
    return True


def _ask(request: Any, step: Step, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    alone_with = not queries.affiliations_of(request.person_id).exists()
    about = {"step": step, "levels": list(audiences.levels()), "no_organisation": alone_with}
    return forms.page(request, step.template, {**about, **context}, form=form)

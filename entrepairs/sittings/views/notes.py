"""After a sitting: the note of the delegation, its text erased, next steps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.views.shared import around
from entrepairs.sittings import queries
from entrepairs.sittings.actions import notes as actions
from entrepairs.sittings.forms import NoteForm, StepForm
from entrepairs.sittings.models import NextStep, Sitting
from entrepairs.sittings.views.shared import people_of, seen_sitting
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form


@page_or_form
def note(request: SignedInRequest, key: str) -> HttpResponse:
    """In two minutes, also on a phone."""
    found, mandate = seen_sitting(request, key)
    people = people_of(found.body, queries.delegation_on(found.body, found.day))
    written, came = found.written, queries.came_to(found)
    form = NoteForm(request.POST or None, people=people, note=written, came=came)
    if form.is_valid():
        unseen = came - {one.pk for one, _name in people.values()}
        values: dict[str, Any] = {"sitting": found, "told": form.told()}
        values["came"] = [*form.mandates(), *_still_there(unseen)]
        done = _("Saved. The delegation can read the note.")
        if run_form(request, form, actions.write_note, done=done, **values):
            return redirect(found.path)
    title = _("After the sitting, in two minutes")
    context = around(mandate, "sittings", title=title, back=found.path)
    return forms.page(request, "sittings/write.html", context, form=form)


def _still_there(mandates: set[int]) -> list[Mandate]:
    """Who came and is not named to me any more stays in the list."""
    return list(Mandate.objects.filter(pk__in=mandates))


@page_or_form
def erase_text(request: SignedInRequest, key: str) -> HttpResponse:
    found, _mandate = seen_sitting(request, key)
    return confirm_button(
        request,
        actions.erase_text,
        title=_("Delete the text of this sitting?"),
        lines=[
            _("The words and the minutes are deleted. The sitting stays, with who came."),
            _("You cannot undo this."),
        ],
        yes=_("Delete the text"),
        back=found.path,
        sitting=found,
        done=_("The text is deleted."),
    )


@page_or_form
def add_step(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = seen_sitting(request, key)
    people = people_of(found.body, queries.delegation_on(found.body, today()))
    form = StepForm(request.POST or None, people=people)
    if form.is_valid():
        values: dict[str, Any] = {"sitting": found, "terms": form.terms()}
        if run_form(request, form, actions.add_step, done=_("Next step added."), **values):
            return redirect(found.path)
    context = around(mandate, "sittings", title=_("Add a next step"), back=found.path)
    return forms.page(request, "sittings/write.html", context, form=form)


def step_or_404(sitting: Sitting, key: str) -> NextStep:
    rows = NextStep.objects.select_related("sitting")
    return get_object_or_404(rows, sitting=sitting, key=key)


@require_POST
def step(request: SignedInRequest, key: str, step: str) -> HttpResponse:
    """Done, not done after all, or removed."""
    found, _mandate = seen_sitting(request, key)
    row, said = step_or_404(found, step), request.POST.get("answer")
    if said in ("done", "undone"):
        run_button(request, actions.tick_step, step=row, is_done=said == "done", done=_("Saved."))
    elif said == "remove":
        run_button(request, actions.remove_step, step=row, done=_("Next step removed."))
    return redirect(found.path)

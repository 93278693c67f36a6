"""What was brought in a gathering: filled in from its page, confirmed, removed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings.actions import bringing as actions
from entrepairs.gatherings.bringing import people_to_name, yes_needed
from entrepairs.gatherings.forms_of_bringing import AnswerNoteForm, BringForm
from entrepairs.gatherings.views.times import time_at
from entrepairs.groups.views.shared import around
from entrepairs.ledger.run import run_button, run_form
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Person
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def note(request: SignedInRequest, at: str) -> HttpResponse:
    """What I brought and received, with the group or with some people."""
    time, standing = time_at(request, at)
    if not time.begun or time.cancelled or not time.agreed:
        raise Http404
    people = people_to_name(standing.circle, time, request.person_id)
    form = BringForm(request.POST or None, people=people)
    needed = yes_needed(time, standing.circle, request.person_id)
    if form.is_valid():
        values: dict[str, Any] = {**time.about, "people": form.named, "lines": form.lines()}
        done = _("Saved. It counts once the people you named confirm it.")
        if not form.named:
            done = _("Saved. It counts once the other person of the group confirms it.")
            if needed > 1:
                done = _("Saved. It counts once two others of the group confirm it.")
        if run_form(request, form, actions.note_brought, done=done, **values):
            return redirect("gatherings:time", at)
    context = {**around(request, standing, "meetings"), "time": time, "person": request.person}
    return forms.page(request, "gatherings/bring.html", {**context, "needed": needed}, form=form)


def meeting_of(request: SignedInRequest, at: str) -> Meeting:
    time, _standing = time_at(request, at)
    return get_object_or_404(Meeting.objects.select_related("circle"), pk=time.meeting)


@require_POST
def confirm(request: SignedInRequest, at: str) -> HttpResponse:
    """Of what is between us, or for the group."""
    meeting, form = meeting_of(request, at), AnswerNoteForm(request.POST)
    if form.is_valid():
        noter = get_object_or_404(Person.objects.all(), key=form.cleaned_data["noter"])
        read = {"meeting": meeting, "noter": noter, "noted_at": form.cleaned_data["noted_at"]}
        if request.POST.get("for") == "group":
            done = _("Thank you. It counts once enough people have confirmed it.")
            run_button(request, actions.confirm_for_group, done=done, **read)
        else:
            done = _("Confirmed. It now counts in your mirror and in theirs.")
            run_button(request, actions.confirm_brought, done=done, **read)
    return redirect("gatherings:time", at)


@require_POST
def leave(request: SignedInRequest, at: str) -> HttpResponse:
    """A silent no."""
    meeting = meeting_of(request, at)
    noter = get_object_or_404(Person.objects.all(), key=request.POST.get("noter", ""))
    done = _("It waits no more. Nobody is told.")
    run_button(request, actions.leave_unconfirmed, meeting=meeting, noter=noter, done=done)
    return redirect("gatherings:time", at)


@require_POST
def remove(request: SignedInRequest, at: str) -> HttpResponse:
    """What is between me and another, or the group."""
    meeting, key = meeting_of(request, at), request.POST.get("other", "")
    other = get_object_or_404(Person.objects.all(), key=key) if key else None
    done = _("Removed. It is in no count any more.")
    run_button(request, actions.remove_brought, meeting=meeting, other=other, done=done)
    return redirect("gatherings:time", at)

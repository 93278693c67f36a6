"""Pages of those who prepare an event: its call, what it asks for, what is written to authors."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.calls import decision_letters, queries
from entrepairs.calls.actions import calls
from entrepairs.calls.forms import (
    CallForm,
    KindForm,
    LettersForm,
    QuestionForm,
    ReopenForm,
    values_for_call_form,
)
from entrepairs.calls.models import Question, SubmissionKind
from entrepairs.calls.reader_assignment import EACH
from entrepairs.calls.views.shared import find_call, page_on_clocks, url_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.events import organiser_queries
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.ui.forms import page_or_form

FORMS: dict[str, tuple[Any, Any]] = {
    "kind": (SubmissionKind, KindForm),
    "question": (Question, QuestionForm),
}


@require_safe
def overview(request: SignedInRequest, key: str) -> HttpResponse:
    """How far it is, and what comes next; or that there is none."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    call = queries.call_of(event)
    if call is None:
        return page_on_clocks(request, event, "calls/organise/none.html", {})
    readers = queries.list_readers(call)
    standing = [one for one in readers if one.accepted_at and not one.ended_at]
    context = {
        "call": call,
        "state": call.state,
        "progress": queries.count_progress(call),
        "short": queries.count_lacking_readers(call),
        "standing": standing,
        "missing": EACH - len(standing),
        "now": timezone.now(),
        "left": queries.talks_left_behind(call),
    }
    return page_on_clocks(request, event, "calls/organise/call.html", context)


@page_or_form
def change_call(request: SignedInRequest, key: str) -> HttpResponse:
    """Opens it, or changes it."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    call = queries.call_of(event)
    form = CallForm(request.POST or None, event=event, initial=values_for_call_form(event, call))
    if form.is_valid():
        values = form.call_values()
        if call is None:
            words = _("The call is created. Now say what you are looking for.")
            if run_form(request, form, calls.open_call, event=event, values=values, done=words):
                return redirect(url_of(event, "call_asked"))
        elif run_form(request, form, calls.change_call, call=call, values=values, done=_("Saved.")):
            return redirect(url_of(event))
    return page_on_clocks(request, event, "calls/organise/call_form.html", {"call": call}, form)


@page_or_form
def close_call(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    return confirm_button(
        request,
        calls.close_call,
        title=_("Close the call now?"),
        lines=[_("Nobody can send or change anything any more. You can open it again.")],
        yes=_("Close the call now"),
        back=url_of(call.event),
        call=call,
        done=_("The call is closed."),
    )


@page_or_form
def reopen_call(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    form = ReopenForm(request.POST or None, event=call.event)
    if form.is_valid():
        until, words = form.cleaned_data["until"], _("The call is open again.")
        if run_form(request, form, calls.reopen_call, call=call, until=until, done=words):
            return redirect(url_of(call.event))
    return page_on_clocks(request, call.event, "calls/organise/reopen.html", {"call": call}, form)


@require_safe
def asked(request: SignedInRequest, key: str) -> HttpResponse:
    """Kinds and questions."""
    call = find_call(request, key)
    kinds, questions = queries.kinds_and_questions(call)
    context = {"kinds": kinds, "questions": questions}
    return page_on_clocks(request, call.event, "calls/organise/asked.html", context)


@page_or_form
def change_part(request: SignedInRequest, key: str, what: str, of: str = "") -> HttpResponse:
    """One kind or question: a new one, or one of the call's."""
    call = find_call(request, key)
    model, form_of = FORMS[what]
    part = get_object_or_404(model, call=call, key=of) if of else None
    form = form_of(request.POST or None, instance=part)
    if form.is_valid() and run_form(
        request, form, calls.save_part, call=call, part=form.instance, done=_("Saved.")
    ):
        return redirect(url_of(call.event, "call_asked"))
    context = {"what": what, "part": part}
    return page_on_clocks(request, call.event, "calls/organise/part.html", context, form)


@page_or_form
def remove_part(request: SignedInRequest, key: str, what: str, of: str) -> HttpResponse:
    call = find_call(request, key)
    part = get_object_or_404(FORMS[what][0], call=call, key=of)
    return confirm_button(
        request,
        calls.remove_part,
        title=_("Remove “%(what)s”?") % {"what": part},
        yes=_("Remove"),
        back=url_of(call.event, "call_asked"),
        call=call,
        part=part,
        done=_("Removed."),
    )


@page_or_form
def write_letters(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    form = LettersForm(request.POST or None, initial=decision_letters.letters_for_form(call))
    if form.is_valid() and run_form(
        request, form, calls.write_letters, call=call, letters=form.letters(), done=_("Saved.")
    ):
        return redirect(url_of(call.event, "call_tell"))
    return page_on_clocks(request, call.event, "calls/organise/letters.html", {"call": call}, form)

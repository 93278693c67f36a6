"""Those who prepare an event: its call, what it asks for, what is written to authors."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
    in_call_form,
)
from entrepairs.calls.models import Call, Question, SubmissionKind
from entrepairs.core import hats
from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.events.steps import NotNow
from entrepairs.events.views.organise import done, page_or_form, prepared
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.notices import actions as notices
from entrepairs.ui import forms
from entrepairs.ui.middleware import after_answer

FORMS: dict[str, tuple[Any, Any]] = {
    "kind": (SubmissionKind, KindForm),
    "question": (Question, QuestionForm),
}


def at(event: Event, name: str = "call_prepare", *keys: str) -> str:
    return reverse(f"calls:{name}", args=[event.key, *keys])


def pressed(request: Any, action: Callable[[], Any], words: str) -> bool:
    """A button without a form: what cannot be is said above the next page."""
    try:
        action()
    except AlreadyDone:
        return True
    except (NotNow, ValidationError) as refusal:
        text = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        messages.warning(request, text)
        return False
    messages.success(request, words)
    return True


def on_its_clock(
    request: Any, event: Event, template: str, context: dict[str, Any], form: Any = None
) -> HttpResponse:
    with timezone.override(zone_named(event.time_zone)):
        return forms.page(request, template, {"event": event, **context}, form=form)


@require_safe
def overview(request: Any, key: str) -> HttpResponse:
    """How far it is, and what comes next; or that there is none."""
    event = prepared(request, key)
    call = queries.call_of(event)
    if call is None:
        return on_its_clock(request, event, "calls/organise/none.html", {})
    call.event = event
    readers = list(queries.readers(call))
    context = {
        "call": call, "state": queries.state_of(call, event), "progress": queries.progress(call), "short": queries.short(call),
        "standing": [one for one in readers if one.accepted_at and not one.ended_at], "now": timezone.now(),
        "left": queries.left_behind(call),
    }  # fmt: skip
    return on_its_clock(request, event, "calls/organise/call.html", context)


@page_or_form
def change(request: Any, key: str) -> HttpResponse:
    """Opens it, or changes it."""
    event = prepared(request, key)
    call = queries.call_of(event)
    form = CallForm(request.POST or None, event=event, initial=in_call_form(event, call))
    if form.is_valid():
        told: dict[str, Any] = {
            "told": form.told(),
            "once": form.cleaned_data["once"],
            "by": request.person_id,
        }
        if call is None:
            ok = done(request, form, lambda: calls.open_call(event=event, **told), _("The call is there. Say now what you ask for."))  # fmt: skip
        else:
            call.event = event
            ok = done(request, form, lambda: calls.change_call(call=call, **told), _("Saved."))
        if ok:
            return redirect(at(event, "call_asked" if call is None else "call_prepare"))
    return on_its_clock(request, event, "calls/organise/call_form.html", {"call": call}, form)


@page_or_form
def close(request: Any, key: str) -> HttpResponse:
    call = queries.prepared_call(request.person_id, key)
    if request.method == "POST":
        once = forms.once_of(request)
        pressed(request, lambda: calls.close_call(call=call, once=once, by=request.person_id), _("The call is closed."))  # fmt: skip
        return redirect(at(call.event))
    lines = [_("Nobody can send or change anything any more. You can open it again.")]
    return asking(request, _("Close the call now?"), lines, _("Close it now"), at(call.event))


@page_or_form
def reopen(request: Any, key: str) -> HttpResponse:
    call = queries.prepared_call(request.person_id, key)
    form = ReopenForm(request.POST or None, event=call.event)
    if form.is_valid():
        until, once = form.cleaned_data["until"], form.cleaned_data["once"]
        again = lambda: calls.reopen_call(call=call, until=until, once=once, by=request.person_id)  # noqa: E731
        if done(request, form, again, _("The call is open again.")):
            return redirect(at(call.event))
    return on_its_clock(request, call.event, "calls/organise/reopen.html", {"call": call}, form)


@require_safe
def asked(request: Any, key: str) -> HttpResponse:
    """Kinds and questions."""
    call = queries.prepared_call(request.person_id, key)
    kinds, questions = queries.asked(call)
    return on_its_clock(request, call.event, "calls/organise/asked.html", {"kinds": kinds, "questions": questions})  # fmt: skip


@page_or_form
def part(request: Any, key: str, what: str, of: str = "") -> HttpResponse:
    """One kind or question: a new one, or one of the call's."""
    call = queries.prepared_call(request.person_id, key)
    model, form_of = FORMS[what]
    row = get_object_or_404(model, call=call, key=of) if of else model()
    shown = {name: getattr(row, name) for name in form_of.base_fields if name != "once"}
    form = form_of(request.POST or None, initial=shown)
    if form.is_valid():
        told, once = form.told(), form.cleaned_data["once"]
        save = partial(
            calls.save_part, call=call, part=row, told=told, once=once, by=request.person_id
        )
        if done(request, form, save, _("Saved.")):
            return redirect(at(call.event, "call_asked"))
    return on_its_clock(request, call.event, "calls/organise/part.html", {"what": what, "part": row if of else None}, form)  # fmt: skip


@page_or_form
def part_remove(request: Any, key: str, what: str, of: str) -> HttpResponse:
    call = queries.prepared_call(request.person_id, key)
    row = get_object_or_404(FORMS[what][0], call=call, key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        pressed(request, lambda: calls.remove_part(call=call, part=row, once=once, by=request.person_id), _("Removed."))  # fmt: skip
        return redirect(at(call.event, "call_asked"))
    return asking(
        request,
        _("Remove “%(what)s”?") % {"what": row},
        [],
        _("Remove"),
        at(call.event, "call_asked"),
    )


@page_or_form
def write_letters(request: Any, key: str) -> HttpResponse:
    call = queries.prepared_call(request.person_id, key)
    form = LettersForm(request.POST or None, initial=decision_letters.in_form(call))
    if form.is_valid():
        told, once = form.told(), form.cleaned_data["once"]
        save = lambda: calls.write_letters(call=call, told=told, once=once, by=request.person_id)  # noqa: E731
        if done(request, form, save, _("Saved.")):
            return redirect(at(call.event, "call_tell"))
    return on_its_clock(request, call.event, "calls/organise/letters.html", {"call": call}, form)


def asking(
    request: Any, title: str, lines: list[str], yes: str, back: str, danger: bool = True
) -> HttpResponse:
    context = {"title": title, "lines": lines, "yes": yes, "back": back, "danger": danger}
    return render(request, "ui/confirm.html", context)


def call_at(request: Any, key: str) -> Call:
    return queries.prepared_call(request.person_id, key)


def see(request: Any, path: str) -> None:
    """What was told about this page is seen, once the page has been sent."""
    if request.person_id is None:
        return

    def task() -> None:
        with hats.person(request.person_id):
            notices.see(by=request.person_id, path=path)

    after_answer(request, task)

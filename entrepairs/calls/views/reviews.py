"""Readers: asked by those who prepare the event; and the pages on which they read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.calls import queries
from entrepairs.calls.actions import reviews as actions
from entrepairs.calls.forms import ReviewForm
from entrepairs.calls.models import Reader, ReviewAssignment
from entrepairs.calls.views.manage import asking, at, call_at, on_its_clock, pressed, see
from entrepairs.events.views.organise import done, page_or_form
from entrepairs.people.models import Person
from entrepairs.ui import forms

# For those who prepare the event


@require_safe
def readers(request: Any, key: str) -> HttpResponse:
    call = call_at(request, key)
    name = request.GET.get("name", "").replace("\0", "")[:120]
    rows = list(queries.readers(call))
    context = {
        "call": call, "readers": rows, "name": name, "people": queries.to_ask(call, name), "short": queries.short(call),
        "few": sum(bool(row.accepted_at and not row.ended_at) for row in rows) < 2,
    }  # fmt: skip
    return on_its_clock(request, call.event, "calls/organise/readers.html", context)


@require_POST
def ask(request: Any, key: str) -> HttpResponse:
    call = call_at(request, key)
    person = get_object_or_404(Person, key=request.POST.get("person", "").replace("\0", ""))
    once = forms.once_of(request)
    words = (
        _("You read for this call.")
        if person.pk == request.person_id
        else _("Asked. They say yes or no themselves.")
    )
    pressed(
        request,
        lambda: actions.ask_reader(call=call, person=person, once=once, by=request.person_id),
        words,
    )
    return redirect(at(call.event, "call_readers"))


@require_POST
def share(request: Any, key: str) -> HttpResponse:
    call, once = call_at(request, key), forms.once_of(request)

    def give() -> None:
        if not actions.share_out(call=call, once=once, by=request.person_id):
            raise ValidationError(
                _("Nothing could be given: ask one more reader, or there is nothing left to give.")
            )

    pressed(request, give, _("Shared out. Each reader is told."))
    return redirect(at(call.event, "call_readers"))


@page_or_form
def release(request: Any, key: str, of: str) -> HttpResponse:
    call = call_at(request, key)
    reader = get_object_or_404(Reader, call=call, key=of, ended_at__isnull=True)
    if request.method == "POST":
        once = forms.once_of(request)
        pressed(request, lambda: actions.release_reader(reader=reader, once=once, by=request.person_id), _("They do not read for this call any more."))  # fmt: skip
        return redirect(at(call.event, "call_readers"))
    lines = [
        _(
            "The reviews they gave stay. What they have not reviewed goes to others when you share out again."
        )
    ]
    return asking(request, _("Ask nothing more of this reader?"), lines, _("Ask nothing more"), at(call.event, "call_readers"))  # fmt: skip


# For those who read


def mine(request: Any, key: str) -> Reader:
    return get_object_or_404(
        Reader.objects.select_related("call__event"), key=key, person=request.person_id
    )


@require_safe
def reader(request: Any, key: str) -> HttpResponse:
    """To say yes or no; then what there is to read."""
    one = mine(request, key)
    standing = one.accepted_at is not None and one.ended_at is None
    rows = list(queries.my_readings(one)) if standing else []
    left = sum(not hasattr(row, "review") for row in rows)
    see(request, one.path)
    context = {"reader": one, "standing": standing, "readings": rows, "left": left}
    return on_its_clock(request, one.call.event, "calls/readers/reader.html", context)


@require_POST
def answer(request: Any, key: str) -> HttpResponse:
    one, once, yes = mine(request, key), forms.once_of(request), request.POST.get("answer") == "yes"
    words = _("Thank you. You are told when there is something to read.") if yes else _("Noted: nothing more is asked of you.")  # fmt: skip
    pressed(
        request,
        lambda: actions.answer_as_reader(reader=one, yes=yes, once=once, by=request.person_id),
        words,
    )
    return redirect(one.path)


@page_or_form
def stop(request: Any, key: str) -> HttpResponse:
    one = mine(request, key)
    if request.method == "POST":
        once = forms.once_of(request)
        pressed(request, lambda: actions.release_reader(reader=one, once=once, by=request.person_id), _("You do not read for this call any more."))  # fmt: skip
        return redirect(one.path)
    lines = [_("The reviews you gave stay. What you have not reviewed goes to others.")]
    return asking(request, _("Stop reading for this call?"), lines, _("Stop reading"), one.path)


def given(request: Any, key: str) -> ReviewAssignment:
    rows = ReviewAssignment.objects.select_related(
        "reader__call__event", "submission__kind", "submission__decision__kind", "review"
    )
    return get_object_or_404(
        rows, key=key, reader__person=request.person_id, reader__ended_at=None, refused_at=None
    )


@page_or_form
def reading(request: Any, key: str) -> HttpResponse:
    row = given(request, key)
    review = getattr(row, "review", None)
    shown = {
        name: getattr(review, name) for name in ReviewForm.base_fields if review and name != "once"
    }
    form = ReviewForm(request.POST or None, initial=shown)
    if form.is_valid():
        told = {
            name: form.cleaned_data[name]
            for name in ("advice", "for_organisers", "for_authors", "once")
        }
        if done(request, form, lambda: actions.review(reading=row, by=request.person_id, **told), _("Your review is kept. You can change it until the decision.")):  # fmt: skip
            return redirect(row.reader.path)
    one: Any = row.submission
    answers = one.answers.filter(question__for_readers=True).select_related("question")
    context = {
        "reading": row, "one": one, "answers": answers, "review": review, "others": queries.other_reviews(row) if review else [],
        "decision": getattr(one, "decision", None),
    }  # fmt: skip
    return on_its_clock(request, row.reader.call.event, "calls/readers/reading.html", context, form)


@page_or_form
def cannot(request: Any, key: str) -> HttpResponse:
    row = given(request, key)
    if request.method == "POST":
        once = forms.once_of(request)
        pressed(request, lambda: actions.cannot_read(reading=row, once=once, by=request.person_id), _("Noted. It goes to somebody else."))  # fmt: skip
        return redirect(row.reader.path)
    lines = [_("Because you think that you know whose it is, or for any other reason: nobody asks which. It goes to somebody else.")]  # fmt: skip
    return asking(
        request,
        _("You cannot read this one?"),
        lines,
        _("I cannot read this one"),
        row.path,
        danger=False,
    )

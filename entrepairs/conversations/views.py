"""The conversation and the journal of a circle, for the rooms above to put into their pages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrepairs.conversations import actions, queries
from entrepairs.conversations.forms import JournalForm, MessageForm
from entrepairs.conversations.long_poll import Late, news_of
from entrepairs.conversations.models import JournalEntry
from entrepairs.conversations.page_context import Journal, Talk, why_closed
from entrepairs.core import hats, live_updates
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.people.models import Circle
from entrepairs.ui import forms
from entrepairs.ui.middleware import after_answer

Context = Callable[[], Mapping[str, Any]]


def talk(
    request: Any,
    circle: Circle,
    *,
    template: str,
    readers: Any,
    label: Any = None,
    context: Context = dict,
) -> HttpResponse:
    """The page of a conversation: read, older messages, send; whole or by htmx. 404 for who never was in the circle."""
    here = standing_in(circle.key)
    form = MessageForm(request.POST if request.method == "POST" else None, label=label)
    show = partial(page_of_talk, request, template, context, here, readers)
    if request.method != "POST":
        return show(form)
    if form.is_valid():
        try:
            sent = actions.send(
                circle=here,
                body=form.cleaned_data["body"],
                once=form.cleaned_data["once"],
                by=request.person_id,
            )
        except actions.Closed:
            form.add_error("body", _("Not sent. %(why)s") % {"why": why_closed(here)})
        else:
            if request.headers.get("HX-Request"):
                return just_sent(request, here, MessageForm(label=label), readers)
            return HttpResponseRedirect(f"{request.path}#m-{sent.once.hex}", status=303)
    return show(form)


def standing_in(key: str) -> Any:
    """The circle with where I stand in it; 404 when I never was in it."""
    here = queries.standing(key)
    if here is None:
        raise Http404
    return here


def page_of_talk(
    request: Any, template: str, context: Context, here: Any, readers: Any, form: MessageForm
) -> HttpResponse:
    partly = bool(request.headers.get("HX-Request"))
    if partly and form.is_bound:
        talk = Talk(here, request.path, queries.Page(), form, readers)
        last = request.POST.get("after", "")
        return render(
            request, "conversations/_composer.html", {"talk": talk, "last": last}, status=422
        )
    before = named(request.GET.get("before"))
    page = queries.page(here, before)
    if before and not page.messages:
        raise Http404
    queries.mark_seen(page, here.seen_to)
    found = {"talk": Talk(here, request.path, page, form, readers)}
    if partly and before:
        return render(request, "conversations/_older.html", found)
    if page.newest and before is None and is_shown(request):
        mark_read(request, here, page.newest.id)
    return render(request, template, {**context(), **found}, status=422 if form.errors else 200)


def just_sent(request: Any, here: Any, form: MessageForm, readers: Any) -> HttpResponse:
    """By htmx: a fresh place to write, and what is new since the last message that the page had."""
    page = queries.after(here, as_key(request.POST.get("after")))
    queries.mark_seen(page, here.seen_to)
    if page.newest:
        mark_read(request, here, page.newest.id)
    return render(
        request, "conversations/_sent.html", {"talk": Talk(here, request.path, page, form, readers)}
    )


@require_safe
def new(request: Any, key: str) -> HttpResponse | StreamingHttpResponse:
    """What came after one message. When there is nothing, the answer comes with the next message, or after a while."""
    here = standing_in(key)
    last = named(request.GET.get("after"))
    place = live_updates.listen(actions.topic(here), request.person_id)
    try:
        page = queries.after(here, last)
        read = page.follows.id if page.follows and page.follows.id > here.read_to else None
        if place is None or page.messages:
            if read:
                mark_read(request, here, read)
            return HttpResponse(news_of(here, page, wait=place is None))
        late = Late(place, here, last, request.person_id, read)
        place = None
    finally:
        if place is not None:
            place.close()
    return StreamingHttpResponse(late, headers={"X-Accel-Buffering": "no"})


def mark_read(request: Any, here: Any, message_id: int) -> None:
    """Once the answer is sent, in a transaction of its own."""
    if message_id > here.read_to:
        after_answer(request, partial(have_read, here, message_id, request.person_id))


def have_read(circle: Circle, message_id: int, person: int) -> None:
    with hats.person(person):
        actions.mark_read(circle=circle, message_id=message_id, by=person)


def is_shown(request: HttpRequest) -> bool:
    """Fetched to be looked at now, not in advance."""
    purposes = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purposes


def named(words: str | None) -> UUID | None:
    """The message that an address names; nothing when it names none."""
    if words and as_key(words) is None:
        raise Http404
    return as_key(words)


def as_key(words: str | None) -> UUID | None:
    try:
        return UUID(words or "")
    except ValueError:
        return None


# The journal


def journal(
    request: Any, circle: Circle, *, template: str, readers: Any, context: Context = dict
) -> HttpResponse:
    """The page of a journal, at the circle's path and then `journal/`: read it, add a line."""
    here = standing_in(circle.key)
    form = JournalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.write_entry(
                circle=here,
                body=form.cleaned_data["body"],
                once=form.cleaned_data["once"],
                by=request.person_id,
            )
        except actions.Closed:
            form.add_error("body", _("Not written. %(why)s") % {"why": why_closed(here)})
        except AlreadyDone:
            return redirect(request.path)
        else:
            messages.success(request, _("Written in the journal."))
            return redirect(request.path)
    before = request.GET.get("before", "")
    page = queries.journal(here, before)
    if before and not page.entries:
        raise Http404
    found = {"journal": Journal(here, request.path, page, form, readers)}
    return render(request, template, {**context(), **found}, status=422 if form.errors else 200)


def my_entry(request: Any, key: str) -> JournalEntry:
    return get_object_or_404(
        JournalEntry.objects.select_related("circle"), key=key, author=request.person_id
    )


def back_to(circle: Circle) -> str:
    return f"{circle.path}journal/"


@require_http_methods(["GET", "HEAD", "POST"])
def change_entry(request: Any, key: str) -> HttpResponse:
    entry = my_entry(request, key)
    form = JournalForm(request.POST or None, initial={"body": entry.body})
    if form.is_valid():
        try:
            actions.change_entry(
                entry=entry,
                body=form.cleaned_data["body"],
                once=form.cleaned_data["once"],
                by=request.person_id,
            )
            messages.success(request, _("Changed."))
            return redirect(back_to(entry.circle))
        except AlreadyDone:
            return redirect(back_to(entry.circle))
        except actions.Closed:
            form.add_error("body", _("Not changed: nothing can be written here now."))
    page = {"back": back_to(entry.circle)}
    return forms.page(request, "conversations/change_entry.html", page, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_entry(request: Any, key: str) -> HttpResponse:
    entry = my_entry(request, key)
    if request.method == "POST":
        try:
            actions.remove_entry(entry=entry, once=forms.once_of(request), by=request.person_id)
            messages.success(request, _("Removed, for everyone."))
        except AlreadyDone:
            pass
        return redirect(back_to(entry.circle))
    return render(
        request, "conversations/remove_entry.html", {"entry": entry, "back": back_to(entry.circle)}
    )

"""The conversation and the journal of a circle, for the rooms above to put into their pages."""

from collections.abc import Callable, Mapping
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
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.conversations import actions, queries
from entrepairs.conversations.forms import JournalForm, MessageForm
from entrepairs.conversations.long_poll import LongPoll, render_news
from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.conversations.page_context import Journal, Talk
from entrepairs.conversations.queries import CircleStanding
from entrepairs.core import hats, live_updates
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Circle
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.middleware import after_answer

Context = Callable[[], Mapping[str, Any]]
Refuse = Callable[[Circle, str], str]  # why these words are not sent; nothing when they may be


def talk(
    request: SignedInRequest,
    circle: Circle,
    *,
    template: str,
    readers: str,
    label: str = "",
    context: Context = dict,
    refuse: Refuse | None = None,
) -> HttpResponse:
    """The page of a conversation: read, older messages, send; whole or by htmx."""
    standing = get_standing(circle.key)
    form = MessageForm(request.POST if request.method == "POST" else None, label=label)
    if form.is_valid() and refuse and (why := refuse(circle, form.cleaned_data["body"])):
        form.add_error("body", why)
    if form.is_valid():
        values = {"circle": standing.circle, "body": form.cleaned_data["body"]}
        if ran := run_form(request, form, actions.send_message, field="body", **values):
            if request.headers.get("HX-Request"):
                return show_sent(request, standing, MessageForm(label=label), readers)
            kept: Any = ran.result or ran.earlier
            return HttpResponseRedirect(f"{request.path}#m-{kept.once.hex}", status=303)
    return show_talk(request, template, context, standing, readers, form)


def get_standing(key: str) -> CircleStanding:
    """Where I stand in a circle; 404 when I never was in it."""
    standing = queries.find_standing(key)
    if standing is None:
        raise Http404
    return standing


def show_talk(
    request: SignedInRequest,
    template: str,
    context: Context,
    standing: CircleStanding,
    readers: str,
    form: MessageForm,
) -> HttpResponse:
    partly = bool(request.headers.get("HX-Request"))
    if partly and form.is_bound:
        talk = Talk(standing, request.path, queries.MessagePage(), form, readers)
        found = {"talk": talk, "last": request.POST.get("after", "")}
        return render(request, "conversations/_composer.html", found, status=422)
    before = parse_key(request.GET.get("before"))
    page = queries.find_page(standing.circle, before)
    if before and not page.messages:
        raise Http404
    queries.mark_seen(page, standing.seen_to)
    found = {"talk": Talk(standing, request.path, page, form, readers)}
    if partly and before:
        return render(request, "conversations/_older.html", found)
    if page.newest and before is None and is_shown(request):
        mark_read_after_answer(request, standing, page.newest.id)
    return render(request, template, {**context(), **found}, status=422 if form.errors else 200)


def show_sent(
    request: SignedInRequest, standing: CircleStanding, form: MessageForm, readers: str
) -> HttpResponse:
    """By htmx: an empty form, and what is new since the last message that the page had."""
    page = queries.find_after(standing.circle, key_or_none(request.POST.get("after")))
    queries.mark_seen(page, standing.seen_to)
    if page.newest:
        mark_read_after_answer(request, standing, page.newest.id)
    talk = Talk(standing, request.path, page, form, readers)
    return render(request, "conversations/_sent.html", {"talk": talk})


@require_safe
def new(request: SignedInRequest, key: str) -> HttpResponse | StreamingHttpResponse:
    """What came after one message; if nothing, the next message, or nothing after a while."""
    standing = get_standing(key)
    last = parse_key(request.GET.get("after"))
    place = live_updates.take_place(actions.topic_of(standing.circle), request.person_id)
    try:
        page = queries.find_after(standing.circle, last)
        read = page.follows.id if page.follows and page.follows.id > standing.read_to else None
        if place is None or page.messages:
            if read:
                mark_read_after_answer(request, standing, read)
            return HttpResponse(render_news(standing, page, wait=place is None))
        poll = LongPoll(place, standing.circle, last, request.person_id, read)
        place = None  # the response closes it
    finally:
        if place is not None:
            place.close()
    return StreamingHttpResponse(poll, headers={"X-Accel-Buffering": "no"})


def mark_read_after_answer(
    request: SignedInRequest, standing: CircleStanding, message_id: int
) -> None:
    """Once the answer is sent, in a transaction of its own."""
    me = request.person_id

    def mark_read() -> None:
        with hats.person(me):
            actions.mark_read(circle=standing.circle, message_id=message_id, by=me)

    if message_id > standing.read_to:
        after_answer(request, mark_read)


def is_shown(request: HttpRequest) -> bool:
    """Fetched to be looked at now, not in advance."""
    purposes = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purposes


@page_or_form
def take_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Asks before a message of mine is emptied for everyone; afterwards, back to its place."""
    mine = Message.objects.select_related("circle").filter(once=key, author=request.person_id)
    message = mine.order_by("-pk").first()
    if message is None:
        raise Http404
    back = f"{message.circle.talk_path}#m-{message.once.hex}"
    if message.taken_back_at:  # pressed twice
        return redirect(back)
    if message.sent_at < timezone.now() - queries.TAKE_BACK_WITHIN:
        messages.warning(request, actions.TOO_LATE)
        return redirect(back)
    if request.method == "POST":
        done = _("Message withdrawn.")
        run_button(request, actions.take_back_message, done=done, message=message)
        return redirect(back)
    return render(request, "conversations/take_back.html", {"message": message, "back": back})


def parse_key(text: str | None) -> UUID | None:
    """The message that an address names; None when it names none, 404 for what is no name."""
    key = key_or_none(text)
    if text and key is None:
        raise Http404
    return key


def key_or_none(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


# The journal


def journal(
    request: SignedInRequest,
    circle: Circle,
    *,
    template: str,
    readers: str,
    context: Context = dict,
) -> HttpResponse:
    """The page of a journal, at the circle's path and then `journal/`: read it, add a line."""
    standing = get_standing(circle.key)
    form = JournalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = _("Added to the journal.")
        values = {"circle": standing.circle, "body": form.cleaned_data["body"]}
        if run_form(request, form, actions.write_entry, done=done, field="body", **values):
            return redirect(request.path)
    before = request.GET.get("before", "")
    page = queries.find_journal_page(standing.circle, before)
    if before and not page.entries:
        raise Http404
    found = {"journal": Journal(standing, request.path, page, form, readers)}
    return render(request, template, {**context(), **found}, status=422 if form.errors else 200)


def get_my_entry(request: SignedInRequest, key: str) -> JournalEntry:
    entries = JournalEntry.objects.select_related("circle")
    return get_object_or_404(entries, key=key, author=request.person_id)


def path_of_journal(circle: Circle) -> str:
    return f"{circle.path}journal/"


@page_or_form
def change_entry(request: SignedInRequest, key: str) -> HttpResponse:
    entry = get_my_entry(request, key)
    back = path_of_journal(entry.circle)
    form = JournalForm(request.POST or None, initial={"body": entry.body})
    if form.is_valid():
        values = {"entry": entry, "body": form.cleaned_data["body"]}
        done = _("Changed.")
        if run_form(request, form, actions.change_entry, done=done, field="body", **values):
            return redirect(back)
    return forms.page(request, "conversations/change_entry.html", {"back": back}, form=form)


@page_or_form
def remove_entry(request: SignedInRequest, key: str) -> HttpResponse:
    entry = get_my_entry(request, key)
    back = path_of_journal(entry.circle)
    if request.method == "POST":
        done = _("Deleted for everyone.")
        run_button(request, actions.remove_entry, done=done, entry=entry)
        return redirect(back)
    return render(request, "conversations/remove_entry.html", {"entry": entry, "back": back})

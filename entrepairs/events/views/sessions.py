"""Editing the programme: sessions and their talks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.events import actions
from entrepairs.events.forms import SessionForm, TalkForm
from entrepairs.events.forms.hours import hours_in_form
from entrepairs.events.models import Event, Session, Talk
from entrepairs.events.views.shared import confirm_removal, prepared_event, url_of
from entrepairs.ledger.run import run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

SUGGESTED = 500  # names


def url_at(event: Event, session: Session) -> str:
    """The programme, at the day of that session."""
    day = hours_in_form(session, event).get("day", "none")
    return f"{url_of(event)}?day={day}#{session.key}"


def suggested_names(event: Event) -> list[str]:
    names = event.speakers.order_by("name").values_list("name", flat=True)
    return list(names.distinct()[:SUGGESTED])


def form_page(
    request: SignedInRequest, what: str, form: forms.ModelForm, event: Event, **context: Any
) -> HttpResponse:
    """The form of a session or a talk, with the names that it suggests."""
    context |= {"event": event, "names": suggested_names(event)}
    return forms.page(request, f"events/organise/{what}.html", context, form=form)


@page_or_form
def session_add(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    start = {"day": request.GET.get("day", event.starts_on.isoformat())}
    form = SessionForm(request.POST or None, event=event, initial=start)
    if form.is_valid():
        values: dict[str, Any] = {"event": event, "told": form.told(), "chairs": form.names()}
        done = _("Added to the programme.")
        if run_form(request, form, actions.add_session, done=done, **values):
            day = form.cleaned_data["day"]
            return redirect(f"{url_of(event)}?day={day.isoformat() if day else 'none'}")
    return form_page(request, "session", form, event)


@page_or_form
def session(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = find_session(event, of)
    names = [chair.speaker.name for chair in row.chairs.select_related("speaker")]
    form = SessionForm(request.POST or None, event=event, names=names, instance=row)
    if form.is_valid():
        told = form.told()
        values: dict[str, Any] = {"session": row, "told": told, "chairs": form.names()}
        if run_form(request, form, actions.change_session, done=_("Saved."), **values):
            day = form.cleaned_data["day"] if told["starts_at"] else "none"
            return redirect(f"{url_of(event)}?day={day}#{row.key}")
    return form_page(request, "session", form, event, session=row)


@page_or_form
def session_remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = find_session(event, of)
    return confirm_removal(
        request,
        actions.remove_session,
        title=row.title,
        lines=[_("This also removes its talks: %(count)s") % {"count": row.talks.count()}],
        back=url_at(event, row),
        after=url_of(event),
        session=row,
    )


def find_session(event: Event, key: str) -> Session:
    row = get_object_or_404(event.sessions.all(), key=key)
    row.event = event
    return row


@page_or_form
def talk_add(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = find_session(event, of)
    start = {"day": hours_in_form(row, event).get("day")}
    form = TalkForm(request.POST or None, event=event, initial=start)
    if form.is_valid():
        values: dict[str, Any] = {"session": row, "told": form.told(), "speakers": form.names()}
        done = _("Added to the programme.")
        if run_form(request, form, actions.add_talk, done=done, **values):
            return redirect(url_at(event, row))
    return form_page(request, "talk", form, event, session=row)


@page_or_form
def talk(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = find_talk(event, of)
    names = [speaking.speaker.name for speaking in row.speakings.select_related("speaker")]
    start = {"day": hours_in_form(row.session, event).get("day")}
    form = TalkForm(request.POST or None, event=event, names=names, initial=start, instance=row)
    if form.is_valid():
        values: dict[str, Any] = {"talk": row, "told": form.told(), "speakers": form.names()}
        if run_form(request, form, actions.change_talk, done=_("Saved."), **values):
            return redirect(url_at(event, row.session))
    return form_page(request, "talk", form, event, session=row.session, talk=row)


@page_or_form
def talk_remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = find_talk(event, of)
    lines = [_("It is taken out of the programme.")]
    back = url_at(event, row.session)
    return confirm_removal(
        request, actions.remove_talk, title=row.title, lines=lines, back=back, talk=row
    )


def find_talk(event: Event, key: str) -> Talk:
    row = get_object_or_404(event.talks.select_related("session"), key=key)
    row.event = row.session.event = event
    return row

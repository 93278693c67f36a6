"""Editing the programme: sessions, their talks, rooms and tracks."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from entrepairs.events import actions
from entrepairs.events.forms import RoomForm, SessionForm, TalkForm, TrackForm, in_hours
from entrepairs.events.models import Event, Session, Talk
from entrepairs.events.views.organise import at, done, page_or_form, prepared
from entrepairs.ui import forms

SUGGESTED = 500  # names


def fragment(event: Event, session: Session) -> str:
    """The programme, at the day of that session."""
    day = in_hours(session, event).get("day", "none")
    return f"{at(event)}?day={day}#{session.key}"


def suggested(event: Event) -> list[str]:
    return list(
        event.speakers.order_by("name").values_list("name", flat=True).distinct()[:SUGGESTED]
    )


@page_or_form
def session_add(request: Any, key: str) -> HttpResponse:
    event = prepared(request, key)
    start = {
        "kind": Session.Kind.PLENARY,
        "day": request.GET.get("day", event.starts_on.isoformat()),
    }
    form = SessionForm(request.POST or None, event=event, names=[], initial=start)
    if form.is_valid():
        told, names, once = form.told(), form.names(), form.cleaned_data["once"]
        to_do = partial(
            actions.add_session,
            event=event,
            told=told,
            chairs=names,
            once=once,
            by=request.person_id,
        )
        if done(request, form, to_do, _("Added to the programme.")):
            day = form.cleaned_data["day"]
            return redirect(f"{at(event)}?day={day.isoformat() if day else 'none'}")
    return forms.page(
        request,
        "events/organise/session.html",
        {"event": event, "names": suggested(event)},
        form=form,
    )


@page_or_form
def session(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.sessions.all(), key=of)
    names = [chair.speaker.name for chair in row.chairs.select_related("speaker")]
    start = {name: getattr(row, name) for name in SessionForm.base_fields if hasattr(row, name)}
    form = SessionForm(
        request.POST or None, event=event, names=names, initial=start | in_hours(row, event)
    )
    if form.is_valid():
        told, chairs, once = form.told(), form.names(), form.cleaned_data["once"]
        to_do = partial(
            actions.change_session,
            session=row,
            told=told,
            chairs=chairs,
            once=once,
            by=request.person_id,
        )
        if done(request, form, to_do, _("Saved.")):
            return redirect(
                f"{at(event)}?day={(told['starts_at'] and form.cleaned_data['day']) or 'none'}#{row.key}"
            )
    context = {"event": event, "session": row, "names": suggested(event)}
    return forms.page(request, "events/organise/session.html", context, form=form)


@page_or_form
def session_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.sessions.all(), key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        done(
            request,
            None,
            lambda: actions.remove_session(session=row, once=once, by=request.person_id),
            _("Removed."),
        )
        return redirect(at(event))
    lines = [_("Talks in it, removed with it: %(count)s.") % {"count": row.talks.count()}]
    return ask(request, row.title, lines, fragment(event, row))


def ask(request: Any, title: Any, lines: list[str], back: str) -> HttpResponse:
    context = {
        "title": _("Remove “%(title)s”?") % {"title": title},
        "lines": lines,
        "yes": _("Remove"),
        "back": back,
    }
    return render(request, "ui/confirm.html", {**context, "danger": True})


@page_or_form
def talk_add(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.sessions.all(), key=of)
    row.event = event
    form = TalkForm(
        request.POST or None,
        event=event,
        names=[],
        initial={"day": in_hours(row, event).get("day")},
    )
    if form.is_valid():
        told, names, once = form.told(), form.names(), form.cleaned_data["once"]
        to_do = partial(
            actions.add_talk,
            session=row,
            told=told,
            speakers=names,
            once=once,
            by=request.person_id,
        )
        if done(request, form, to_do, _("Added to the programme.")):
            return redirect(fragment(event, row))
    context = {"event": event, "session": row, "names": suggested(event)}
    return forms.page(request, "events/organise/talk.html", context, form=form)


@page_or_form
def talk(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.talks.select_related("session"), key=of)
    row.event = row.session.event = event
    names = [speaking.speaker.name for speaking in row.speakings.select_related("speaker")]
    start = {name: getattr(row, name) for name in TalkForm.base_fields if hasattr(row, name)}
    hours = in_hours(row, event) or {"day": in_hours(row.session, event).get("day")}
    form = TalkForm(request.POST or None, event=event, names=names, initial=start | hours)
    if form.is_valid():
        told, speakers, once = form.told(), form.names(), form.cleaned_data["once"]
        to_do = partial(
            actions.change_talk,
            talk=row,
            told=told,
            speakers=speakers,
            once=once,
            by=request.person_id,
        )
        if done(request, form, to_do, _("Saved.")):
            return redirect(fragment(event, row.session))
    context = {"event": event, "session": row.session, "talk": row, "names": suggested(event)}
    return forms.page(request, "events/organise/talk.html", context, form=form)


@page_or_form
def talk_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row: Talk = get_object_or_404(event.talks.select_related("session"), key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        done(
            request,
            None,
            lambda: actions.remove_talk(talk=row, once=once, by=request.person_id),
            _("Removed."),
        )
        return redirect(fragment(event, row.session))
    return ask(
        request, row.title, [_("It is taken out of the programme.")], fragment(event, row.session)
    )


# Rooms and tracks: one page, a small form for each


@page_or_form
def parts(request: Any, key: str) -> HttpResponse:
    """Which of the forms was sent is said by `part`: "room", "track", or the number of one that is there."""
    event = prepared(request, key)
    rooms, tracks = list(event.rooms.all()), list(event.tracks.all())
    forms_of = _part_forms(request, rooms, tracks)
    sent = next((form for form in forms_of.values() if form.is_bound), None)
    if sent is not None and sent.is_valid() and _save_part(request, event, sent, rooms, tracks):
        return redirect(at(event, "parts"))
    if request.method == "POST" and sent is None:
        messages.warning(request, _("This has changed meanwhile. Here is how it stands now."))
        return redirect(at(event, "parts"))
    context = {
        "event": event, "new_room": forms_of["room"], "new_track": forms_of["track"],
        "rooms": [(row, forms_of[f"room-{row.pk}"]) for row in rooms], "tracks": [(row, forms_of[f"track-{row.pk}"]) for row in tracks],
    }  # fmt: skip
    return forms.page(request, "events/organise/parts.html", context, form=sent)


def _part_forms(request: Any, rooms: list[Any], tracks: list[Any]) -> dict[str, Any]:
    part = request.POST.get("part")

    def made(kind: Any, name: str, row: Any = None) -> Any:
        start = (
            {field: getattr(row, field) for field in kind.base_fields if hasattr(row, field)}
            if row
            else {}
        )
        form = kind(request.POST if part == name else None, initial=start, auto_id=f"{name}-%s")
        form.part, form.row = name, row
        return form

    found = {"room": made(RoomForm, "room"), "track": made(TrackForm, "track")}
    found |= {f"room-{row.pk}": made(RoomForm, f"room-{row.pk}", row) for row in rooms}
    return found | {f"track-{row.pk}": made(TrackForm, f"track-{row.pk}", row) for row in tracks}


def _save_part(request: Any, event: Event, form: Any, rooms: list[Any], tracks: list[Any]) -> bool:
    is_room, row = form.part.startswith("room"), form.row
    more = {"once": form.cleaned_data["once"], "by": request.person_id}
    told = {name: value for name, value in form.cleaned_data.items() if name != "once"}
    to_do: Any
    if row is None:
        to_do = (lambda: actions.add_room(event=event, **told, **more)) if is_room else (lambda: actions.add_track(event=event, **told, **more))  # fmt: skip
        return done(request, form, to_do, _("Added."))
    row.event = event
    if "remove" in request.POST:
        to_do = (lambda: actions.remove_room(room=row, **more)) if is_room else (lambda: actions.remove_track(track=row, **more))  # fmt: skip
        return done(request, form, to_do, _("Removed. Its sessions stay."))
    to_do = (lambda: actions.change_room(room=row, **told, **more)) if is_room else (lambda: actions.change_track(track=row, **told, **more))  # fmt: skip
    return done(request, form, to_do, _("Saved."))

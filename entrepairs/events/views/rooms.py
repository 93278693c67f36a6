"""Rooms and tracks: one page, a small form for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.events import actions
from entrepairs.events.forms import RoomForm, TrackForm
from entrepairs.events.models import Event
from entrepairs.events.views.shared import prepared_event, url_of
from entrepairs.ledger.run import run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

PartForm = RoomForm | TrackForm


@dataclass(frozen=True, slots=True)
class Kind:
    form: type[PartForm]
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]


KINDS = {
    "room": Kind(RoomForm, actions.add_room, actions.change_room, actions.remove_room),
    "track": Kind(TrackForm, actions.add_track, actions.change_track, actions.remove_track),
}


@page_or_form
def parts(request: SignedInRequest, key: str) -> HttpResponse:
    """`part` says which form was sent: "room", "track", or one with the number of its row."""
    event = prepared_event(request, key)
    rows: dict[str, list[Any]] = {
        "room": list(event.rooms.all()),
        "track": list(event.tracks.all()),
    }
    forms_of = {kind: make_forms(request, kind, rows[kind]) for kind in KINDS}
    sent = next((form for found in forms_of.values() for form in found if form.is_bound), None)
    if sent is not None and sent.is_valid() and save_part(request, event, sent):
        return redirect(url_of(event, "parts"))
    if request.method == "POST" and sent is None:
        messages.warning(
            request, _("This has changed in the meantime. Here is the current version.")
        )
        return redirect(url_of(event, "parts"))
    context: dict[str, Any] = {"event": event}
    for kind, (new, *others) in forms_of.items():
        context[f"new_{kind}"] = new
        context[f"{kind}s"] = list(zip(rows[kind], others, strict=True))
    return forms.page(request, "events/organise/parts.html", context, form=sent)


def make_forms(request: SignedInRequest, kind: str, rows: list[Any]) -> list[PartForm]:
    """The form of a new one, then that of each one that is there."""
    sent = request.POST.get("part")

    def make_form(name: str, row: Any = None) -> PartForm:
        data = request.POST if name == sent else None
        form = KINDS[kind].form(data, instance=row, auto_id=f"{name}-%s")
        form.part = name
        return form

    return [make_form(kind), *(make_form(f"{kind}-{row.pk}", row) for row in rows)]


def save_part(request: SignedInRequest, event: Event, form: PartForm) -> bool:
    """Adds, changes or removes, as the button says; false when the form says why not."""
    name = form.part.partition("-")[0]
    kind, row = KINDS[name], form.instance
    if row.pk is None:
        return bool(run_form(request, form, kind.add, done=_("Added."), event=event, **form.told()))
    row.event = event
    if "remove" in request.POST:
        done = _("Removed. Its sessions stay.")
        return bool(run_form(request, form, kind.remove, done=done, **{name: row}))
    values = {name: row, **form.told()}
    return bool(run_form(request, form, kind.change, done=_("Saved."), **values))

"""The grid of those who prepare an event, and the moves that its script sends.

Without the script it is a list of links to the forms.
"""

from typing import Any

from django import forms as fields
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.core.timezones import zone_named
from entrepairs.drafts.grid import queries
from entrepairs.events import actions
from entrepairs.events.actions.sessions import place_of_session
from entrepairs.events.forms.hours import HoursForm
from entrepairs.events.models import Event, Session
from entrepairs.events.views.sessions import find_session
from entrepairs.events.views.shared import prepared_event
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.ui import forms

SALT = "entrepairs.drafts.grid"
A_DAY = 24 * 3600  # a move can be taken back as long


class MoveForm(HoursForm, forms.Form):
    """Where and when it was dropped: no hours, it is not placed."""

    by = fields.ChoiceField(choices=[("room", ""), ("track", "")])
    to: Any = fields.ModelChoiceField(queryset=None, required=False)

    def __init__(self, data: Any, *, event: Event) -> None:
        super().__init__(data, event=event)
        by = "track" if data.get("by") == "track" else "room"
        self.fields["to"].queryset = getattr(event, f"{by}s").all()  # type: ignore[attr-defined]


@require_safe
def grid(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    without = {"room": _("Without a room"), "track": _("Without a track")}
    shown = queries.read_grid(
        event, request.GET.get("day", ""), request.GET.get("by", ""), without=without
    )
    return render(request, "drafts/grid.html", {"event": event, "grid": shown})


@require_POST
def move(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    """Saved at once, or refused in words; with what takes it back."""
    event = prepared_event(request, key)
    row = find_session(event, of)
    was = place_of_session(row)
    try:
        row = undo_move(request, row) if "undo" in request.POST else move_session(request, row)
    except AlreadyDone:
        row = get_object_or_404(event.sessions.all(), key=of)
    except NotPossible as refusal:
        return refuse_move(str(refusal))
    except ValidationError as error:
        return refuse_move(" ".join(error.messages))
    except signing.BadSignature:
        return refuse_move(_("You can no longer undo this move."))
    undo = signing.dumps({"key": row.key, **was}, salt=SALT)
    return JsonResponse({"undo": undo, **place_on_grid(row, event, request.POST.get("by", ""))})


def move_session(request: SignedInRequest, row: Session) -> Session:
    form = MoveForm(request.POST, event=row.event)
    if not form.is_valid():
        raise ValidationError([words for lines in form.errors.values() for words in lines])
    told = form.cleaned_data
    where = {told["by"]: told["to"]} if told["starts_at"] else {}
    return actions.move_session(
        session=row,
        starts_at=told["starts_at"],
        ends_at=told["ends_at"],
        once=told["once"],
        by=request.person_id,
        **where,
    )


def undo_move(request: SignedInRequest, row: Session) -> Session:
    was = signing.loads(request.POST["undo"], salt=SALT, max_age=A_DAY)
    if was["key"] != row.key:
        raise signing.BadSignature
    return actions.put_session_back(
        session=row, was=was, once=forms.once_of(request), by=request.person_id
    )


def refuse_move(why: str) -> HttpResponse:
    return JsonResponse({"error": why}, status=422)


def place_on_grid(row: Session, event: Event, by: str) -> dict[str, Any]:
    """Where the grid now shows it."""
    if row.starts_at is None:
        return {"column": "none", "day": "", "starts": None, "ends": None}
    zone = zone_named(event.time_zone)
    number = row.track_id if by == "track" else row.room_id
    day = row.starts_at.astimezone(zone).date()
    return {
        "column": str(number or ""),
        "day": day.isoformat(),
        "starts": queries.minutes_of(row.starts_at, day, zone),
        "ends": queries.minutes_of(row.ends_at, day, zone),
    }

"""The grid of those who prepare an event, and the moves that its script sends. Without the script it is a list of links to the forms."""

from typing import Any

from django import forms as fields
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.timezones import zone_named
from entrepairs.events import actions
from entrepairs.events.actions.programme import where_it_is
from entrepairs.events.forms import Hours
from entrepairs.events.grid import queries
from entrepairs.events.models import Event, Session
from entrepairs.events.steps import NotNow
from entrepairs.events.views.organise import prepared
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ui.forms import once_of

SALT = "entrepairs.events.grid"
A_DAY = 24 * 3600  # a move can be taken back as long


class MoveForm(Hours):
    """Where and when it was dropped: no hours, it is not placed."""

    by = fields.ChoiceField(choices=[("room", ""), ("track", "")])
    to: Any = fields.ModelChoiceField(queryset=None, required=False)

    def __init__(self, data: Any, *, event: Event) -> None:
        super().__init__(data, event=event)
        by = "track" if data.get("by") == "track" else "room"
        self.fields["to"].queryset = getattr(event, f"{by}s").all()  # type: ignore[attr-defined]


@require_safe
def grid(request: Any, key: str) -> HttpResponse:
    event = prepared(request, key)
    asked = (request.GET.get("day", ""), request.GET.get("by", ""))
    without = {"room": _("Without a room"), "track": _("Without a track")}
    return render(
        request,
        "events/organise/grid.html",
        {"event": event, "grid": queries.grid(event, *asked, without=without)},
    )


@require_POST
def move(request: Any, key: str, of: str) -> HttpResponse:
    """Saved at once, or refused in words; with what takes it back."""
    event = prepared(request, key)
    row = get_object_or_404(event.sessions.all(), key=of)
    row.event = event
    was = where_it_is(row)
    try:
        row = undone(request, row) if "undo" in request.POST else moved(request, row)
    except AlreadyDone:
        row = get_object_or_404(event.sessions.all(), key=of)
    except NotNow as refusal:
        return refused(str(refusal))
    except ValidationError as error:
        return refused(" ".join(error.messages))
    except signing.BadSignature:
        return refused(_("This can not be taken back any more."))
    undo = signing.dumps({"key": row.key, **was}, salt=SALT)
    return JsonResponse({"undo": undo, **place(row, event, request.POST.get("by", ""))})


def moved(request: Any, row: Session) -> Session:
    form = MoveForm(request.POST, event=row.event)
    if not form.is_valid():
        raise ValidationError([words for lines in form.errors.values() for words in lines])
    told = form.cleaned_data
    return actions.move_session(
        session=row, starts_at=told["starts_at"], ends_at=told["ends_at"], once=told["once"], by=request.person_id,
        **({told["by"]: told["to"]} if told["starts_at"] else {}),
    )  # fmt: skip


def undone(request: Any, row: Session) -> Session:
    was = signing.loads(request.POST["undo"], salt=SALT, max_age=A_DAY)
    if was["key"] != row.key:
        raise signing.BadSignature
    return actions.put_back(session=row, was=was, once=once_of(request), by=request.person_id)


def refused(why: str) -> HttpResponse:
    return JsonResponse({"error": why}, status=422)


def place(row: Session, event: Event, by: str) -> dict[str, Any]:
    """Where the grid now shows it."""
    zone = zone_named(event.time_zone)
    number = row.track_id if by == "track" else row.room_id
    if row.starts_at is None:
        return {"column": "none", "day": "", "starts": None, "ends": None}
    day = row.starts_at.astimezone(zone).date()
    starts, ends = (queries.minutes(moment, day, zone) for moment in (row.starts_at, row.ends_at))
    return {"column": str(number or ""), "day": day.isoformat(), "starts": starts, "ends": ends}

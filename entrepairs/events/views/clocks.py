"""Pages with hours as the clocks at the event show them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone

from entrepairs.core.requests import Request
from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.ui import forms


def zone_of_reader(request: Request, event: Event) -> ZoneInfo | None:
    """The reader's, where clocks show another hour than at the event; unknown for strangers."""
    if request.person_id is None:
        return None
    here: Any = timezone.get_current_timezone()
    there = dt.datetime.combine(event.starts_on, dt.time(12), tzinfo=zone_named(event.time_zone))
    return here if there.astimezone(here).utcoffset() != there.utcoffset() else None


def page_on_clocks(
    request: Request, event: Event, template: str, context: dict[str, Any], partial: str = ""
) -> HttpResponse:
    """The page, with hours as they are at the event."""
    here = timezone.now().astimezone(zone_named(event.time_zone))
    context.setdefault("over", event.ends_on < here.date())
    context |= {
        "event": event,
        "reader": zone_of_reader(request, event),
        "here": request.get_full_path(),
    }
    with timezone.override(zone_named(event.time_zone)):
        return forms.page(request, template, context, partial=partial)

"""The programme as conference applications read it: schedule.xml and schedule.json."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from entrepairs.events.feeds import answer, of_event
from entrepairs.events.models import Event
from entrepairs.schedules.formats import timetable, write_frab, write_pretalx


@of_event
def schedule_xml(request: HttpRequest, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_frab.schedule(timetable.of(event, sessions, request.build_absolute_uri))
    return open_to_all(answer(request, body, "text/xml; charset=utf-8", "schedule.xml"))


@of_event
def schedule_json(request: HttpRequest, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_pretalx.schedule(timetable.of(event, sessions, request.build_absolute_uri))
    return open_to_all(answer(request, body, "application/json", "schedule.json"))


def open_to_all(found: HttpResponse) -> HttpResponse:
    """Applications that run in a browser may read it from elsewhere, as a stranger: no cookie travels with such a question."""
    found["Access-Control-Allow-Origin"] = "*"
    return found

"""The programme as conference applications read it: schedule.xml and schedule.json."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from entrepairs.core.requests import Request
from entrepairs.events.feeds import file_of_event, file_response
from entrepairs.events.models import Event
from entrepairs.schedules.formats import timetable, write_frab, write_pretalx


@file_of_event
def schedule_xml(request: Request, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_frab.write_xml(
        timetable.make_timetable(event, sessions, request.build_absolute_uri)
    )
    return open_to_all(file_response(request, body, "text/xml; charset=utf-8", "schedule.xml"))


@file_of_event
def schedule_json(request: Request, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_pretalx.write_json(
        timetable.make_timetable(event, sessions, request.build_absolute_uri)
    )
    return open_to_all(file_response(request, body, "application/json", "schedule.json"))


def open_to_all(found: HttpResponse) -> HttpResponse:
    """Applications that run in a browser may read it from elsewhere, as a stranger: no cookie travels with such a question."""
    found["Access-Control-Allow-Origin"] = "*"
    return found

"""The programme for other programs, schedule.xml and schedule.json; and on paper."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from entrepairs.core.requests import Request
from entrepairs.events.models import Event
from entrepairs.schedules.formats.make_timetable import make_timetable
from entrepairs.schedules.formats.write_frab import write_xml
from entrepairs.schedules.formats.write_pretalx import write_json
from entrepairs.schedules.programme_pdf import write_programme
from entrepairs.schedules.views.calendars import file_of_event
from entrepairs.ui.file_answers import PDF, answer_file


@file_of_event
def schedule_xml(request: Request, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_xml(make_timetable(event, sessions, request.build_absolute_uri))
    return allow_origins(answer_file(body, "text/xml; charset=utf-8", "schedule.xml"))


@file_of_event
def schedule_json(request: Request, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_json(make_timetable(event, sessions, request.build_absolute_uri))
    return allow_origins(answer_file(body, "application/json", "schedule.json"))


@file_of_event
def programme_pdf(request: Request, event: Event, sessions: Sequence[Any]) -> HttpResponse:
    body = write_programme(event, sessions, request.build_absolute_uri(event.path))
    return answer_file(body, PDF, f"{event.key}.pdf")


def allow_origins(answer: HttpResponse) -> HttpResponse:
    """Lets applications in a browser read it from elsewhere: as strangers, without a cookie."""
    answer["Access-Control-Allow-Origin"] = "*"
    return answer

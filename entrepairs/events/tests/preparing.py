"""Scenes of this room's tests: Claire's association prepares a study day."""

import datetime as dt
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event
from entrepairs.people.models import Organisation, Person

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.date(2083, 3, 26)  # far away, so that it never has been


def told(**more: Any) -> dict[str, Any]:
    """What an event is begun with."""
    return {
        "kind": "study_day", "title_fr": "Être pair aujourd’hui", "title_en": "", "starts_on": DAY, "ends_on": DAY,
        "time_zone": "Europe/Paris", "language": "fr", "venue": "Maison des associations", **more,
    }  # fmt: skip


def begun(organisation: Organisation, by: Person, **more: Any) -> Event:
    with hats.person(by.pk):
        return actions.begin(organisation=organisation, told=told(**more), once=uuid4(), by=by)


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), PARIS)


def hours(start: int, end: int) -> dict[str, Any]:
    return {"starts_at": at(start), "ends_at": at(end)}

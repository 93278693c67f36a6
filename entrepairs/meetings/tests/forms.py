"""Forms of meetings, filled in."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.meetings.tests.making import DAY


def plan_form(**changes: str) -> dict[str, str]:
    day = timezone.localdate() + 7 * DAY
    filled = {
        "day": day.isoformat(),
        "clock": "14:00",
        "minutes": "60",
        "means": "in_person",
        "where": "Écluse",
        "title": "",
    }
    return {"once": str(uuid4())} | filled | changes


def note_form(**changes: Any) -> dict[str, Any]:
    ticked = {
        "given": ["listening", "laughter"],
        "given_minutes": "30",
        "received": ["paperwork"],
        "received_minutes": "60",
    }
    return {"once": str(uuid4())} | ticked | changes

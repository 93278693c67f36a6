"""Scenes of gatherings, made for tests."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions.rhythms import start_rhythm
from entrepairs.gatherings.models import Rhythm
from entrepairs.gatherings.rules import CODES
from entrepairs.groups.models import Group
from entrepairs.people.models import Person

WEEK = dt.timedelta(days=7)


def told(starts_on: dt.date | None = None, **other: Any) -> dict[str, Any]:
    """A coffee each week, on this weekday, at half past two."""
    day = starts_on or timezone.localdate()
    return {
        "title": "Café",
        "starts_on": day,
        "clock": dt.time(14, 30),
        "minutes": 120,
        "time_zone": "Europe/Paris",
        "rule": f"FREQ=WEEKLY;INTERVAL=1;BYDAY={CODES[day.weekday()]}",
        "until": None,
        "means": "in_person",
        "where": "12 rue du Port",
        "attendance": "count",
    } | other


def rhythm_of(group: Group, by: Person, **other: Any) -> Rhythm:
    with hats.person(by.pk):
        return start_rhythm(circle=group.circle, told=told(**other), once=uuid4(), by=by)


def begun_before(rhythm: Rhythm, weeks: int) -> Rhythm:
    """It has been going on for so long."""
    with hats.system("test"):
        Rhythm.objects.filter(pk=rhythm.pk).update(starts_on=rhythm.starts_on - weeks * WEEK)
        rhythm.refresh_from_db()
    return rhythm

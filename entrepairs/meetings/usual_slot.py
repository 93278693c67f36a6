"""How a circle usually meets: for planning the next time with one press."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.meetings import local_times
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle


@dataclass(frozen=True, slots=True)
class Usual:
    """How these people usually meet, and the next time it could be."""

    meeting: Meeting
    starts_at: dt.datetime


def find_usual(circle: Circle) -> Usual | None:
    """The latest of the meetings most alike among the last eight, moved past all that is
    planned."""
    found = Meeting.objects.filter(circle=circle, cancelled_at__isnull=True)
    meetings = list(found.order_by("-starts_at", "-pk")[:8])
    kinds: dict[tuple[Any, ...], list[Meeting]] = {}
    for meeting in meetings:
        there = meeting.starts_at.astimezone(zone_named(meeting.time_zone))
        if meeting.agreed_at:
            kinds.setdefault((there.isoweekday(), meeting.means), []).append(meeting)
    if not kinds:
        return None
    best = max(kinds.values(), key=len)[0]
    after = max(meetings[0].starts_at, timezone.now())
    return Usual(best, local_times.find_next_same(best.starts_at, best.time_zone, after))

"""When a circle may meet next: as it usually does, or at a time of the week that suits both."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.meetings import local_times
from entrepairs.meetings.models import Meeting
from entrepairs.people import slots
from entrepairs.people.models import Circle

# The hour that is suggested for a morning, an afternoon, an evening; and from when to when each is.
CLOCKS = (dt.time(10), dt.time(14, 30), dt.time(18, 30))
ENDS = (dt.time(12, 30), dt.time(18), dt.time(23, 59))


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


def read_week_time(text: str) -> tuple[int, int] | None:
    """The day and third of the week that an address names, as 1-0; nothing when it names none."""
    known = {
        f"{day}-{third}": (day, third) for day in slots.DAYS for third in range(len(slots.THIRDS))
    }
    return known.get(text)


def initial_at(time: tuple[int, int], usual: dt.time | None) -> dict[str, Any]:
    """The next such time from tomorrow on, as the form shows it: at the usual hour when it falls in
    that third of the day."""
    day, third = time
    found = slots.next_time(slots.slot_bit(day, third))
    later = found[0] if found else 7
    start = ENDS[third - 1] if third else dt.time(6)
    clock = usual if usual and start <= usual < ENDS[third] else CLOCKS[third]
    return {"day": timezone.localdate() + dt.timedelta(days=later), "clock": clock}

"""Meetings of a group that somebody planned, by no rule, as times at which it meets."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.gatherings.models import Attending, Gathering, Headcount, Rhythm
from entrepairs.gatherings.queries import LATELY, YEAR, find_time, rhythm_at
from entrepairs.gatherings.times import Time
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.shown_meetings import name_meeting
from entrepairs.people.models import Circle

MOST = 60  # of one group, of a year and to come


@dataclass(frozen=True)
class PlannedTime(Time):
    """`rhythm` is the meeting itself."""

    @property
    def at(self) -> str:
        return str(self.rhythm.key)

    @property
    def about(self) -> dict[str, Any]:
        return {"of": self.rhythm, "day": None}

    @property
    def title(self) -> str:
        return str(self.rhythm.title) or name_meeting("", self.rhythm.circle.name)

    @property
    def counted(self) -> bool:
        return True

    @property
    def is_visit(self) -> bool:
        return self.rhythm.same_as_id is not None

    @property
    def by_rule(self) -> bool:
        return False

    @property
    def agreed(self) -> bool:
        return self.rhythm.agreed_at is not None

    @property
    def meeting(self) -> int | None:
        return int(self.rhythm.pk)

    @property
    def cancelled(self) -> bool:
        return self.rhythm.cancelled_at is not None or self.rhythm.held is False

    @property
    def moved(self) -> bool:
        return False

    @property
    def words(self) -> str:
        """How it came to be."""
        if self.is_visit:
            return _("one meeting, two groups")
        return _("planned by a member") if self.agreed else _("waits for the yes of another member")

    @cached_property
    def count(self) -> dict[str, Any]:
        return next(iter(self.rhythm.counts), {})

    @cached_property
    def coming(self) -> list[Any]:
        return list(self.rhythm.comings)

    @cached_property
    def turn(self) -> Any:
        """Nobody's: who suggested it is who facilitates."""
        return None


def as_time(meeting: Any) -> PlannedTime:
    day = timezone.localdate(meeting.starts_at, ZoneInfo(meeting.time_zone))
    return PlannedTime(meeting, day, meeting.starts_at, meeting.minutes)


def planned_meetings(me: int) -> QuerySet[Any]:
    """Those of groups that are no time of a rhythm; each with who comes, as far as I may know it,
    how many we were, and to whom I last showed that I come: as rhythms have it. One query."""
    here = {"meeting": OuterRef("pk")}
    comes = Attending.objects.filter(**here, ends_at__gt=Now()).order_by("person__folded", "pk")
    one = JSONObject(seen_by="seen_by", person="person_id", name="person__name", key="person__key")
    said = JSONObject(number="number", peer="peer")
    usual = Attending.objects.filter(person=me).order_by("-said_at").values("seen_by")
    rows = Meeting.objects.filter(circle__kind=Circle.Kind.GROUP).select_related("circle")
    found: QuerySet[Any] = rows.filter(~Exists(Gathering.objects.filter(**here))).annotate(
        comings=ArraySubquery(comes.values(json=one)),
        counts=ArraySubquery(Headcount.objects.filter(**here).values(json=said)),
        usually_seen=Subquery(usual[:1]),
    )
    return found


def planned_in(circle: Circle, me: int) -> list[PlannedTime]:
    """Of a year, and to come; the soonest last. What nobody said yes to in time is not there."""
    since = timezone.now() - YEAR
    rows = planned_meetings(me).filter(circle=circle, starts_at__gte=since)
    found = [as_time(row) for row in rows.order_by("-starts_at", "-pk")[:MOST]]
    return [time for time in found if time.agreed or not time.over]


def next_planned(times: list[PlannedTime]) -> list[PlannedTime]:
    return [time for time in times if not time.over and not time.cancelled]


def planned_lately(times: list[PlannedTime]) -> list[PlannedTime]:
    since = timezone.now() - LATELY
    return [
        time
        for time in times
        if time.begun and time.agreed and not time.cancelled and time.starts_at > since
    ]


def time_of_meeting(key: str, me: int) -> Time | None:
    """The time that a meeting of a group is: of a rhythm, or by itself."""
    told = Gathering.objects.filter(meeting__key=key).select_related("rhythm").first()
    if told is not None:
        rhythm = rhythm_at(told.rhythm.key, me)
        return find_time(rhythm, told.day) if rhythm else None
    meeting = planned_meetings(me).filter(key=key).first()
    return as_time(meeting) if meeting else None


def find_occasion(of: Rhythm | Meeting, day: dt.date | None) -> Time | None:
    """What an action is about, as it is now."""
    if isinstance(of, Meeting):
        row = Meeting.objects.filter(pk=of.pk, gathering=None).select_related("circle").first()
        return as_time(row) if row else None
    return find_time(of, day) if day else None

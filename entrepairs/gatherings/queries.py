"""Times at which groups meet, worked out from their rules: each answer is what the hat that is worn
may see."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now
from django.utils import timezone
from django.utils.timezone import localdate

from entrepairs.core.small_counts import LEAST
from entrepairs.core.timezones import zone_named
from entrepairs.gatherings.models import (
    Attending,
    Gathering,
    Headcount,
    Rhythm,
    Swap,
    Turn,
    TurnTaker,
)
from entrepairs.gatherings.times import DAY, Time, days_between, starts_at, told_of
from entrepairs.ledger.models import Audience
from entrepairs.meetings.queries import my_current_circles
from entrepairs.people.models import Circle, Membership

AHEAD = dt.timedelta(days=370)  # within which the next ones are looked for
YEAR = dt.timedelta(days=400)  # within which a rule has a day at least
LATELY = dt.timedelta(days=14)
SHOWN = 3
DEALT = 8  # turns that are dealt at once
MOST = 500  # rhythms of one question


def visible_rhythms() -> QuerySet[Any]:
    """Each with what was told apart of it. One query."""
    said = JSONObject(
        day="day",
        starts_at="starts_at",
        minutes="minutes",
        cancelled="cancelled",
        meeting="meeting_id",
    )
    apart = Gathering.objects.filter(rhythm=OuterRef("pk")).order_by("-day")
    rows = Rhythm.objects.select_related("circle").order_by("clock", "pk")
    return rows.annotate(told=ArraySubquery(apart.values(json=said)[:MOST]))


def rhythms_of(circle: Circle | int) -> QuerySet[Any]:
    return visible_rhythms().filter(circle=circle)


def with_people(rhythms: QuerySet[Any], me: int) -> QuerySet[Any]:
    """And who comes to what is not over, whose turns come, who takes turns, which swaps I am asked
    for, how many we were in a year, and to whom I last showed that I come. The same query."""
    someone = {"person": "person_id", "name": "person__name", "key": "person__key"}
    here, today = {"rhythm": OuterRef("pk")}, timezone.localdate()
    comes = Attending.objects.filter(**here, ends_at__gt=Now()).order_by("person__folded", "pk")
    turns = Turn.objects.filter(**here, day__gte=today).order_by("day")
    takers = TurnTaker.objects.filter(**here).values("person")
    usual = Attending.objects.filter(person=me).order_by("-said_at").values("seen_by")
    counted = Headcount.objects.filter(
        meeting__gathering__rhythm=OuterRef("pk"), meeting__starts_at__gte=Now() - 365 * DAY
    )
    said = JSONObject(day="meeting__gathering__day", number="number", peer="peer")
    asked = Swap.objects.filter(turn__rhythm=OuterRef("pk"), to=me, declined=None)
    asked = asked.filter(other__day__gte=today).order_by("pk")
    swap = JSONObject(id="id", name="by__name", day="turn__day", mine="other__day")
    found: QuerySet[Any] = rhythms.annotate(
        comings=ArraySubquery(
            comes.values(json=JSONObject(day="day", seen_by="seen_by", **someone))
        ),
        turns_dealt=ArraySubquery(turns.values(json=JSONObject(id="id", day="day", **someone))),
        takers_now=ArraySubquery(takers),
        counts=ArraySubquery(counted.values(json=said)),
        swaps=ArraySubquery(asked.values(json=swap)),
        usually_seen=Subquery(usual[:1]),
    )
    return found


def times_of(rhythm: Any, first: dt.date, last: dt.date) -> Iterator[Time]:
    """Between two days: those of the rule, and those that were moved there."""
    told = {one.day: one for one in told_of(rhythm)}
    for day in days_between(rhythm, first, last):
        if day not in told:
            yield Time(rhythm, day, starts_at(rhythm, day), rhythm.minutes)
    for day, one in told.items():
        if first <= one.starts_at.astimezone(zone_named(rhythm.time_zone)).date() <= last:
            yield Time(rhythm, day, one.starts_at, one.minutes, one)


def next_times(
    rhythms: Iterable[Any], number: int = SHOWN, *, cancelled: bool = True
) -> list[Time]:
    """What comes or goes on, the soonest first."""
    now = timezone.now()
    first, last = localdate(now) - DAY, localdate(now + AHEAD)
    found = [
        time
        for rhythm in rhythms
        for time in _soonest(rhythm, first, last, now, number)
        if cancelled or not time.cancelled
    ]
    return sorted(found, key=lambda time: (time.starts_at, time.rhythm.pk))[:number]


def _soonest(rhythm: Any, first: dt.date, last: dt.date, now: dt.datetime, number: int) -> Any:
    """A few weeks are enough for most rules; a year is looked through for the rare ones."""
    for until in (first + 60 * DAY, last):
        times = [time for time in times_of(rhythm, first, until) if time.ends_at > now]
        if len(times) > number:
            break
    return sorted(times, key=lambda time: time.starts_at)[: number + 1]


def times_lately(rhythms: Iterable[Any]) -> list[Time]:
    """Those of these two weeks that have begun."""
    now = timezone.now()
    return [
        time
        for rhythm in rhythms
        for time in times_of(rhythm, localdate(now - LATELY), localdate(now))
        if time.begun and not time.cancelled
    ]


def latest(times: Iterable[Time]) -> Time | None:
    return max(times, key=lambda time: time.starts_at, default=None)


def find_time(rhythm: Any, day: dt.date) -> Time | None:
    """The time that the rule has on this day, as it is now."""
    if not hasattr(rhythm, "told"):
        rhythm = visible_rhythms().filter(pk=rhythm.pk).first()
    if rhythm is None:
        return None
    one = next((one for one in told_of(rhythm) if one.day == day), None)
    if one is not None:
        return Time(rhythm, day, one.starts_at, one.minutes, one)
    if day not in days_between(rhythm, day, day):
        return None
    return Time(rhythm, day, starts_at(rhythm, day), rhythm.minutes)


def rhythms_for_calendar(*, mine: bool) -> QuerySet[Any]:
    """Of my circles; else of groups whose page is shown to who asks. One query."""
    rows = visible_rhythms().select_related("circle__group__place").order_by("pk")
    rows = rows.filter(circle__ended_at=None)
    if mine:
        return rows.filter(circle__in=my_current_circles())[:MOST]
    return rows.filter(circle__group__audience__gte=Audience.NETWORK)[:MOST]


def rhythm_at(key: str, me: int) -> Any:
    return with_people(visible_rhythms().filter(key=key), me).first()


def rhythms_now(circle: Circle) -> list[Any]:
    """Those that have not stopped."""
    rows = Rhythm.objects.filter(circle=circle).order_by("clock", "pk")
    return list(rows.exclude(until__lt=timezone.localdate()))


def series_of(meetings: list[int]) -> dict[int, tuple[str, dt.datetime]]:
    """Meetings that are one time of a rhythm: the entry that they belong to, and which time."""
    rows = Gathering.objects.filter(meeting__in=meetings).select_related("rhythm")
    return {
        row.meeting_id: (f"{row.rhythm.key}@gatherings.entrepairs", starts_at(row.rhythm, row.day))
        for row in rows
    }


def ends_before(circle: Circle, person: int, moment: dt.datetime) -> bool:
    """A visit that ends before then. One that ends while the group is together is no obstacle."""
    mine = Membership.objects.current().filter(circle=circle, person=person)
    ends = list(mine.values_list("until", flat=True))
    return bool(ends) and all(until is not None and until <= moment for until in ends)


@dataclass(frozen=True, slots=True)
class PeerShare:
    """In how many of the times of a year a peer facilitated, of those of which somebody said."""

    peer: int
    said: int

    @property
    def told(self) -> bool:
        return self.said >= LEAST


def peer_share(rows: Iterable[Any]) -> PeerShare:
    said = [one["peer"] for row in rows for one in row.counts if one["peer"] is not None]
    return PeerShare(sum(said), len(said))


def first_turn(rhythm: Any, person: int | None) -> Any:
    """The next turn of this person; of nobody, the next that one may take."""
    return next((turn for turn in rhythm.turns_dealt if turn["person"] == person), None)

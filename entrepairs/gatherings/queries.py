"""Times at which groups meet, worked out from their rules: each answer is what the hat that is worn
may see."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.gatherings.models import Gathering, Rhythm
from entrepairs.gatherings.rules import days_of, say_rule
from entrepairs.ledger.models import Audience
from entrepairs.meetings.queries import my_current_circles
from entrepairs.people.models import Circle

DAY = dt.timedelta(days=1)
AHEAD = dt.timedelta(days=370)  # within which the next ones are looked for
YEAR = dt.timedelta(days=400)  # within which a rule has a day at least
SHOWN = 3
MOST = 500  # rhythms of one question


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a rhythm: on the day of its rule, or as it was changed."""

    rhythm: Rhythm
    day: dt.date
    starts_at: dt.datetime
    minutes: int
    gathering: Gathering | None = None

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def at(self) -> str:
        """As addresses name it."""
        return f"{self.rhythm.key}-{self.day:%Y%m%d}"

    @property
    def cancelled(self) -> bool:
        return bool(self.gathering and self.gathering.cancelled)

    @property
    def moved(self) -> bool:
        return self.gathering is not None and self.starts_at != starts_at(self.rhythm, self.day)

    @property
    def words(self) -> str:
        return say_rule(self.rhythm.rule)

    @property
    def over(self) -> bool:
        return self.ends_at <= timezone.now()


def starts_at(rhythm: Rhythm, day: dt.date) -> dt.datetime:
    """At the same hour all year, on the clocks of its place."""
    return dt.datetime.combine(day, rhythm.clock, tzinfo=zone_named(rhythm.time_zone))


def rhythms_of(circles: Iterable[Circle | int]) -> QuerySet[Rhythm]:
    """With what was told apart, of these circles. Two queries."""
    told = Gathering.objects.order_by("day")
    return (
        visible_rhythms()
        .filter(circle__in=list(circles))
        .prefetch_related(Prefetch("gatherings", queryset=told))
    )


def visible_rhythms() -> QuerySet[Rhythm]:
    return Rhythm.objects.select_related("circle").order_by("clock", "pk")


def times_of(rhythm: Rhythm, first: dt.date, last: dt.date) -> Iterator[Time]:
    """Between two days: those of the rule, and those that were moved there."""
    told = {one.day: one for one in rhythm.gatherings.all()}
    for day in days_of(rhythm.rule, rhythm.starts_on, rhythm.until, first, last):
        if day not in told:
            yield Time(rhythm, day, starts_at(rhythm, day), rhythm.minutes)
    for day, one in told.items():
        if first <= one.starts_at.astimezone(zone_named(rhythm.time_zone)).date() <= last:
            yield Time(rhythm, day, one.starts_at, one.minutes, one)


def next_times(
    rhythms: Iterable[Rhythm], number: int = SHOWN, *, cancelled: bool = True
) -> list[Time]:
    """What comes or goes on, the soonest first."""
    now = timezone.now()
    first, last = now.date() - DAY, (now + AHEAD).date()
    found = [
        time
        for rhythm in rhythms
        for time in _soonest(rhythm, first, last, now, number)
        if cancelled or not time.cancelled
    ]
    return sorted(found, key=lambda time: (time.starts_at, time.rhythm.pk))[:number]


def _soonest(
    rhythm: Rhythm, first: dt.date, last: dt.date, now: dt.datetime, number: int
) -> list[Time]:
    """A few weeks are enough for most rules; a year is looked through for the rare ones."""
    for until in (first + 60 * DAY, last):
        times = [time for time in times_of(rhythm, first, until) if time.ends_at > now]
        if len(times) > number:
            break
    return sorted(times, key=lambda time: time.starts_at)[: number + 1]


def last_time(rhythms: Iterable[Rhythm], within: dt.timedelta = 15 * DAY) -> Time | None:
    """The latest that is over."""
    now = timezone.now()
    first = (now - within).date()
    over = [
        time
        for rhythm in rhythms
        for time in times_of(rhythm, first, now.date())
        if time.over and not time.cancelled
    ]
    return max(over, key=lambda time: time.starts_at, default=None)


def find_time(rhythm: Rhythm, day: dt.date) -> Time | None:
    """The time that the rule has on this day, as it is now."""
    one = next((one for one in rhythm.gatherings.all() if one.day == day), None)
    if one is not None:
        return Time(rhythm, day, one.starts_at, one.minutes, one)
    if day not in days_of(rhythm.rule, rhythm.starts_on, rhythm.until, day, day):
        return None
    return Time(rhythm, day, starts_at(rhythm, day), rhythm.minutes)


def rhythms_for_calendar(*, mine: bool) -> QuerySet[Any]:
    """Of my circles; else of groups whose page is shown to who asks. Two queries."""
    told = Prefetch("gatherings", queryset=Gathering.objects.order_by("day"))
    rows = Rhythm.objects.select_related("circle__group__place").prefetch_related(told)
    rows = rows.filter(circle__ended_at=None).order_by("pk")
    if mine:
        return rows.filter(circle__in=my_current_circles())[:MOST]
    return rows.filter(circle__group__audience__gte=Audience.NETWORK)[:MOST]


def rhythms_of_key(key: str) -> Rhythm | None:
    rows = visible_rhythms().filter(key=key)
    return rows.prefetch_related(
        Prefetch("gatherings", queryset=Gathering.objects.select_related("meeting"))
    ).first()


def rhythms_now(circle: Circle) -> list[Rhythm]:
    """Those that have not stopped."""
    rows = visible_rhythms().filter(circle=circle)
    return list(rows.exclude(until__lt=timezone.localdate()))


def series_of(meetings: list[int]) -> dict[int, tuple[str, dt.datetime]]:
    """Meetings that are one time of a rhythm: the entry that they belong to, and which time."""
    rows = Gathering.objects.filter(meeting__in=meetings).select_related("rhythm")
    return {
        row.meeting_id: (f"{row.rhythm.key}@gatherings.entrepairs", starts_at(row.rhythm, row.day))
        for row in rows
    }


def there(time: Time) -> dt.datetime:
    """On the clocks of its place."""
    return time.starts_at.astimezone(zone_named(time.rhythm.time_zone))


def days_between(rhythm: Rhythm, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return days_of(rhythm.rule, rhythm.starts_on, rhythm.until, first, last)

"""What strangers may see near a place: what is open now, the next events, and organisations that
hand out cards."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Case, F, Q, When
from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.events.queries import all_events
from entrepairs.groups.models import GroupOpening
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Opening, Organisation
from entrepairs.people.opening_hours import Now, state_at
from entrepairs.people.queries import week_for
from entrepairs.vocabulary.distances import USUAL_KM, kilometres_from
from entrepairs.vocabulary.models import Place

SHOWN = 3
HOURS_READ = 2000  # rows of opening hours, the nearest first
NEAR = Q(away__lte=USUAL_KM)


def find_coming(place: Place | None) -> list[Any]:
    """The next few: first those near the place, then those that one follows from afar, each the
    soonest first. Without a place, the soonest of all. One query."""
    today = timezone.localdate()
    rows = all_events().filter(ends_on__gte=today, published_at__isnull=False)
    rows = rows.exclude(state="cancelled").order_by("starts_on", "id")
    if place is not None:
        rows = rows.annotate(away=kilometres_from(place))
        rows = rows.filter(NEAR | Q(online=True) | ~Q(link=""))
        rows = rows.order_by(Case(When(NEAR, then=0), default=1), "starts_on", "id")
    return list(rows[:SHOWN])


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """An organisation or a group that one may walk into at this moment."""

    owner: Any
    path: str
    now: Now
    away: float  # from the place that was asked, in km

    @property
    def stays_open(self) -> dt.datetime:
        return self.now.changes_at or self.now.at


def find_open(place: Place | None) -> OpenPlace | None:
    """The nearest that is open now and says where it is; without a place, the one that stays open
    longest. Two queries."""
    found = [
        *_find_open(Opening.objects.select_related("organisation__place"), "organisation", place),
        *_find_open(
            GroupOpening.objects.select_related("group__place", "group__circle").filter(
                group__audience__gte=Audience.NETWORK, group__circle__ended_at=None
            ),
            "group",
            place,
        ),
    ]
    if place is None:
        return max(found, key=lambda one: one.stays_open, default=None)
    return min(found, key=lambda one: one.away, default=None)


def _find_open(rows: Any, kind: str, place: Place | None) -> Iterator[OpenPlace]:
    """Of the hours of these days: whatever its clocks say, it is one of three."""
    now = timezone.now()
    near = [timezone.localdate(now) + dt.timedelta(days=away) for away in (-1, 0, 1)]
    weekdays = [day.weekday() for day in near]
    rows = rows.exclude(**{f"{kind}__address": ""})
    rows = rows.filter(Q(weekday__in=weekdays) | Q(day__in=near))
    if place is not None:
        rows = rows.annotate(away=kilometres_from(place, f"{kind}__place")).filter(NEAR)
    order = ["away"] if place is not None else []
    rows = rows.order_by(*order, f"{kind}_id", "opens")[:HOURS_READ]
    for owner, of_one in groupby(rows, key=attrgetter(kind)):
        openings = list(of_one)
        week = week_for(owner, openings)
        state = state_at(week, now, zone_named(owner.time_zone))
        if state.is_open:
            yield OpenPlace(owner, owner.path, state, getattr(openings[0], "away", 0.0))


def find_organisations(place: Place | None) -> list[Organisation]:
    """The nearest few, then those that say no place; without a place, the first by name. One
    query."""
    rows = Organisation.objects.select_related("place").order_by("folded", "id")
    if place is not None:
        rows = rows.annotate(away=kilometres_from(place)).filter(NEAR | Q(place=None))
        rows = rows.order_by(F("away").asc(nulls_last=True), "folded", "id")
    return list(rows[:SHOWN])

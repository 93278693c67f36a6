"""What strangers may see near a place: what is open now, the next events, and organisations that
hand out cards."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.events.queries import all_events
from entrepairs.groups.models import GroupOpening
from entrepairs.ledger.models import Audience
from entrepairs.matching.distances import kilometres_between
from entrepairs.people.models import Opening, Organisation
from entrepairs.people.opening_hours import Now, state_at
from entrepairs.people.queries import week_for
from entrepairs.vocabulary.models import Place

SHOWN = 3
AROUND_KM = 60  # an hour's way, with what trains there are
READ = 60  # of events, the next so many
DEGREE_KM = 111  # of latitude
HOURS_READ = 2000  # rows of opening hours, of one hour's way or of a whole network


def distance(place: Place, other: Place | None) -> float:
    if other is None:
        return float("inf")
    here, there = (place.latitude, place.longitude), (other.latitude, other.longitude)
    return float(kilometres_between(*here, *there))


def find_coming(place: Place | None) -> list[Any]:
    """The next few: first those near the place, then those that one follows from afar, each the
    soonest first. Without a place, the soonest of all. One query."""
    today = timezone.localdate()
    rows = all_events().filter(ends_on__gte=today, published_at__isnull=False)
    found = list(rows.exclude(state="cancelled").order_by("starts_on", "id")[:READ])
    if place is None:
        return found[:SHOWN]
    here = [event for event in found if distance(place, event.place) <= AROUND_KM]
    afar = [event for event in found if event not in here and (event.online or event.link)]
    return (here + afar)[:SHOWN]


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """An organisation or a group that one may walk into at this moment."""

    owner: Any
    path: str
    now: Now

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
    return min(found, key=lambda one: distance(place, one.owner.place), default=None)


def _find_open(rows: Any, kind: str, place: Place | None) -> Iterator[OpenPlace]:
    """Of the hours of these days: whatever its clocks say, it is one of three."""
    now = timezone.now()
    near = [now.date() + dt.timedelta(days=away) for away in (-1, 0, 1)]
    weekdays = [day.weekday() for day in near]
    rows = rows.exclude(**{f"{kind}__address": ""})
    rows = rows.filter(Q(weekday__in=weekdays) | Q(day__in=near))
    if place is not None:
        rows = rows.filter(_box(place, f"{kind}__place__"))
    rows = rows.order_by(f"{kind}_id", "opens")[:HOURS_READ]
    for owner, openings in groupby(rows, key=attrgetter(kind)):
        week = week_for(owner, openings)
        state = state_at(week, now, zone_named(owner.time_zone))
        if state.is_open and (place is None or distance(place, owner.place) <= AROUND_KM):
            yield OpenPlace(owner, owner.path, state)


def _box(place: Place, prefix: str) -> Q:
    """Not farther north or south than an hour's way: what the database may sort out."""
    reach = AROUND_KM / DEGREE_KM
    return Q((f"{prefix}latitude__range", (place.latitude - reach, place.latitude + reach)))


def find_organisations(place: Place | None) -> list[Organisation]:
    """The nearest few within an hour's way, then those that say no place; without a place, the
    first by name. One query."""
    rows = Organisation.objects.select_related("place").order_by("folded", "id")
    if place is None:
        return list(rows[:SHOWN])
    found = list(rows.filter(_box(place, "place__") | Q(place__isnull=True)))
    around = [row for row in found if distance(place, row.place) <= AROUND_KM]
    around.sort(key=lambda row: distance(place, row.place))
    return [*around, *(row for row in found if row.place is None)][:SHOWN]

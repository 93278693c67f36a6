"""What strangers may see near a place: what is open now, the next events, and organisations that
hand out cards."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.events.queries import all_events
from entrepairs.matching.distances import kilometres_between
from entrepairs.people.models import Opening, Organisation
from entrepairs.people.opening_hours import Now, state_at
from entrepairs.people.queries import week_from
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
    """An organisation that one may walk into at this moment."""

    organisation: Organisation
    now: Now


def find_open(place: Place | None) -> OpenPlace | None:
    """The nearest that is open now and says where it is; without a place, the one that stays open
    longest. One query."""
    rows = Opening.objects.select_related("organisation__place").exclude(organisation__address="")
    if place is not None:
        rows = rows.filter(_box(place, "organisation__place__"))
    rows = rows.order_by("organisation_id", "opens")[:HOURS_READ]
    found = []
    for organisation, openings in groupby(rows, key=lambda row: row.organisation):
        zone = zone_named(organisation.time_zone)
        now = state_at(week_from(openings), timezone.now(), zone)
        if now.is_open and (place is None or distance(place, organisation.place) <= AROUND_KM):
            found.append(OpenPlace(organisation, now))
    if place is None:
        return max(found, key=_stays_open, default=None)
    return min(found, key=lambda one: distance(place, one.organisation.place), default=None)


def _stays_open(one: OpenPlace) -> dt.datetime:
    return one.now.changes_at or one.now.at


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

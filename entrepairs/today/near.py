"""What strangers may see near a place: the next events, and organisations that hand out cards."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from entrepairs.events.queries import all_events
from entrepairs.matching.distances import kilometres_between
from entrepairs.people.models import Organisation
from entrepairs.vocabulary.models import Place

SHOWN = 3
AROUND_KM = 60  # an hour's way, with what trains there are
READ = 60  # of events, the next so many
DEGREE_KM = 111  # of latitude


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


def find_organisations(place: Place | None) -> list[Organisation]:
    """The nearest few within an hour's way, then those that say no place; without a place, the
    first by name. One query."""
    rows = Organisation.objects.select_related("place").order_by("folded", "id")
    if place is None:
        return list(rows[:SHOWN])
    reach = AROUND_KM / DEGREE_KM
    box = Q(place__latitude__range=(place.latitude - reach, place.latitude + reach))
    found = list(rows.filter(box | Q(place__isnull=True)))
    around = [row for row in found if distance(place, row.place) <= AROUND_KM]
    around.sort(key=lambda row: distance(place, row.place))
    return [*around, *(row for row in found if row.place is None)][:SHOWN]

"""Reads of registrations. Each answer holds what the person who asks may see."""

import json
import re
from datetime import datetime
from typing import Any

from django.contrib.postgres.lookups import Unaccent
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.utils import timezone

from entrepairs.core.paging import read_page
from entrepairs.core.sql_functions import call_function
from entrepairs.core.timezones import zone_named
from entrepairs.events import organiser_queries
from entrepairs.events.models import Event
from entrepairs.registrations.models import CODE, Announcement, Registration


def is_full(event: Event) -> bool:
    return bool(call_function("is_full", event.pk))


def count_before(registration: Registration) -> int:
    """How many wait before this one."""
    return int(call_function("before_in_queue", registration.key))


def name_of_organiser(event: Event) -> str:
    found = call_function("organised_by", event.pk)
    known = json.loads(found) if isinstance(found, str) else found
    return str(known["name"]) if known else "Entrepairs"


def describe_registration(one: Registration) -> dict[str, Any]:
    """What the page of a registration says."""
    event: Event = one.event
    standing = one.state != Registration.State.CANCELLED
    return {
        "one": one,
        "event": event,
        "over": event.is_over,
        "off": event.state == Event.State.CANCELLED and standing,
        "hours": read_hours(event),
        "announcements": read_announcements(one) if standing else [],
        "full": one.state == Registration.State.ASKED and is_full(event),
        "before": count_before(one) if one.state == Registration.State.WAITING else 0,
    }


def read_hours(event: Event) -> dict[str, Any]:
    """When its programme begins and ends, on the clock of the place; nothing while it is not
    known, or lasts several days.
    """
    timed = event.sessions.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    return say_hours(event, timed["first"], timed["last"])


def say_hours(event: Event, first: datetime | None, last: datetime | None) -> dict[str, Any]:
    if event.starts_on != event.ends_on or first is None or last is None:
        return {}
    zone = zone_named(event.time_zone)
    return {"first": first.astimezone(zone), "last": last.astimezone(zone)}


def list_mine(person: int) -> QuerySet[Any]:
    """Those to come first, the nearest before; then the past ones, the latest before."""
    today = timezone.localdate()
    to_come = Q(event__ends_on__gte=today)
    rows: QuerySet[Any] = Registration.objects.filter(person=person).select_related("event__place")
    rows = rows.annotate(
        coming=Case(When(to_come, then=True), default=False, output_field=BooleanField()),
        nearness=Case(When(to_come, then=F("event__starts_on")), output_field=DateField()),
    )
    return rows.order_by("-coming", "nearness", "-event__starts_on", "-pk")


def read_announcements(one: Registration) -> list[Announcement]:
    """What was written to all, for who holds the key."""
    return list(Announcement.objects.raw("select * from announced_to(%s)", [one.key]))


def find_at_the_door(person: int, door: str) -> Registration:
    """One with a place, of an event that this person prepares; else there is no such page."""
    prepared = organiser_queries.events_prepared_by(person)
    rows = Registration.objects.filter(
        state=Registration.State.PLACE, event__in=prepared.values("pk")
    )
    return get_object_or_404(rows.select_related("event"), door=door)


def people_registered(event: Event) -> list[int]:
    """The persons here who are, or were and cancelled: nobody registers those again for them."""
    rows = Registration.objects.filter(event=event, person__isnull=False)
    return list(rows.values_list("person", flat=True))


def list_with_place(event: Event) -> QuerySet[Registration]:
    """By name."""
    placed = Registration.objects.filter(event=event, state=Registration.State.PLACE)
    return placed.order_by("name", "pk")


def list_standing(event: Event) -> QuerySet[Registration]:
    """All that are not cancelled: those with a place, those who wait, those to be confirmed."""
    order = Case(
        When(state=Registration.State.PLACE, then=0),
        When(state=Registration.State.WAITING, then=1),
        default=2,
    )
    standing = Registration.objects.filter(event=event).exclude(state=Registration.State.CANCELLED)
    return standing.order_by(order, "name", "pk")


def find_by_name_or_code(rows: QuerySet[Registration], looked: str) -> QuerySet[Registration]:
    """Whose name has these words, whatever the accents; or who has that code."""
    found = Q(folded__contains=Lower(Unaccent(Value(looked))))
    code = re.sub(r"[\s-]", "", looked).lower()
    if len(code) >= CODE:
        found |= Q(door__startswith=code[:CODE])
    return rows.annotate(folded=Lower(Unaccent("name"))).filter(found)


def list_registrations(event: Event, asked: str | None, looked: str = "") -> dict[str, Any]:
    """By name, with how many have a place, wait, came; or those looked for at the entrance."""
    rows = Registration.objects.filter(event=event)
    numbers = rows.aggregate(
        placed=Count("pk", filter=Q(state="place")),
        waiting=Count("pk", filter=Q(state="waiting")),
        asked=Count("pk", filter=Q(state="asked")),
        came=Count("pk", filter=Q(came_at__isnull=False)),
    )
    found = list_standing(event)
    if looked:
        found = find_by_name_or_code(found, looked)
    return {"event": event, "numbers": numbers, "page": read_page(found, asked), "looked": looked}


def count_audience(event: Event) -> dict[str, dict[str, int]]:
    """By group: how many are told by notification, by mail, or read it on their page alone."""
    groups = {
        Announcement.To.ALL: Q(state__in=("place", "waiting")),
        Announcement.To.WAITING: Q(state="waiting"),
        Announcement.To.CAME: Q(state="place", came_at__isnull=False),
    }
    mailed = Q(person__isnull=True) & ~Q(mail="")
    ways = {"here": Q(person__isnull=False), "mailed": mailed, "page": Q(person=None, mail="")}
    counted = Registration.objects.filter(event=event).aggregate(
        **{
            f"{group}_{way}": Count("pk", filter=who & how)
            for group, who in groups.items()
            for way, how in ways.items()
        }
    )
    return {group: {way: counted[f"{group}_{way}"] for way in ways} for group in map(str, groups)}


def list_announcements(event: Event) -> QuerySet[Any]:
    """The latest first, with to how many each went and how many were told."""
    rows: QuerySet[Any] = Announcement.objects.filter(event=event).annotate(
        many=Count("deliveries"), told=Count("deliveries__told_at")
    )
    return rows.order_by("-pk")[:20]

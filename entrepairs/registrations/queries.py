"""Reads of registrations. Each answer holds what the person who asks may see."""

import json
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from entrepairs.core.paging import read_page
from entrepairs.core.sql_functions import call_function
from entrepairs.events import organiser_queries
from entrepairs.events.models import Event
from entrepairs.registrations.models import Announcement, Registration


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
        "announcements": read_announcements(one) if standing else [],
        "before": count_before(one) if one.state == Registration.State.WAITING else 0,
    }


def read_announcements(one: Registration) -> list[Announcement]:
    """What was written to all, for who holds the key."""
    return list(Announcement.objects.raw("select * from announced_to(%s)", [one.key]))


def find_prepared_event(person: int, key: str) -> Event:
    """An event that this person prepares; else there is no such page."""
    return get_object_or_404(organiser_queries.events_prepared_by(person), key=key)


def find_at_the_door(person: int, **which: str) -> Registration:
    """One with a place, of an event that this person prepares; else there is no such page."""
    prepared = organiser_queries.events_prepared_by(person)
    rows = Registration.objects.filter(
        state=Registration.State.PLACE, event__in=prepared.values("pk")
    )
    return get_object_or_404(rows.select_related("event"), **which)


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


def list_registrations(event: Event, asked: str | None) -> dict[str, Any]:
    """By name, with how many have a place, wait, came."""
    rows = Registration.objects.filter(event=event)
    numbers = rows.aggregate(
        placed=Count("pk", filter=Q(state="place")),
        waiting=Count("pk", filter=Q(state="waiting")),
        asked=Count("pk", filter=Q(state="asked")),
        came=Count("pk", filter=Q(came_at__isnull=False)),
    )
    return {"event": event, "numbers": numbers, "page": read_page(list_standing(event), asked)}

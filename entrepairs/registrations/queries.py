"""Registrations, as whoever asks may read them."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.registrations import actions
from entrepairs.registrations.models import Registration

SIZE = 50


def today_there(event: Event) -> dt.date:
    return timezone.now().astimezone(zone_named(event.time_zone)).date()


def is_over(event: Event) -> bool:
    return event.ends_on < today_there(event)


def shown(one: Registration) -> dict[str, Any]:
    """What the page of a registration says."""
    waiting = one.state == Registration.State.WAITING
    event: Event = one.event
    return {
        "one": one,
        "event": event,
        "over": is_over(event),
        "off": event.state == Event.State.CANCELLED and one.state != Registration.State.CANCELLED,
        "before": actions.before(one) if waiting else 0,
    }


def prepared_event(key: str) -> Event:
    """An event that I prepare: I am in its circle."""
    event = get_object_or_404(Event.objects.select_related("circle"), key=key)
    if not actions.prepares(event):
        raise Http404
    return event


def at_the_door() -> QuerySet[Registration]:
    """Those with a place, of events that I prepare; mine is not mine to note."""
    return Registration.objects.filter(state=Registration.State.PLACE).select_related("event")


def placed(event: Event) -> QuerySet[Registration]:
    """Those who have a place, by name."""
    return Registration.objects.filter(event=event, state=Registration.State.PLACE).order_by(
        "name", "pk"
    )


def listed(event: Event, page: str | None) -> dict[str, Any]:
    """The list by name, with how many have a place, wait, came."""
    rows = Registration.objects.filter(event=event)
    numbers = rows.aggregate(
        placed=Count("pk", filter=Q(state="place")),
        waiting=Count("pk", filter=Q(state="waiting")),
        came=Count("pk", filter=Q(came_at__isnull=False)),
    )
    standing = rows.exclude(state=Registration.State.CANCELLED).order_by("state", "name", "pk")
    return {
        "event": event,
        "numbers": numbers,
        "page_obj": Paginator(standing, SIZE).get_page(page),
    }

"""The picture of an event: given by those who prepare it, seen by those who see the event."""

from collections.abc import Collection

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from entrepairs.drafts.models import Picture
from entrepairs.events.models import Event
from entrepairs.files.covers import ON_PAGE

EVENT = "event:"  # how an entry of the calendar says that it is an event


def picture_column() -> Subquery:
    """Of events: the key and the words of their picture, for the pages of everyone."""
    told = JSONObject(key="key", shows_fr="shows_fr", shows_en="shows_en")
    return Subquery(Picture.objects.filter(event=OuterRef("pk")).values(json=told))


def find_small(things: Collection[str]) -> dict[str, str]:
    """Of the events among these entries of the calendar, as many as one page may show: the address
    of each picture. One query."""
    keys = [thing.removeprefix(EVENT) for thing in things if thing.startswith(EVENT)]
    shown = Picture.objects.filter(event__key__in=keys).order_by("event__starts_on", "pk")
    found = shown.values_list("event__key", "key")[:ON_PAGE] if keys else ()
    return {
        f"{EVENT}{event}": reverse("drafts:picture", args=[key, "small"]) for event, key in found
    }


def picture_of(event: Event) -> QuerySet[Picture]:
    """None or one."""
    return Picture.objects.filter(event=event).defer("small", "large")

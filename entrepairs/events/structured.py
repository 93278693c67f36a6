"""An event as search engines and aggregators read it: schema.org in JSON-LD, in a block of data that is no script."""

import json
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from entrepairs.events.models import Event

SCHEMA = "https://schema.org/"
# Nothing in the block may end it or begin another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def data(event: Any, absolute: Callable[[str], str]) -> SafeString:
    """The block; nothing while it is in preparation."""
    if event.state == Event.State.DRAFT:
        return mark_safe("")
    words = json.dumps(told(event, absolute), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{words}</script>')


def told(event: Any, absolute: Callable[[str], str]) -> dict[str, Any]:
    cancelled = event.state == Event.State.CANCELLED
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": absolute(event.path),
        "url": absolute(event.path),
        "name": event.title.text,
        "startDate": event.starts_on.isoformat(),
        "endDate": event.ends_on.isoformat(),
        "inLanguage": event.language,
        "eventStatus": SCHEMA + ("EventCancelled" if cancelled else "EventScheduled"),
        "eventAttendanceMode": SCHEMA + mode(event),
        "location": locations(event, absolute),
    }
    if event.about:
        found["description"] = event.about.text
    if event.for_whom:
        found["audience"] = {"@type": "Audience", "audienceType": event.for_whom.text}
    if event.organised_by:
        url = absolute(f"/organisations/{event.organised_by['key']}/")
        found["organizer"] = {"@type": "Organization", "name": event.organised_by["name"], "url": url}
    if event.series:
        found["superEvent"] = {"@type": "EventSeries", "name": event.series.title.text}
    if event.capacity:
        found["maximumAttendeeCapacity"] = event.capacity
    return found


def here(event: Event) -> bool:
    return bool(event.venue or event.place)


def mode(event: Event) -> str:
    if event.online or event.link:
        return "MixedEventAttendanceMode" if here(event) else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def locations(event: Event, absolute: Callable[[str], str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if here(event):
        place: dict[str, Any] = {"@type": "Place", "name": event.venue or str(event.place)}
        if event.place:
            place["address"] = {
                "@type": "PostalAddress",
                "addressLocality": str(event.place),
                "addressCountry": event.place.country,
            }
        found.append(place)
    if event.online or event.link:
        found.append({"@type": "VirtualLocation", "url": event.link or absolute(event.path)})
    return found

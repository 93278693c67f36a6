"""An event as search engines and aggregators read it: schema.org in JSON-LD, in a block of data that is no script."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.events.programme_pages import Outline

Absolute = Callable[[str], str]
SCHEMA = "https://schema.org/"
# Nothing in the block may end it or begin another.
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def data(event: Any, told: dict[str, Any]) -> SafeString:
    """The block; nothing while it is in preparation."""
    if event.state == Event.State.DRAFT:
        return mark_safe("")
    words = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False).translate(
        ESCAPES
    )
    return mark_safe(f'<script type="application/ld+json">{words}</script>')


def told(
    event: Any, absolute: Absolute, shape: Outline | None = None, sessions: Sequence[Any] = ()
) -> dict[str, Any]:
    """`sessions` when they are all of its programme; of a longer one, each page tells its own."""
    found: dict[str, Any] = {
        "@type": "Event",
        "@id": absolute(event.path),
        "url": absolute(event.path),
        "name": event.title.text,
        **dates(event, shape),
        "inLanguage": event.language,
        "eventStatus": status(event),
        "eventAttendanceMode": SCHEMA + mode(event),
        "location": locations(event, absolute),
    }
    if event.about:
        found["description"] = event.about.text
    if event.for_whom:
        found["audience"] = {"@type": "Audience", "audienceType": event.for_whom.text}
    if event.organised_by:
        url = absolute(f"/organisations/{event.organised_by['key']}/")
        found["organizer"] = {
            "@type": "Organization",
            "name": event.organised_by["name"],
            "url": url,
        }
    if event.series:
        found["superEvent"] = {"@type": "EventSeries", "name": event.series.title.text}
    if event.capacity:
        found["maximumAttendeeCapacity"] = event.capacity
    if sessions:
        found["subEvent"] = [
            part(event, one, one, [], absolute) for one in sessions if one.kind != "break"
        ]
    return found


def dates(event: Event, shape: Outline | None) -> dict[str, str]:
    """From when something begins to when all is over, on the clocks there; only the days, while hours are not known."""
    if (
        shape is None
        or not shape.days
        or event.starts_on != shape.days[0].date
        or event.ends_on != shape.days[-1].date
    ):
        return {"startDate": event.starts_on.isoformat(), "endDate": event.ends_on.isoformat()}
    last = max(one.ends_at for one in shape.days[-1].parts)
    return {"startDate": shape.days[0].parts[0].starts_at.isoformat(), "endDate": last.isoformat()}


def of_part(event: Any, timed: Any, talks: Sequence[Any], absolute: Absolute) -> SafeString:
    """A session with its talks, or one talk: part of the event. `timed` has its hours."""
    row = timed if len(talks) != 1 or hasattr(timed, "said") else talks[0]
    whole = {
        "@type": "Event",
        "@id": absolute(event.path),
        "url": absolute(event.path),
        "name": event.title.text,
    }
    whole |= {**dates(event, None), "location": locations(event, absolute)}
    return data(event, {**part(event, row, timed, talks, absolute), "superEvent": whole})


def part(
    event: Any, row: Any, timed: Any, talks: Sequence[Any], absolute: Absolute
) -> dict[str, Any]:
    zone = zone_named(event.time_zone)
    hours = [
        moment.astimezone(zone).isoformat() for moment in (timed.starts_at, timed.ends_at) if moment
    ]
    first, last = hours or (event.starts_on.isoformat(), event.ends_on.isoformat())
    found: dict[str, Any] = {
        "@type": "Event", "@id": absolute(row.path), "url": absolute(row.path), "name": row.title.text, "startDate": first, "endDate": last,
        "eventStatus": status(event), "eventAttendanceMode": SCHEMA + mode(event), "location": locations(event, absolute),
        "inLanguage": getattr(row, "language", "") or event.language,
    }  # fmt: skip
    if row.about:
        found["description"] = row.about.text
    names = {one.key: one.name for talk in talks for one in talk.who}
    if names:
        found["performer"] = [{"@type": "Person", "name": name} for name in names.values()]
    return found


def status(event: Event) -> str:
    return SCHEMA + ("EventCancelled" if event.state == Event.State.CANCELLED else "EventScheduled")


def here(event: Event) -> bool:
    return bool(event.venue or event.place)


def mode(event: Event) -> str:
    if event.online or event.link:
        return "MixedEventAttendanceMode" if here(event) else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def locations(event: Event, absolute: Absolute) -> list[dict[str, Any]]:
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

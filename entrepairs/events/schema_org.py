"""schema.org in JSON-LD: an event as search engines read it, in a block that is no script."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.events.programme_pages import Outline
from entrepairs.ui.markdown import markdown_as_text
from entrepairs.ui.schema_org import SCHEMA, json_block

Absolute = Callable[[str], str]


def json_ld(event: Any, told: dict[str, Any]) -> SafeString:
    """The block; nothing while it is in preparation."""
    if event.state == Event.State.DRAFT:
        return mark_safe("")
    return json_block(told)


def describe_event(
    event: Any, absolute: Absolute, outline: Outline | None = None, sessions: Sequence[Any] = ()
) -> dict[str, Any]:
    """`sessions` when they are all of its programme; of a longer one, each page tells its own."""
    found: dict[str, Any] = _refer_to(event, absolute) | days_of_event(event, outline)
    found |= _circumstances(event, absolute) | {"inLanguage": event.language}
    if event.about:
        found["description"] = markdown_as_text(event.about.text)
    if event.picture:
        found["image"] = absolute(reverse("drafts:picture", args=[event.picture["key"], "large"]))
    if event.for_whom:
        found["audience"] = {"@type": "Audience", "audienceType": event.for_whom.text}
    if event.organised_by:
        found["organizer"] = _organisation(event.organised_by, absolute)
    if event.series:
        found["superEvent"] = {"@type": "EventSeries", "name": event.series.title.text}
    if event.capacity:
        found["maximumAttendeeCapacity"] = event.capacity
    if sessions:
        parts = [session for session in sessions if session.kind != "break"]
        found["subEvent"] = [describe_part(event, part, part, [], absolute) for part in parts]
    return found


def _circumstances(event: Event, absolute: Absolute) -> dict[str, Any]:
    """Of the event and of each part of it."""
    return {
        "eventStatus": status_of(event),
        "eventAttendanceMode": SCHEMA + mode_of(event),
        "location": locations_of(event, absolute),
    }


def _refer_to(row: Any, absolute: Absolute) -> dict[str, str]:
    url = absolute(row.path)
    return {"@type": "Event", "@id": url, "url": url, "name": row.title.text}


def _organisation(row: dict[str, str], absolute: Absolute) -> dict[str, str]:
    url = absolute(f"/organisations/{row['key']}/")
    return {"@type": "Organization", "name": row["name"], "url": url}


def days_of_event(event: Event, outline: Outline | None) -> dict[str, str]:
    """From the first beginning to the last end, on the clocks there; only days without hours."""
    days = outline.days if outline else []
    if not days or event.starts_on != days[0].date or event.ends_on != days[-1].date:
        return {"startDate": event.starts_on.isoformat(), "endDate": event.ends_on.isoformat()}
    last = max(part.ends_at for part in days[-1].parts)
    return {"startDate": days[0].parts[0].starts_at.isoformat(), "endDate": last.isoformat()}


def json_ld_of_part(event: Any, timed: Any, talks: Sequence[Any], absolute: Absolute) -> SafeString:
    """A session with its talks, or one talk: part of the event. `timed` has its hours."""
    row = timed if len(talks) != 1 or hasattr(timed, "said") else talks[0]
    whole = {
        **_refer_to(event, absolute),
        **days_of_event(event, None),
        "location": locations_of(event, absolute),
    }
    return json_ld(
        event, {**describe_part(event, row, timed, talks, absolute), "superEvent": whole}
    )


def describe_part(
    event: Any, row: Any, timed: Any, talks: Sequence[Any], absolute: Absolute
) -> dict[str, Any]:
    zone = zone_named(event.time_zone)
    hours = [
        moment.astimezone(zone).isoformat() for moment in (timed.starts_at, timed.ends_at) if moment
    ]
    first, last = hours or (event.starts_on.isoformat(), event.ends_on.isoformat())
    found: dict[str, Any] = {
        **_refer_to(row, absolute),
        "startDate": first,
        "endDate": last,
        **_circumstances(event, absolute),
        "inLanguage": getattr(row, "language", "") or event.language,
    }
    if row.about:
        found["description"] = markdown_as_text(row.about.text)
    names = {one.key: one.name for talk in talks for one in talk.who}
    if names:
        found["performer"] = [{"@type": "Person", "name": name} for name in names.values()]
    return found


def status_of(event: Event) -> str:
    return SCHEMA + ("EventCancelled" if event.state == Event.State.CANCELLED else "EventScheduled")


def has_place(event: Event) -> bool:
    return bool(event.venue or event.place)


def mode_of(event: Event) -> str:
    if event.online or event.link:
        return "MixedEventAttendanceMode" if has_place(event) else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def locations_of(event: Event, absolute: Absolute) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if has_place(event):
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

"""The page of an event: when and where, and the part of its programme that the address asks for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request
from entrepairs.core.timezones import zone_named
from entrepairs.events import page_hooks, queries, schema_org
from entrepairs.events.hours import NIGHT
from entrepairs.events.models import Event, Session
from entrepairs.events.programme_pages import Day, Part, choose_part, outline_of
from entrepairs.events.views.clocks import page_on_clocks
from entrepairs.ui.timetables import lay_out_in_rooms

MOST_ROOMS = 8  # beside each other
MANY_NOW = 6  # sessions shown as going on, when there are more at once
NEVER = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


@login_not_required
@require_safe
def event(request: Request, key: str) -> HttpResponse:
    found = queries.find_event(key)
    context = page_context(request, found)
    if not request.htmx:
        context["structured"] = schema_org.json_ld(
            found,
            schema_org.describe_event(
                found, request.build_absolute_uri, context["outline"], whole_programme(context)
            ),
        )
    return page_on_clocks(request, found, "events/public/event.html", context, partial="programme")


def page_context(request: Request, found: Any) -> dict[str, Any]:
    """What the page shows of the event; of it, the programme alone is asked again by a press."""
    context = programme_context(request, found)
    if not request.htmx:
        context["materials"] = queries.materials_of(found)
        context["recordings"] = queries.recordings_in(event=found.pk) if found.is_over else []
        context["page_parts"] = page_hooks.parts_of(request, found)
    return context


def whole_programme(context: dict[str, Any]) -> list[Any]:
    """The sessions, when the page has all of them."""
    outline, part = context["outline"], context["part"]
    one_page = len(outline.days) + bool(outline.unscheduled) == 1 and context["track"] is None
    in_one_part = part is None or len(context["day"].parts) == 1
    return context["sessions"] if one_page and in_one_part else []


@dataclass(frozen=True, slots=True)
class AskedPart:
    """What the address asks for: a day, or what has no hours yet; some hours of it; a track."""

    track: int | None
    day: Day | None
    part: Part | None
    zone: ZoneInfo

    def has(self, session: Session) -> bool:
        if self.day is None or session.starts_at is None:
            return self.day is None and session.starts_at is None
        if self.part:
            return self.part.starts_at <= session.starts_at <= self.part.last_start
        return session.starts_at.astimezone(self.zone).date() == self.day.date


def programme_context(request: Request, found: Any) -> dict[str, Any]:
    now, zone = timezone.now(), zone_named(found.time_zone)
    track = track_asked(request, found)
    outline = outline_of(found, track)
    day = outline.choose_day(request.GET.get("day", ""), now, zone)
    part = choose_part(day, request.GET.get("from", ""), now) if day and track is None else None
    shown = AskedPart(track, day, part, zone)
    on_now = track is None and is_going_on(found, now, zone)
    soon = outline.next_start(now) if on_now else None
    rows = read_sessions(found, shown, request.person_id, now if on_now else None, soon)
    sessions = queries.with_talks(rows)
    here = [session for session in sessions if shown.has(session)]
    running = [s for s in sessions if on_now and s.starts_at and s.starts_at <= now < s.ends_at]
    return {
        "outline": outline,
        "day": day,
        "part": part,
        "track": track,
        "sessions": here,
        **lay_out_in_rooms(here, MOST_ROOMS),
        "now": now,
        "running": running,
        "more": len(running) - MANY_NOW,
        "coming": [session for session in sessions if soon and session.starts_at == soon],
        "few": MANY_NOW,
    }


def track_asked(request: Request, found: Any) -> int | None:
    asked = request.GET.get("track", "")
    return next((track["id"] for track in found.threads if str(track["id"]) == asked), None)


def is_going_on(found: Event, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether it is being held today, or still since last night."""
    here = now.astimezone(zone)
    begun, over = found.starts_on <= here.date(), (here - NIGHT).date() > found.ends_on
    return found.state == Event.State.PUBLISHED and begun and not over


def read_sessions(
    found: Event,
    shown: AskedPart,
    person: int | None,
    now: dt.datetime | None,
    soon: dt.datetime | None,
) -> Iterable[Any]:
    """The sessions of the page, and those that go on now or begin next."""
    if shown.day is None:
        rows = queries.sessions_of(found, person).filter(starts_at=None)
        return rows.filter(track=shown.track) if shown.track is not None else rows
    midnight = dt.datetime.combine(shown.day.date, dt.time(), tzinfo=shown.zone)
    first, last = midnight, midnight + dt.timedelta(days=1, microseconds=-1)
    if shown.part:
        first, last = shown.part.starts_at, shown.part.last_start
    whose = {"event": found.pk, "person": person or 0}
    if shown.track is not None:
        return queries.sessions_of_track(**whose, track=shown.track, first=first, last=last)
    return queries.sessions_between(
        **whose, first=first, last=last, now=now or NEVER, soon=soon or NEVER
    )

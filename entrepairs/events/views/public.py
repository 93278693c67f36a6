"""What everyone reads of an event: when and where, what is said there and by whom."""

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.timezones import zone_named
from entrepairs.events import bookmarks, cited_talks, queries, schema_org
from entrepairs.events.hours import NIGHT
from entrepairs.events.models import Event, Session, Speaker, Talk
from entrepairs.events.programme_pages import Outline, outline, part_of
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import citations
from entrepairs.ui import forms

LINES = 30  # events on a page of the list
MANY_NOW = 6  # sessions shown as going on, when there are more at once
MOST_KEPT = 200  # in an address
NEVER = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
KEY = re.compile(r"[a-z0-9-]{1,14}")


def reader_zone(request: Any, event: Event) -> ZoneInfo | None:
    """Where the clocks of whoever reads show another hour than those of the event; of strangers we do not know."""
    if request.person_id is None:
        return None
    here: Any = timezone.get_current_timezone()
    there = dt.datetime.combine(event.starts_on, dt.time(12), tzinfo=zone_named(event.time_zone))
    return here if there.astimezone(here).utcoffset() != there.utcoffset() else None


def on_its_clock(
    request: Any, event: Event, template: str, context: dict[str, Any], partial: str = ""
) -> HttpResponse:
    """The page, with hours as they are at the event."""
    here = timezone.now().astimezone(zone_named(event.time_zone))
    context.setdefault("over", event.ends_on < here.date())
    context |= {
        "event": event,
        "reader": reader_zone(request, event),
        "here": request.get_full_path(),
    }
    with timezone.override(zone_named(event.time_zone)):
        return forms.page(request, template, context, partial=partial)


# Events


@login_not_required
@require_safe
def index(request: Any) -> HttpResponse:
    series, year = request.GET.get("series", "").replace("\0", ""), request.GET.get("year", "")
    asked = (
        int(year)
        if year.isascii() and year.isdecimal() and len(year) == 4 and year > "0000"
        else None
    )
    context = {
        "page": page_of(request, queries.listed(series, asked), LINES),
        "all_series": queries.series_with_events(),
        "series": series,
        "year": asked,
    }
    return render(request, "events/public/list.html", context)


@login_not_required
@require_safe
def event(request: Any, key: str) -> HttpResponse:
    found = queries.event_named(key)
    context = programme(request, found)
    if not request.htmx:
        context["materials"] = queries.materials(found)
        context["structured"] = schema_org.data(
            found,
            schema_org.told(found, request.build_absolute_uri, context["outline"], whole(context)),
        )
    return on_its_clock(request, found, "events/public/event.html", context, partial="programme")


def whole(context: dict[str, Any]) -> list[Any]:
    """The sessions, when the page has all of them."""
    shape, part = context["outline"], context["part"]
    all_here = len(shape.days) + bool(shape.unscheduled) == 1 and context["track"] is None
    return (
        context["sessions"] if all_here and (part is None or len(context["day"].parts) == 1) else []
    )


def programme(request: Any, found: Any) -> dict[str, Any]:
    """The part of the programme that the address asks for: a day, some hours of it, a track."""
    now, zone = timezone.now(), zone_named(found.time_zone)
    track = track_asked(request, found)
    shape = outline(found, track)
    day = shape.day(request.GET.get("day", ""), now, zone)
    part = part_of(day, request.GET.get("from", ""), now) if day and track is None else None
    on_now, next_start = going_on(found, shape, now, zone) if track is None else (False, None)
    shown = queries.with_talks(
        read(found, track, day, part, zone, now if on_now else None, next_start)
    )
    running = [s for s in shown if on_now and s.starts_at and s.starts_at <= now < s.ends_at]
    return {
        "outline": shape,
        "day": day,
        "part": part,
        "track": track,
        "sessions": [s for s in shown if within(s, day, part, zone)],
        "running": running,
        "more": len(running) - MANY_NOW,
        "coming": [s for s in shown if next_start and s.starts_at == next_start],
        "few": MANY_NOW,
    }


def track_asked(request: Any, found: Any) -> int | None:
    asked = request.GET.get("track", "")
    return next((track["id"] for track in found.threads if str(track["id"]) == asked), None)


def going_on(
    found: Event, shape: Outline, now: dt.datetime, zone: ZoneInfo
) -> tuple[bool, dt.datetime | None]:
    """Whether it is being held, and when something begins next."""
    here = now.astimezone(zone)
    if (
        found.state != Event.State.PUBLISHED
        or not found.starts_on <= here.date()
        or (here - NIGHT).date() > found.ends_on
    ):
        return False, None
    return True, shape.next_start(now)


def read(
    found: Event, track: int | None, day: Any, part: Any, zone: ZoneInfo, now: Any, soon: Any
) -> Iterable[Any]:
    """The sessions of the page, and those that go on now or begin next."""
    if day is None:
        rows = queries.sessions(found).filter(starts_at=None)
        return rows.filter(track=track) if track is not None else rows
    midnight = dt.datetime.combine(day.date, dt.time(), tzinfo=zone)
    first, last = midnight, midnight + dt.timedelta(days=1, microseconds=-1)
    if part:
        first, last = part.starts_at, part.last_start
    whose = {"event": found.pk, "person": queries.me()}
    if track is not None:
        return queries.sessions_of_track(**whose, track=track, first=first, last=last)
    return queries.sessions_between(
        **whose, first=first, last=last, now=now or NEVER, soon=soon or NEVER
    )


def within(session: Session, day: Any, part: Any, zone: ZoneInfo) -> bool:
    if day is None or session.starts_at is None:
        return day is None and session.starts_at is None
    if part:
        return bool(part.starts_at <= session.starts_at <= part.last_start)
    return bool(session.starts_at.astimezone(zone).date() == day.date)


# One session, one talk, one speaker


def prepares(request: Any, event: Event) -> bool:
    """Whoever reads may add to it; of strangers it is not even asked."""
    return request.person_id is not None and queries.i_prepare(event)


def session_named(key: str) -> Any:
    rows = queries.rows().select_related("event__series", "event__place", "room", "track")
    return get_object_or_404(
        rows.annotate(organised_by=queries.organiser("events_session.event_id")), key=key
    )


def talk_named(key: str) -> Any:
    rows = Talk.objects.select_related(
        "event__series", "event__place", "session__room", "session__track"
    )
    found: Any = get_object_or_404(
        rows.annotate(organised_by=queries.organiser("events_talk.event_id")), key=key
    )
    found.who = queries.speaking_in([found])[found.pk]
    return found


@login_not_required
@require_safe
def session(request: Any, key: str) -> HttpResponse:
    [found] = queries.with_talks([session_named(key)])
    context: dict[str, Any] = {
        "session": found,
        "materials": queries.materials(found),
        "prepares": prepares(request, found.event),
    }
    context["structured"] = schema_org.of_part(
        found.event, found, found.said, request.build_absolute_uri
    )
    context |= cited_talks.shown(found.event, cited_talks.of_session(request, found))
    return on_its_clock(request, found.event, "events/public/session.html", context)


@login_not_required
@require_safe
def talk(request: Any, key: str) -> HttpResponse:
    found = talk_named(key)
    own_hours = found if found.starts_at else found.session
    context: dict[str, Any] = {"talk": found, "timed": own_hours, "materials": queries.materials(found), "prepares": prepares(request, found.event)}  # fmt: skip
    context["structured"] = schema_org.of_part(
        found.event, own_hours, [found], request.build_absolute_uri
    )
    context |= cited_talks.shown(found.event, cited_talks.of_talk(request, found))
    return on_its_clock(request, found.event, "events/public/talk.html", context)


@login_not_required
@require_safe
def cite_session(request: Any, key: str, how: str) -> HttpResponse:
    [found] = queries.with_talks([session_named(key)])
    return citations.citation_response(cited_talks.of_session(request, found), how)


@login_not_required
@require_safe
def cite_talk(request: Any, key: str, how: str) -> HttpResponse:
    return citations.citation_response(cited_talks.of_talk(request, talk_named(key)), how)


@login_not_required
@require_safe
def speaker(request: Any, key: str) -> HttpResponse:
    rows = Speaker.objects.select_related("event__series", "event__place", "person")
    found = get_object_or_404(rows, key=key)
    said, chaired = queries.appearances(found)
    context = {"speaker": found, "said": said, "chaired": chaired}
    return on_its_clock(request, found.event, "events/public/speaker.html", context)


# One's own programme


def keys_asked(request: Any) -> list[str]:
    """The sessions that a stranger's browser has kept, as it names them in the address."""
    return [key for key in request.GET.get("kept", "").split(".") if KEY.fullmatch(key)][:MOST_KEPT]


@login_not_required
@require_safe
def mine(request: Any, key: str) -> HttpResponse:
    found = get_object_or_404(queries.events(), key=key)
    keys = keys_asked(request)
    context = {"sessions": queries.with_talks(queries.kept_of(found, keys)), "keys": ".".join(keys)}
    return on_its_clock(request, found, "events/public/mine.html", context)


@require_POST
def keep(request: Any, key: str) -> HttpResponse:
    found = session_named(key)
    kept = request.POST.get("keep") != "no"
    with suppress(AlreadyDone):
        action = bookmarks.keep if kept else bookmarks.let_go
        action(session=found, once=forms.once_of(request), by=request.person_id)
    if request.htmx:
        found.kept = kept
        return render(
            request,
            "events/public/_keep.html",
            {"session": found, "here": request.POST.get("next", "")},
        )
    messages.success(
        request, _("It is in your programme.") if kept else _("It is no longer in your programme.")
    )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(f"{back}#s-{found.key}" if safe else found.path)

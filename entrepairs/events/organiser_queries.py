"""Reads of those who prepare events: theirs, the programme, and what is still missing."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.collisions import find_double_bookings, find_room_mates
from entrepairs.events.hours import days_of
from entrepairs.events.models import Event, Material, Session, SessionChair, Talk, TalkSpeaker
from entrepairs.people.models import Membership


def events_prepared_by(person: int | None) -> QuerySet[Event]:
    circles = Membership.objects.current().filter(person=person, circle__kind="event")
    return Event.objects.filter(circle__in=circles.values("circle")).select_related(
        "circle__organisation", "place", "series"
    )


def find_prepared_event(person: int, key: str) -> Event:
    """An event that this person prepares; else there is no such page."""
    return get_object_or_404(events_prepared_by(person), key=key)


def organisers_of(event: Event) -> list[Membership]:
    """Those who prepare it now; those who came first stand first."""
    rows = Membership.objects.current().filter(circle=event.circle_id)
    return list(rows.select_related("person").order_by("since", "pk"))


@dataclass(frozen=True, slots=True)
class Counts:
    sessions: int
    without_hours: int
    talks: int
    without_speaker: int
    materials: int


@dataclass
class Part:
    """A session with its talks, as the page lists them, and what collides with them.

    `beside`: sessions in its room at that time. `elsewhere`: by talk, who speaks in which other.
    """

    session: Session
    chairs: list[str] = field(default_factory=list)
    talks: list[tuple[Talk, list[str]]] = field(default_factory=list)
    beside: list[Session] = field(default_factory=list)
    elsewhere: dict[int, list[tuple[str, Talk]]] = field(default_factory=dict)


@dataclass
class Programme:
    """One day of it; without a day, the sessions whose hours are not known."""

    counts: Counts
    day: dt.date | None
    days: list[dt.date]
    parts: list[Part]


def count_rows(event: Event) -> Counts:
    """In one query."""
    sessions, talks = Session.objects.all(), Talk.objects.all()
    silent = talks.filter(~Exists(TalkSpeaker.objects.filter(talk=OuterRef("pk"))))
    row: Any = (
        Event.objects.filter(pk=event.pk)
        .values(
            n_sessions=_count_of(sessions),
            n_without_hours=_count_of(sessions.filter(starts_at__isnull=True)),
            n_talks=_count_of(talks),
            n_without_speaker=_count_of(silent),
            n_materials=_count_of(Material.objects.all()),
        )
        .get()
    )
    return Counts(**{name.removeprefix("n_"): value for name, value in row.items()})


def _count_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows are of the event of the outer query."""
    of_event = rows.filter(event=OuterRef("pk")).order_by().values("event")
    return Coalesce(Subquery(of_event.annotate(many=Count("pk")).values("many")), 0)


def read_day(event: Event, wanted: str) -> Programme:
    """The day asked for, else the first one when something has hours."""
    zone, counts, days = zone_named(event.time_zone), count_rows(event), days_of(event)
    named = {day.isoformat(): day for day in days}
    day = named.get(
        wanted, days[0] if not wanted and counts.without_hours < counts.sessions else None
    )
    if day is None:
        sessions = event.sessions.filter(starts_at__isnull=True)
    else:
        begins = dt.datetime.combine(day, dt.time(), zone)
        ends = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
        sessions = event.sessions.filter(starts_at__gte=begins, starts_at__lt=ends)
    ordered = sessions.select_related("room", "track").order_by(
        "starts_at", "room__order", "order", "pk"
    )
    return Programme(counts, day, days, _with_talks(list(ordered)))


def _with_talks(sessions: list[Session]) -> list[Part]:
    """Three queries, however many sessions; two more when something collides."""
    rooms = find_room_mates(sessions)
    parts = {row.pk: Part(row, beside=rooms.get(row.pk, [])) for row in sessions}
    for chair in SessionChair.objects.filter(session__in=parts).select_related("speaker"):
        parts[chair.session_id].chairs.append(chair.speaker.name)
    talks: dict[int, list[str]] = {}
    for talk in Talk.objects.filter(session__in=parts).order_by("starts_at", "order", "pk"):
        talks[talk.pk] = []
        parts[talk.session_id].talks.append((talk, talks[talk.pk]))
    speakings = list(TalkSpeaker.objects.filter(talk__in=talks).select_related("speaker"))
    for speaking in speakings:
        talks[speaking.talk_id].append(speaking.speaker.name)
    doubles = find_double_bookings(speakings)
    for part in parts.values():
        part.elsewhere = {
            talk.pk: doubles[talk.pk] for talk, _names in part.talks if talk.pk in doubles
        }
    return list(parts.values())


@dataclass(frozen=True, slots=True)
class Missing:
    """`needed`: it is not published without. `where`: the page that mends it."""

    words: str
    where: str
    needed: bool = False


def find_missing(event: Event, counts: Counts) -> list[Missing]:
    """What a reader would look for in vain. Most of it may come later."""
    found = []
    if not (event.venue or event.place_id or event.link or event.online):
        found.append(
            Missing(_("Where it takes place, or that it is online"), "change", needed=True)
        )
    if not (event.title_fr and event.title_en):
        words = _("Its title in English") if event.title_fr else _("Its title in French")
        found.append(Missing(words, "change"))
    if not (event.about_fr or event.about_en):
        found.append(Missing(_("A short description"), "change"))
    if not (event.for_whom_fr or event.for_whom_en):
        found.append(Missing(_("Who may come"), "change"))
    if not (event.step_free or event.sign_language or event.captions or event.quiet_room):
        found.append(Missing(_("What makes it accessible"), "change"))
    return found + _missing_from_programme(counts)


def _missing_from_programme(counts: Counts) -> list[Missing]:
    found = []
    if not counts.sessions:
        found.append(Missing(_("Its programme"), "session_add"))
    if counts.without_hours:
        found.append(
            Missing(
                _("Sessions without a time: %(count)s") % {"count": counts.without_hours}, "prepare"
            )
        )
    if counts.without_speaker:
        found.append(
            Missing(
                _("Talks without anybody to give them: %(count)s")
                % {"count": counts.without_speaker},
                "prepare",
            )
        )
    return found

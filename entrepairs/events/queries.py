"""Reads of the programme: each answer is what the person who asks may see."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.events.models import (
    Bookmark,
    Event,
    Material,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.library.models import Resource, Series

SPEAKER = {
    "key": F("speaker__key"),
    "guid": F("speaker__guid"),
    "name": F("speaker__name"),
    "family": F("speaker__family"),
    "orcid": F("speaker__orcid"),
    "discipline": F("speaker__discipline"),
    "position": F("speaker__position"),
    "affiliation": F("speaker__affiliation"),
    "country": F("speaker__country"),
}
TRACK = {name: F(name) for name in ("id", "name_fr", "name_en", "name_other", "other_language")}


# Events


def organiser_of(event: str = "events_event.id") -> RawSQL:
    """Key and name of the organisation whose circle prepares it.

    The circle itself is seen by its members only.
    """
    return RawSQL(f"organised_by({event})", (), JSONField())  # noqa: S611 (no word of a user)


def all_events() -> QuerySet[Any]:
    found: QuerySet[Any] = Event.objects.select_related("series", "place")
    return found


# What rooms above add to an event for its page: they put it here in their AppConfig.ready().
event_page: dict[str, Any] = {}
event_lines: dict[str, Any] = {}  # and for its line in the list


@prepared
def event_for_page(key: str) -> QuerySet[Any]:
    """With all that its page says of it, but the programme."""
    tracks = (
        Track.objects.filter(event=OuterRef("pk"))
        .order_by("order", "id")
        .values(json=JSONObject(**TRACK))
    )
    found: QuerySet[Any] = all_events().annotate(
        organised_by=organiser_of(), threads=ArraySubquery(tracks), **event_page
    )
    return found.filter(key=key)


def find_event(key: str) -> Any:
    found = event_for_page(key=key)
    if not found:
        raise Http404
    return found[0]


def events_listed(series: str = "", year: int | None = None) -> QuerySet[Any]:
    """To come, the nearest first; then past, the latest first."""
    today = timezone.localdate()
    coming = Q(ends_on__gte=today)
    found: QuerySet[Any] = all_events().annotate(
        coming=Case(When(coming, then=Value(True)), default=Value(False)),
        nearness=Case(When(coming, then=F("starts_on")), output_field=DateField()),
        **event_lines,
    )
    if series:
        found = found.filter(series__slug=series)
    if year:
        found = found.filter(starts_on__year=year)
    return found.order_by("-coming", "nearness", "-starts_on", "-id")


def series_with_events() -> QuerySet[Series]:
    return Series.objects.filter(Exists(Event.objects.filter(series=OuterRef("pk")))).order_by(
        "slug"
    )


# Sessions, their talks, and who speaks


def sessions_of(event: Event, person: int | None) -> QuerySet[Any]:
    """In the order in which they take place; those without hours at the end, in their own order."""
    return in_order(session_rows(person).filter(event=event))


def session_rows(person: int | None) -> QuerySet[Any]:
    """Sessions, with who chairs them and whether this person keeps them."""
    chairs = (
        SessionChair.objects.filter(session=OuterRef("pk"))
        .order_by("order", "id")
        .values(json=JSONObject(**SPEAKER))
    )
    kept = Bookmark.objects.filter(session=OuterRef("pk"), person=person or 0)
    return Session.objects.select_related("room", "track").annotate(
        chaired_by=ArraySubquery(chairs), kept=Exists(kept)
    )


def in_order(found: QuerySet[Any]) -> QuerySet[Any]:
    return found.order_by(
        F("starts_at").asc(nulls_last=True), "track__order", "room__order", "order", "id"
    )


@prepared
def sessions_between(
    event: int,
    person: int,
    first: dt.datetime,
    last: dt.datetime,
    now: dt.datetime,
    soon: dt.datetime,
) -> QuerySet[Any]:
    """Those that begin from `first` to `last`, that go on `now`, or that begin `soon`."""
    shown = Q(starts_at__gte=first, starts_at__lte=last)
    return in_order(
        session_rows(person).filter(
            shown | Q(starts_at__lte=now, ends_at__gt=now) | Q(starts_at=soon),
            event=event,
        )
    )


@prepared
def sessions_of_track(
    event: int, person: int, track: int, first: dt.datetime, last: dt.datetime
) -> QuerySet[Any]:
    return in_order(
        session_rows(person).filter(
            event=event, track=track, starts_at__gte=first, starts_at__lte=last
        )
    )


def sessions_kept(event: Event, person: int | None, keys: Sequence[str] = ()) -> QuerySet[Any]:
    """Those in this person's own programme; for a stranger, those that their browser names."""
    found = sessions_of(event, person)
    return found.filter(key__in=keys) if person is None else found.filter(kept=True)


def find_session(key: str, person: int | None) -> Any:
    rows = session_rows(person).select_related("event__series", "event__place", "room", "track")
    return get_object_or_404(
        rows.annotate(organised_by=organiser_of("events_session.event_id")), key=key
    )


def with_talks(found: Iterable[Any]) -> list[Any]:
    """Give each session its talks, and each talk who speaks: two queries, however many they are."""
    shown = list(found)
    said = talks_in(sessions=[session.pk for session in shown]) if shown else []
    speakers = speaking_in(said)
    by_session: dict[int, list[Any]] = defaultdict(list)
    for talk in said:
        talk.who = speakers[talk.pk]
        by_session[talk.session_id].append(talk)
    for session in shown:
        session.said = by_session[session.pk]
    return shown


def talks_in_order() -> QuerySet[Any]:
    return Talk.objects.order_by("session_id", F("starts_at").asc(nulls_last=True), "order", "id")


@prepared
def talks_in(sessions: list[int]) -> QuerySet[Any]:
    return talks_in_order().filter(one_of("session", sessions))


@prepared
def speakings_in(talks: list[int]) -> QuerySet[Any]:
    found = TalkSpeaker.objects.filter(one_of("talk", talks)).select_related("speaker")
    return found.order_by("talk_id", "order", "id")


def speaking_in(said: Sequence[Talk]) -> dict[int, list[Speaker]]:
    found: dict[int, list[Speaker]] = defaultdict(list)
    if said:
        for line in speakings_in(talks=[talk.pk for talk in said]):
            found[line.talk_id].append(line.speaker)
    return found


def find_talk(key: str) -> Any:
    rows = Talk.objects.select_related(
        "event__series", "event__place", "session__room", "session__track"
    )
    found: Any = get_object_or_404(
        rows.annotate(organised_by=organiser_of("events_talk.event_id")), key=key
    )
    found.who = speaking_in([found])[found.pk]
    return found


def materials_of(of: Event | Session | Talk) -> list[Material]:
    """What the library shows: of the event itself, of a session with its talks, or of a talk."""
    if isinstance(of, Event):
        return materials_of_event(event=of.pk)
    found = Material.objects.select_related("resource").order_by("order", "id")
    if isinstance(of, Session):
        return list(found.filter(Q(session=of) | Q(talk__session=of)))
    return list(found.filter(talk=of))


@prepared
def materials_of_event(event: int) -> QuerySet[Any]:
    found = Material.objects.select_related("resource").order_by("order", "id")
    return found.filter(event=event, session__isnull=True, talk__isnull=True)


@prepared
def recordings_in(event: int) -> QuerySet[Any]:
    """What can be heard or seen of its sessions and talks, in their order; those at the top of its
    page are not said again."""
    found = Material.objects.select_related("resource").filter(
        Q(session__isnull=False) | Q(talk__isnull=False), event=event, resource__kind="recording"
    )
    first = Coalesce("session__starts_at", "talk__session__starts_at")
    return found.order_by(first.asc(nulls_last=True), "order", "id")


def appearances_of(speaker: Speaker, person: int | None) -> tuple[list[Any], list[Any]]:
    """The talks of a speaker, and the sessions they chair, for this person to read."""
    rows = talks_in_order().filter(speakings__speaker=speaker)
    chaired = sessions_of(speaker.event, person).filter(chairs__speaker=speaker)
    return list(rows.select_related("session", "session__room")), list(chaired)


def speakers_of(resource: Resource) -> list[str]:
    """Who is probably heard in it: the speakers of its talk, or of the session that it is of."""
    whole_session = Material.objects.filter(resource=resource, talk=None)
    of_talk = Q(speakings__talk__materials__resource=resource)
    of_session = Q(speakings__talk__session__materials__in=whole_session)
    chairs = Q(chairs__session__materials__in=whole_session)
    found = Speaker.objects.filter(of_talk | of_session | chairs)
    return list(found.distinct().order_by("name").values_list("name", flat=True))


def place_of(event: Event) -> str:
    """In one line."""
    return ", ".join(part for part in (event.venue, str(event.place or "")) if part)

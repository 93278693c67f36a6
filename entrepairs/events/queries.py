"""The programme as its readers see it. Everything here is what whoever wears the person hat may see."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
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
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils import timezone

from entrepairs.core import hats
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
    "discipline": F("speaker__discipline"),
    "position": F("speaker__position"),
    "affiliation": F("speaker__affiliation"),
    "country": F("speaker__country"),
}
TRACK = {"id": F("id"), "name_fr": F("name_fr"), "name_en": F("name_en")}


def me() -> int:
    return hats.worn_person() or 0


def i_prepare(event: Event) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select i_prepare(%s)", [event.pk])
        return bool(cursor.fetchone()[0])


# Events


def organiser(event: str = "events_event.id") -> RawSQL:
    """Key and name of the organisation whose circle prepares it: the circle itself is seen by its members only."""
    return RawSQL(f"organised_by({event})", (), JSONField())  # noqa: S611 (a column of ours)


def events() -> QuerySet[Any]:
    found: QuerySet[Any] = Event.objects.select_related("series", "place")
    return found


# What rooms above add to an event for its page: they put it here in their AppConfig.ready().
event_page: dict[str, Any] = {}


def whole() -> QuerySet[Any]:
    """An event with all that its page says of it, but the programme."""
    tracks = (
        Track.objects.filter(event=OuterRef("pk"))
        .order_by("order", "id")
        .values(json=JSONObject(**TRACK))
    )
    found: QuerySet[Any] = events().annotate(
        organised_by=organiser(), threads=ArraySubquery(tracks), **event_page
    )
    return found


@prepared
def wholes(key: str) -> QuerySet[Any]:
    return whole().filter(key=key)


def event_named(key: str) -> Any:
    found = wholes(key=key)
    if not found:
        raise Http404
    return found[0]


def listed(series: str = "", year: int | None = None) -> QuerySet[Any]:
    """To come, the nearest first; then past, the latest first."""
    today = timezone.localdate()
    coming = Q(ends_on__gte=today)
    found: QuerySet[Any] = events().annotate(
        coming=Case(When(coming, then=Value(True)), default=Value(False)),
        nearness=Case(When(coming, then=F("starts_on")), output_field=DateField()),
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


def sessions(event: Event) -> QuerySet[Any]:
    """In the order in which they take place; those without hours at the end, in the order they were given."""
    return in_order(rows().filter(event=event))


def rows(person: int | None = None) -> QuerySet[Any]:
    """Sessions, with who chairs them and whether I keep them, or `person` does."""
    chairs = (
        SessionChair.objects.filter(session=OuterRef("pk"))
        .order_by("order", "id")
        .values(json=JSONObject(**SPEAKER))
    )
    kept = Bookmark.objects.filter(
        session=OuterRef("pk"), person=me() if person is None else person
    )
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
    """Those that begin from the first moment to the last; and those that go on now, and begin soon."""
    shown = Q(starts_at__gte=first, starts_at__lte=last)
    return in_order(
        rows(person).filter(
            shown | Q(starts_at__lte=now, ends_at__gt=now) | Q(starts_at=soon),
            event=event,
        )
    )


@prepared
def sessions_of_track(
    event: int, person: int, track: int, first: dt.datetime, last: dt.datetime
) -> QuerySet[Any]:
    return in_order(
        rows(person).filter(event=event, track=track, starts_at__gte=first, starts_at__lte=last)
    )


def kept_of(event: Event, keys: Sequence[str] = ()) -> QuerySet[Any]:
    """Mine when I am signed in; for a stranger, those that their browser names."""
    found = sessions(event)
    return found.filter(kept=True) if me() else found.filter(key__in=keys)


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


def talks() -> QuerySet[Any]:
    return Talk.objects.order_by("session_id", F("starts_at").asc(nulls_last=True), "order", "id")


@prepared
def talks_in(sessions: list[int]) -> QuerySet[Any]:
    return talks().filter(one_of("session", sessions))


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


def materials(of: Event | Session | Talk) -> list[Material]:
    """What is kept of it, as far as the library shows it: of the event itself, of a session with its talks, or of a talk."""
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


def appearances(speaker: Speaker) -> tuple[list[Any], list[Any]]:
    """What somebody says there, and the sessions they chair."""
    said = list(
        talks().filter(speakings__speaker=speaker).select_related("session", "session__room")
    )
    chaired = list(sessions(speaker.event).filter(chairs__speaker=speaker))
    return said, chaired


def days_of(event: Event) -> list[dt.date]:
    return [
        event.starts_on + dt.timedelta(days=n)
        for n in range((event.ends_on - event.starts_on).days + 1)
    ]


def speakers_of(resource: Resource) -> list[str]:
    """Who speaks in the talks that it is of, or in those of the session that it is of: they are probably heard in it."""
    of_talk = Q(speakings__talk__materials__resource=resource)
    of_session = Q(
        speakings__talk__session__materials__in=Material.objects.filter(
            resource=resource, talk=None
        )
    )
    chairs = Q(chairs__session__materials__in=Material.objects.filter(resource=resource, talk=None))
    found = Speaker.objects.filter(of_talk | of_session | chairs)
    return list(found.distinct().order_by("name").values_list("name", flat=True))

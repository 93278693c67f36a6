"""Hours of a programme: what cannot be, and what is there already at that time, in plain words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Session, Talk, TalkSpeaker
from entrepairs.ledger.transactions import refused_in_words
from entrepairs.ui import formats

NIGHT = dt.timedelta(hours=6)  # what begins before six in the morning is still of the day before
ROOM_TAKEN = "room_has_one_session_at_a_time"
SPEAKER_TAKEN = "speaker_is_in_one_place_at_a_time"
Hours = tuple[dt.datetime | None, dt.datetime | None]


def days_of(event: Event) -> list[dt.date]:
    return [
        event.starts_on + dt.timedelta(days=n)
        for n in range((event.ends_on - event.starts_on).days + 1)
    ]


def day_of_beginning(starts_at: dt.datetime, zone: str) -> dt.date:
    return starts_at.astimezone(zone_named(zone)).date()


def day_of_end(ends_at: dt.datetime, zone: str) -> dt.date:
    """The day that it still belongs to: until six in the morning, that of the evening before."""
    return (ends_at.astimezone(zone_named(zone)) - NIGHT - dt.timedelta(microseconds=1)).date()


def say_hours(starts_at: dt.datetime, ends_at: dt.datetime, zone: str) -> str:
    """Tuesday 17 November, 10:00 – 11:30, on the clocks there."""
    here, then = (moment.astimezone(zone_named(zone)) for moment in (starts_at, ends_at))
    hours = f"{formats.clock(here.time())} – {formats.clock(then.time())}"
    return f"{formats.day(here.date())}, {hours}"


def check_hours(event: Event, hours: Hours) -> None:
    """A beginning and a later end within the event's days, or neither."""
    starts_at, ends_at = hours
    if (starts_at is None) != (ends_at is None):
        raise ValidationError(_("Give both the beginning and the end, or neither."), code="half")
    if starts_at is None or ends_at is None:
        return
    if ends_at <= starts_at:
        raise ValidationError(_("The end is before the start."), code="backwards")
    first = day_of_beginning(starts_at, event.time_zone)
    last = day_of_end(ends_at, event.time_zone)
    if first < event.starts_on or last > event.ends_on:
        days = {"first": formats.day(event.starts_on), "last": formats.day(event.ends_on)}
        if event.starts_on == event.ends_on:
            message = _("The event is on this day: %(first)s")
        else:
            message = _("The event takes place on these days: %(first)s to %(last)s")
        raise ValidationError(message % days, code="other_day")


def check_within(session: Session, hours: Hours) -> None:
    """A talk is within the hours of its session, when that has some."""
    starts_at, ends_at = hours
    if starts_at is None or ends_at is None or session.starts_at is None or session.ends_at is None:
        return
    if starts_at < session.starts_at or ends_at > session.ends_at:
        when = say_hours(session.starts_at, session.ends_at, session.event.time_zone)
        raise ValidationError(
            _("The talk must take place during its session (%(when)s).") % {"when": when},
            code="outside",
        )


@contextmanager
def overlaps_checked_at_end() -> Iterator[None]:
    """Rooms and speakers are checked once everything has its new hours, not after each row."""
    names = f"{ROOM_TAKEN}, {SPEAKER_TAKEN}"
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints {names} deferred")
        yield
        cursor.execute(f"set constraints {names} immediate")


@contextmanager
def kept_apart(
    session: Session, talks: Iterable[Talk] = (), speakers: Sequence[int] | None = None
) -> Iterator[None]:
    """Keeps a room to one session, and a speaker to one place; says what is there already.

    `session` and `talks` have the hours that are wanted. `speakers`: who is to speak in the talks,
    when that is not what the database says.
    """
    refusals = {
        ROOM_TAKEN: lambda: _overlap(_say_room_taken(session)),
        SPEAKER_TAKEN: lambda: _overlap(_say_speaker_taken(session, list(talks), speakers)),
    }
    with refused_in_words(refusals), overlaps_checked_at_end():
        yield


def _overlap(why: str) -> ValidationError:
    return ValidationError(why, code="overlap")


def _say_room_taken(session: Session) -> str:
    others = Session.objects.filter(
        room=session.room_id, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at
    )
    other = others.exclude(pk=session.pk).select_related("room").first()
    if other is None or other.starts_at is None or other.ends_at is None:
        return _("The room is taken at that time.")
    when = say_hours(other.starts_at, other.ends_at, session.event.time_zone)
    words = {"room": other.room, "title": other.title, "when": when}
    return _("“%(title)s” is already in this room (%(room)s): %(when)s") % words


def _say_speaker_taken(
    session: Session, talks: list[Talk], speakers: Sequence[int] | None = None
) -> str:
    """Who is elsewhere at that time, and where."""
    here = [talk.pk for talk in talks if talk.pk]
    for talk in talks:
        of_talk: Any = speakers or TalkSpeaker.objects.filter(talk=talk.pk).values("speaker")
        elsewhere = TalkSpeaker.objects.filter(
            speaker__in=of_talk, starts_at__lt=talk.ends_at, ends_at__gt=talk.starts_at
        ).exclude(talk__in=here)
        other = elsewhere.select_related("talk", "speaker").first()
        if other is not None and other.starts_at and other.ends_at:
            when = say_hours(other.starts_at, other.ends_at, session.event.time_zone)
            words = {"name": other.speaker.name, "title": other.talk.title, "when": when}
            return _("%(name)s is already speaking in “%(title)s”: %(when)s") % words
    return _("Somebody would speak in two places at the same time.")

"""Sessions and talks: added, changed, moved, removed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from entrepairs.events import hours, search_entries
from entrepairs.events.actions.events import touch
from entrepairs.events.actions.speakers import named
from entrepairs.events.models import (
    Event,
    Room,
    Session,
    SessionChair,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.events.steps import NotNow, deed, one_step
from entrepairs.people.models import Person

SESSION = (
    "kind",
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "room",
    "track",
    "starts_at",
    "ends_at",
    "recorded",
)
TALK = (
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "language",
    "starts_at",
    "ends_at",
    "not_recorded",
)


@one_step
def add_session(
    *,
    event: Event,
    told: Mapping[str, Any],
    chairs: Sequence[str] = (),
    once: UUID | None,
    by: Person | int,
) -> Session:
    session = Session(event=event, order=_next(Session, event=event))
    deed(verb="add_session", key=session.key, once=once, by=by)
    touch(event)
    _take(session, SESSION, told)
    hours.check(event, (session.starts_at, session.ends_at))
    with hours.free(session):
        session.save()
    _chaired(session, chairs)
    search_entries.keep(event, [session.pk])
    return session


@one_step
def change_session(
    *,
    session: Session,
    told: Mapping[str, Any],
    chairs: Sequence[str],
    once: UUID | None,
    by: Person | int,
) -> Session:
    """Its talks move with it."""
    deed(verb="change_session", key=session.key, once=once, by=by)
    row = _locked(session)
    before = row.starts_at
    _take(row, SESSION, told)
    _move(row, before, list(SESSION))
    _chaired(row, chairs)
    search_entries.keep(row.event, [row.pk])
    return row


@one_step
def move_session(
    *, session: Session, starts_at: dt.datetime | None, ends_at: dt.datetime | None, once: UUID | None, by: Person | int,
    **where: Room | Track | None,
) -> Session:  # fmt: skip
    """Another time, another `room`, another `track`: what is not named stays. Its talks move with it."""
    deed(verb="move_session", key=session.key, once=once, by=by)
    row = _locked(session)
    before = row.starts_at
    _take(row, ("room", "track"), where)
    row.starts_at, row.ends_at = starts_at, ends_at
    _move(row, before, [*where, "starts_at", "ends_at"])
    search_entries.keep(row.event, [row.pk])
    return row


@one_step
def put_back(
    *, session: Session, was: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Session:
    """Where and when it was before it was moved, and its talks too; see `where_it_is`."""
    deed(verb="move_session", key=session.key, once=once, by=by)
    row = _locked(session)
    row.room = Room.objects.filter(event=row.event_id, pk=was["room"]).first()
    row.track = Track.objects.filter(event=row.event_id, pk=was["track"]).first()
    row.starts_at, row.ends_at = map(_read, was["hours"])
    hours.check(row.event, (row.starts_at, row.ends_at))
    talks = list(Talk.objects.filter(session=row, pk__in=[int(number) for number in was["talks"]]))
    for talk in talks:
        talk.starts_at, talk.ends_at = map(_read, was["talks"][str(talk.pk)])
        hours.check_within(row, (talk.starts_at, talk.ends_at))
    with hours.free(row, talks):
        row.save(update_fields=["room", "track", "starts_at", "ends_at"])
        Talk.objects.bulk_update(talks, ["starts_at", "ends_at"])
    search_entries.keep(row.event, [row.pk])
    return row


def where_it_is(session: Session) -> dict[str, Any]:
    """Enough to put it back there, in words that can be signed."""
    talks = Talk.objects.filter(session=session, starts_at__isnull=False)
    return {
        "room": session.room_id, "track": session.track_id, "hours": _written(session),
        "talks": {str(talk.pk): _written(talk) for talk in talks},
    }  # fmt: skip


def _written(row: Session | Talk) -> list[str | None]:
    return [moment.isoformat() if moment else None for moment in (row.starts_at, row.ends_at)]


def _read(moment: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(moment) if moment else None


@one_step
def remove_session(*, session: Session, once: UUID | None, by: Person | int) -> None:
    """With its talks."""
    deed(verb="remove_session", key=session.key, once=once, by=by)
    touch(session.event)
    session.delete()


@one_step
def add_talk(
    *,
    session: Session,
    told: Mapping[str, Any],
    speakers: Sequence[str] = (),
    once: UUID | None,
    by: Person | int,
) -> Talk:
    talk = Talk(event_id=session.event_id, session=session, order=_next(Talk, session=session))
    deed(verb="add_talk", key=talk.key, once=once, by=by)
    touch(session.event)
    return _tell(talk, told, speakers)


@one_step
def change_talk(
    *,
    talk: Talk,
    told: Mapping[str, Any],
    speakers: Sequence[str],
    once: UUID | None,
    by: Person | int,
) -> Talk:
    deed(verb="change_talk", key=talk.key, once=once, by=by)
    touch(talk.event)
    row = (
        Talk.objects.select_for_update(of=("self",))
        .select_related("session__event")
        .filter(pk=talk.pk)
        .first()
    )
    if row is None:
        raise NotNow
    return _tell(row, told, speakers)


@one_step
def remove_talk(*, talk: Talk, once: UUID | None, by: Person | int) -> None:
    deed(verb="remove_talk", key=talk.key, once=once, by=by)
    touch(talk.event)
    talk.delete()


def _next(model: Any, **of: Any) -> int:
    last: int | None = model.objects.filter(**of).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _locked(session: Session) -> Session:
    touch(session.event)
    row = (
        Session.objects.select_for_update(of=("self",))
        .select_related("event")
        .filter(pk=session.pk)
        .first()
    )
    if row is None:
        raise NotNow
    return row


def _take(row: Session | Talk, names: Sequence[str], told: Mapping[str, Any]) -> None:
    for name in names:
        if name in told:
            setattr(row, name, told[name])
    if not row.title:
        raise ValidationError(_("Give it a title, in one language at least."), code="title")


def _move(row: Session, before: dt.datetime | None, fields: list[str]) -> None:
    """The session where and when it is now wanted, and its talks as much later or earlier."""
    hours.check(row.event, (row.starts_at, row.ends_at))
    talks = list(Talk.objects.filter(session=row, starts_at__isnull=False))
    shift = row.starts_at - before if row.starts_at and before else dt.timedelta()
    for talk in talks:
        if talk.starts_at and talk.ends_at:
            talk.starts_at, talk.ends_at = talk.starts_at + shift, talk.ends_at + shift
            if row.starts_at is None:
                talk.starts_at = talk.ends_at = None
            hours.check_within(row, (talk.starts_at, talk.ends_at))
    with hours.free(row, talks):
        row.save(update_fields=fields)
        if shift or row.starts_at is None:
            Talk.objects.bulk_update(talks, ["starts_at", "ends_at"])


def _chaired(session: Session, names: Sequence[str]) -> None:
    already = {
        chair.speaker_id: chair.speaker for chair in session.chairs.select_related("speaker")
    }
    wanted = named(session.event, names, list(already.values()))
    if [speaker.pk for speaker in wanted] != list(already):
        session.chairs.all().delete()
        SessionChair.objects.bulk_create(
            SessionChair(session=session, speaker=s, order=i) for i, s in enumerate(wanted)
        )


def _tell(talk: Talk, told: Mapping[str, Any], names: Sequence[str]) -> Talk:
    """The talk and who speaks in it, unless one of them is elsewhere then."""
    session = talk.session
    _take(talk, TALK, told)
    wanted_hours = (talk.starts_at, talk.ends_at)
    hours.check(session.event, wanted_hours)
    hours.check_within(session, wanted_hours)
    already = (
        {s.speaker_id: s.speaker for s in talk.speakings.select_related("speaker")}
        if talk.pk
        else {}
    )
    wanted = named(session.event, names, list(already.values()))
    talk.wanted = [speaker.pk for speaker in wanted]  # type: ignore[attr-defined]
    with hours.free(session, [talk]):
        talk.save(update_fields=TALK if talk.pk else None)
        if talk.wanted != list(already):  # type: ignore[attr-defined]
            talk.speakings.all().delete()
            TalkSpeaker.objects.bulk_create(
                TalkSpeaker(talk=talk, speaker=s, order=i) for i, s in enumerate(wanted)
            )
    search_entries.keep(session.event, [session.pk])
    return talk

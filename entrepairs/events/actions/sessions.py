"""Sessions: added, changed, moved, put back, removed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.events import hours, search_entries
from entrepairs.events.actions.events import touch_event
from entrepairs.events.actions.rows import next_order, set_columns
from entrepairs.events.actions.speakers import find_or_add_speakers
from entrepairs.events.models import Event, Room, Session, SessionChair, Talk, Track
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

COLUMNS = (
    "kind",
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "title_other",
    "about_other",
    "other_language",
    "room",
    "track",
    "starts_at",
    "ends_at",
    "recorded",
)

ADD_SESSION = Verb(
    "events", "add_session", gettext_lazy("You added a session to a programme"), NOT_TOLD
)


@action
def add_session(
    *,
    event: Event,
    told: Mapping[str, Any],
    chairs: Sequence[str] = (),
    once: UUID | None,
    by: Person | int,
) -> Session:
    session = Session(event=event, order=next_order(Session, event=event))
    note_deed(ADD_SESSION, by=by, object_key=session.key, once=once)
    touch_event(event)
    set_columns(session, COLUMNS, told)
    hours.check_hours(event, (session.starts_at, session.ends_at))
    with hours.kept_apart(session):
        session.save()
    _set_chairs(session, chairs)
    search_entries.index_event(event, [session.pk])
    return session


CHANGE_SESSION = Verb(
    "events", "change_session", gettext_lazy("You changed a session of a programme"), NOT_TOLD
)


@action
def change_session(
    *,
    session: Session,
    told: Mapping[str, Any],
    chairs: Sequence[str],
    once: UUID | None,
    by: Person | int,
) -> Session:
    """Its talks move with it."""
    note_deed(CHANGE_SESSION, by=by, object_key=session.key, once=once)
    row = _lock_session(session)
    before = row.starts_at
    set_columns(row, COLUMNS, told)
    _save_with_talks(row, before, COLUMNS)
    _set_chairs(row, chairs)
    search_entries.index_event(row.event, [row.pk])
    return row


MOVE_SESSION = Verb(
    "events", "move_session", gettext_lazy("You moved a session of a programme"), NOT_TOLD
)


@action
def move_session(
    *,
    session: Session,
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None,
    once: UUID | None,
    by: Person | int,
    **where: Room | Track | None,
) -> Session:
    """Another time, `room` or `track`; what is not named stays. Its talks move too."""
    note_deed(MOVE_SESSION, by=by, object_key=session.key, once=once)
    row = _lock_session(session)
    before = row.starts_at
    set_columns(row, ("room", "track"), where)
    row.starts_at, row.ends_at = starts_at, ends_at
    _save_with_talks(row, before, [*where, "starts_at", "ends_at"])
    search_entries.index_event(row.event, [row.pk])
    return row


@action
def put_session_back(
    *, session: Session, was: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Session:
    """Where and when it was before it was moved, and its talks too; see `place_of_session`."""
    note_deed(MOVE_SESSION, by=by, object_key=session.key, once=once)
    row = _lock_session(session)
    row.room = Room.objects.filter(event=row.event_id, pk=was["room"]).first()
    row.track = Track.objects.filter(event=row.event_id, pk=was["track"]).first()
    row.starts_at, row.ends_at = map(_moment_from, was["hours"])
    hours.check_hours(row.event, (row.starts_at, row.ends_at))
    talks = list(Talk.objects.filter(session=row, pk__in=[int(number) for number in was["talks"]]))
    for talk in talks:
        talk.starts_at, talk.ends_at = map(_moment_from, was["talks"][str(talk.pk)])
        hours.check_within(row, (talk.starts_at, talk.ends_at))
    with hours.kept_apart(row, talks):
        row.save(update_fields=["room", "track", "starts_at", "ends_at"])
        Talk.objects.bulk_update(talks, ["starts_at", "ends_at"])
    search_entries.index_event(row.event, [row.pk])
    return row


def place_of_session(session: Session) -> dict[str, Any]:
    """Enough to put it back there, in words that can be signed."""
    talks = Talk.objects.filter(session=session, starts_at__isnull=False)
    return {
        "room": session.room_id,
        "track": session.track_id,
        "hours": _hours_as_text(session),
        "talks": {str(talk.pk): _hours_as_text(talk) for talk in talks},
    }


def _hours_as_text(row: Session | Talk) -> list[str | None]:
    return [moment.isoformat() if moment else None for moment in (row.starts_at, row.ends_at)]


def _moment_from(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


REMOVE_SESSION = Verb(
    "events", "remove_session", gettext_lazy("You removed a session from a programme"), NOT_TOLD
)


@action
def remove_session(*, session: Session, once: UUID | None, by: Person | int) -> None:
    """With its talks."""
    note_deed(REMOVE_SESSION, by=by, object_key=session.key, once=once)
    touch_event(session.event)
    session.delete()


def _lock_session(session: Session) -> Session:
    touch_event(session.event)
    return lock_row(Session.objects.filter(pk=session.pk).select_related("event"))


def _save_with_talks(row: Session, before: dt.datetime | None, fields: Sequence[str]) -> None:
    """The session where and when it is now wanted, and its talks as much later or earlier."""
    hours.check_hours(row.event, (row.starts_at, row.ends_at))
    talks = list(Talk.objects.filter(session=row, starts_at__isnull=False))
    shift = row.starts_at - before if row.starts_at and before else dt.timedelta()
    for talk in talks:
        if talk.starts_at and talk.ends_at:
            talk.starts_at, talk.ends_at = talk.starts_at + shift, talk.ends_at + shift
            if row.starts_at is None:
                talk.starts_at = talk.ends_at = None
            hours.check_within(row, (talk.starts_at, talk.ends_at))
    with hours.kept_apart(row, talks):
        row.save(update_fields=list(fields))
        if shift or row.starts_at is None:
            Talk.objects.bulk_update(talks, ["starts_at", "ends_at"])


def _set_chairs(session: Session, names: Sequence[str]) -> None:
    already = {
        chair.speaker_id: chair.speaker for chair in session.chairs.select_related("speaker")
    }
    wanted = find_or_add_speakers(session.event, names, list(already.values()))
    if [speaker.pk for speaker in wanted] != list(already):
        session.chairs.all().delete()
        SessionChair.objects.bulk_create(
            SessionChair(session=session, speaker=s, order=i) for i, s in enumerate(wanted)
        )

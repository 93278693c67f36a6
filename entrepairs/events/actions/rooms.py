"""Rooms and tracks: where and along what the sessions are."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from entrepairs.events.actions.events import touch
from entrepairs.events.models import Event, Room, Track
from entrepairs.events.steps import NotNow, deed, one_step
from entrepairs.people.models import Person


@one_step
def add_room(*, event: Event, name: str, once: UUID | None, by: Person | int) -> Room:
    deed(verb="add_room", key=event.key, once=once, by=by)
    touch(event)
    return _kept(Room(event=event, name=name.strip(), order=_next(Room, event)))


@one_step
def change_room(*, room: Room, name: str, once: UUID | None, by: Person | int) -> Room:
    deed(verb="change_room", key=room.event.key, once=once, by=by)
    touch(room.event)
    room.name = name.strip()
    return _kept(room, ["name"])


@one_step
def remove_room(*, room: Room, once: UUID | None, by: Person | int) -> None:
    """Its sessions stay, without a room."""
    deed(verb="remove_room", key=room.event.key, once=once, by=by)
    touch(room.event)
    room.delete()


@one_step
def add_track(
    *, event: Event, name_fr: str, name_en: str, once: UUID | None, by: Person | int
) -> Track:
    deed(verb="add_track", key=event.key, once=once, by=by)
    touch(event)
    return _kept(
        Track(
            event=event, name_fr=name_fr.strip(), name_en=name_en.strip(), order=_next(Track, event)
        )
    )


@one_step
def change_track(
    *, track: Track, name_fr: str, name_en: str, once: UUID | None, by: Person | int
) -> Track:
    deed(verb="change_track", key=track.event.key, once=once, by=by)
    touch(track.event)
    track.name_fr, track.name_en = name_fr.strip(), name_en.strip()
    return _kept(track, ["name_fr", "name_en"])


@one_step
def remove_track(*, track: Track, once: UUID | None, by: Person | int) -> None:
    """Its sessions stay, without a track."""
    deed(verb="remove_track", key=track.event.key, once=once, by=by)
    touch(track.event)
    track.delete()


def _next(model: Any, event: Event) -> int:
    last: int | None = model.objects.filter(event=event).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _kept[R: (Room, Track)](row: R, fields: list[str] | None = None) -> R:
    """Saved, unless that name is taken already or there is none."""
    if not str(row):
        raise ValidationError(_("Give it a name."), code="name")
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:
        raise ValidationError(_("There is already one of that name."), code="twice") from error
    except type(row).NotUpdated as error:
        raise NotNow from error
    return row

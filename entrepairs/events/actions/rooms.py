"""Rooms and tracks: where and along what the sessions are."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.events.actions.events import touch_event
from entrepairs.events.actions.rows import next_order
from entrepairs.events.models import Event, Room, Track
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

ADD_ROOM = Verb("events", "add_room", gettext_lazy("You added a room to an event"), NOT_TOLD)


@action
def add_room(*, event: Event, name: str, once: UUID | None, by: Person | int) -> Room:
    note_deed(ADD_ROOM, by=by, object_key=event.key, once=once)
    touch_event(event)
    order = next_order(Room, event=event)
    return _save_named(Room(event=event, name=name.strip(), order=order))


CHANGE_ROOM = Verb(
    "events", "change_room", gettext_lazy("You renamed a room of an event"), NOT_TOLD
)


@action
def change_room(*, room: Room, name: str, once: UUID | None, by: Person | int) -> Room:
    note_deed(CHANGE_ROOM, by=by, object_key=room.event.key, once=once)
    touch_event(room.event)
    room.name = name.strip()
    return _save_named(room, ["name"])


REMOVE_ROOM = Verb(
    "events", "remove_room", gettext_lazy("You removed a room of an event"), NOT_TOLD
)


@action
def remove_room(*, room: Room, once: UUID | None, by: Person | int) -> None:
    """Its sessions stay, without a room."""
    note_deed(REMOVE_ROOM, by=by, object_key=room.event.key, once=once)
    touch_event(room.event)
    room.delete()


ADD_TRACK = Verb("events", "add_track", gettext_lazy("You added a track to an event"), NOT_TOLD)


@action
def add_track(
    *, event: Event, name_fr: str, name_en: str, once: UUID | None, by: Person | int
) -> Track:
    note_deed(ADD_TRACK, by=by, object_key=event.key, once=once)
    touch_event(event)
    order = next_order(Track, event=event)
    names = {"name_fr": name_fr.strip(), "name_en": name_en.strip()}
    return _save_named(Track(event=event, order=order, **names))


CHANGE_TRACK = Verb(
    "events", "change_track", gettext_lazy("You renamed a track of an event"), NOT_TOLD
)


@action
def change_track(
    *, track: Track, name_fr: str, name_en: str, once: UUID | None, by: Person | int
) -> Track:
    note_deed(CHANGE_TRACK, by=by, object_key=track.event.key, once=once)
    touch_event(track.event)
    track.name_fr, track.name_en = name_fr.strip(), name_en.strip()
    return _save_named(track, ["name_fr", "name_en"])


REMOVE_TRACK = Verb(
    "events", "remove_track", gettext_lazy("You removed a track of an event"), NOT_TOLD
)


@action
def remove_track(*, track: Track, once: UUID | None, by: Person | int) -> None:
    """Its sessions stay, without a track."""
    note_deed(REMOVE_TRACK, by=by, object_key=track.event.key, once=once)
    touch_event(track.event)
    track.delete()


def _name_taken() -> ValidationError:
    return ValidationError(_("There is already one of that name."), code="twice")


TAKEN = dict.fromkeys(("room_once", "track_once"), _name_taken)


def _save_named[R: (Room, Track)](row: R, fields: list[str] | None = None) -> R:
    """Saved, unless that name is taken already or there is none."""
    if not str(row):
        raise ValidationError(_("Enter a name."), code="name")
    try:
        with refused_in_words(TAKEN):
            row.save(update_fields=fields)
    except type(row).NotUpdated as error:
        raise NotPossible from error
    return row

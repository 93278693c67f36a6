"""Beginning an event from an earlier one: its words, its rooms, its programme, nobody in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.sql_functions import call_function
from entrepairs.core.timezones import zone_named
from entrepairs.drafts.actions.pictures import copy_picture
from entrepairs.events.actions.events import COLUMNS, create_event
from entrepairs.events.models import Event, Room, Session, Talk, Track
from entrepairs.events.models.columns import Told
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.queries import coordinations_of

# What is said of a session or a talk; not what belongs to its people: licence, links, recording.
WORDS = tuple(field.name for field in Told._meta.fields if field.name not in ("licence", "links"))
OF_SESSION = (*WORDS, "kind", "order", "collides")
OF_TALK = (*WORDS, "order", "language")


@dataclass(frozen=True, slots=True)
class Parts:
    """What is taken over, beside what the event says of itself."""

    rooms: bool = True
    tracks: bool = True
    sessions: bool = True
    talks: bool = False
    picture: bool = False


COPY = Verb(
    "drafts", "copy_event", gettext_lazy("You created an event from an earlier one"), NOT_TOLD
)


@action
def copy_event(
    *, event: Event, told: Mapping[str, Any], parts: Parts, once: UUID | None, by: int
) -> Event:
    """A draft of the same organisation, prepared by the person who begins it alone.

    Nobody comes with it: no speakers, organisers, documents, call or registrations. The hours are
    those of the earlier one on the clock of the place, as many days later as its first day is.
    """
    key = new_key()
    note_deed(COPY, by=by, object_key=key, once=once)
    if not call_function("i_prepare", event.pk):
        raise NotPossible
    organisation = event.circle.organisation
    if organisation is None or not may_begin(event, by):
        raise NotPossible(_("Only coordinators of its organisation can create an event."))
    later = told["starts_on"] - event.starts_on
    same: dict[str, Any] = {name: getattr(event, name) for name in COLUMNS}
    same |= {"series": str(event.series.title) if event.series else ""}
    same |= {"ends_on": event.ends_on + later} | dict(told)
    made = create_event(key, organisation, same, by)
    _copy_programme(event, made, parts, later)
    if parts.picture:
        copy_picture(event, made)
    return made


def may_begin(event: Event, person: int) -> bool:
    """Whether this person coordinates the organisation that the event is of."""
    mine = coordinations_of(person)
    return any(one.organisation_id == event.circle.organisation_id for one in mine)


def _copy_programme(event: Event, made: Event, parts: Parts, later: dt.timedelta) -> None:
    rooms = _copy_rows(Room, event, made, ("order", "name")) if parts.rooms else {}
    names = ("order", "name_fr", "name_en", "name_other", "other_language")
    tracks = _copy_rows(Track, event, made, names) if parts.tracks else {}
    if not parts.sessions:
        return
    zone = zone_named(event.time_zone)

    def moved(row: Session | Talk) -> dict[str, Any]:
        hours = ("starts_at", "ends_at")
        return {name: move_on_the_clock(getattr(row, name), later, zone) for name in hours}

    sessions = _copy_rows(
        Session,
        event,
        made,
        OF_SESSION,
        lambda row: (
            moved(row) | {"room_id": rooms.get(row.room_id), "track_id": tracks.get(row.track_id)}
        ),
    )
    if parts.talks:
        _copy_rows(
            Talk,
            event,
            made,
            OF_TALK,
            lambda row: moved(row) | {"session_id": sessions[row.session_id]},
        )


def _copy_rows(
    model: type[models.Model],
    event: Event,
    made: Event,
    names: tuple[str, ...],
    more: Any = lambda row: {},
) -> dict[Any, int]:
    """The rows of that kind, for the new event: the number of each there, by its number here."""
    rows: list[Any] = list(model._default_manager.filter(event=event).order_by("pk"))
    copies = model._default_manager.bulk_create(
        model(event=made, **{name: getattr(row, name) for name in names}, **more(row))
        for row in rows
    )
    return {row.pk: copy.pk for row, copy in zip(rows, copies, strict=True)}


def move_on_the_clock(
    moment: dt.datetime | None, later: dt.timedelta, zone: ZoneInfo
) -> dt.datetime | None:
    """The same hour on the clock of the place, also when clocks change between the two days."""
    if moment is None:
        return None
    here = moment.astimezone(zone).replace(tzinfo=None) + later
    return here.replace(tzinfo=zone)

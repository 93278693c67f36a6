"""The event itself: begun by a coordinator of an organisation, then prepared by its circle."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.events import hours, search_entries
from entrepairs.events.models import Event, Session
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.indexing import index_resources
from entrepairs.library.models import Resource, Series
from entrepairs.people.models import Circle, Membership, Organisation, Person

COLUMNS = (
    "kind",
    "starts_on",
    "ends_on",
    "time_zone",
    "language",
    "venue",
    "place",
    "link",
    "online",
    "sign_language",
    "captions",
    "step_free",
    "quiet_room",
    "registers",
    "capacity",
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "title_other",
    "about_other",
    "other_language",
    "for_whom_fr",
    "for_whom_en",
)
LONGEST_NAME = 120
TITLES = ("title_fr", "title_en", "title_other")

BEGIN = Verb("events", "begin", gettext_lazy("You created an event"), NOT_TOLD)


@action
def begin_event(
    *, organisation: Organisation, told: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Event:
    """An event in preparation, and the circle that prepares it: at first the one who begins."""
    key = new_key()
    note_deed(BEGIN, by=by, object_key=key, once=once)
    return create_event(key, organisation, told, id_of(by))


def create_event(key: str, organisation: Organisation, told: Mapping[str, Any], me: int) -> Event:
    """The circle, my membership in it, and the event; without a deed of its own."""
    check_event(told)
    name = next(str(told[x]) for x in TITLES if told.get(x))[:LONGEST_NAME]
    with connection.cursor() as cursor:  # column by column: the guard lends no others
        cursor.execute(
            "insert into people_circle (key, kind, name, about, organisation_id, open)"
            " values (%s, 'event', %s, '', %s, false)",
            [key, name, organisation.pk],
        )
    circle = Circle.objects.get(key=key)
    Membership.objects.create(circle=circle, person_id=me)
    return Event.objects.create(
        key=key, circle=circle, series=_find_or_add_series(told), **_columns_in(told)
    )


CHANGE = Verb("events", "change", gettext_lazy("You changed an event"), NOT_TOLD)


@action
def change_event(
    *, event: Event, told: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Event:
    note_deed(CHANGE, by=by, object_key=event.key, once=once)
    row = lock_row(Event.objects.filter(pk=event.pk))
    check_event({name: getattr(row, name) for name in TITLES} | dict(told))
    columns = _columns_in(told)
    for name, value in columns.items():
        setattr(row, name, value)
    row.series = _find_or_add_series(told)
    _check_sessions(row)
    return _save_event(row, [*columns, "series"])


PUBLISH = Verb("events", "publish", gettext_lazy("You published an event"), NOT_TOLD)


@action
def publish_event(*, event: Event, once: UUID | None, by: Person | int) -> Event:
    """Seen by everyone from now on, with its materials. A cancelled one takes place after all."""
    note_deed(PUBLISH, by=by, object_key=event.key, once=once)
    row = lock_row(Event.objects.filter(pk=event.pk))
    if row.state == Event.State.PUBLISHED:
        raise NotPossible
    if not (row.venue or row.place_id or row.link or row.online):
        raise ValidationError(_("Say where it takes place, or that it is online."), code="nowhere")
    row.state = Event.State.PUBLISHED
    row.published_at = row.published_at or timezone.now()
    _save_event(row, ["state", "published_at"])
    publish_resources(
        Resource.objects.filter(pk__in=row.materials.values("resource"), state=Resource.State.DRAFT)
    )
    return row


def publish_resources(waiting: QuerySet[Resource]) -> None:
    """Makes resources public with their event, and found.

    What waits for the yes of someone heard in it is published from its own page.
    """
    now, numbers = timezone.now(), list(waiting.filter(yes_page=True).values_list("pk", flat=True))
    public = Resource.objects.filter(pk__in=numbers)
    public.update(state=Resource.State.PUBLISHED, published_at=now, changed_at=now)
    index_resources(*public)


CANCEL = Verb("events", "cancel", gettext_lazy("You cancelled an event"), NOT_TOLD)


@action
def cancel_event(*, event: Event, once: UUID | None, by: Person | int) -> Event:
    """It does not take place. It stays to be read, so that nobody travels for nothing."""
    note_deed(CANCEL, by=by, object_key=event.key, once=once)
    row = lock_row(Event.objects.filter(pk=event.pk))
    if row.state != Event.State.PUBLISHED:
        raise NotPossible
    row.state = Event.State.CANCELLED
    return _save_event(row, ["state"])


def _save_event(row: Event, fields: list[str]) -> Event:
    row.changed_at = timezone.now()
    row.save(update_fields=[*fields, "changed_at"])
    search_entries.index_event(row)
    return row


def touch_event(event: Event) -> None:
    """Dates the change of its programme, so that calendars and files are read again."""
    if not Event.objects.filter(pk=event.pk).update(changed_at=timezone.now()):
        raise NotPossible


def _columns_in(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in COLUMNS if name in told}


def check_event(told: Mapping[str, Any]) -> None:
    if not any(told.get(name) for name in TITLES):
        raise ValidationError(_("Enter a title in at least one language."), code="title")
    if told["ends_on"] < told["starts_on"]:
        raise ValidationError(_("The end is before the start."), code="backwards")


def _check_sessions(row: Event) -> None:
    """No session is left outside of the event's days."""
    sessions = Session.objects.filter(event=row, starts_at__isnull=False)
    outside = 0
    for timed in sessions.values_list("starts_at", "ends_at"):
        try:
            hours.check_hours(row, timed)
        except ValidationError:
            outside += 1
    if outside:
        message = _(
            "These sessions would fall outside the dates of the event: %(count)s. Move them first."
        )
        raise ValidationError(message % {"count": outside}, code="other_day")


def _find_or_add_series(told: Mapping[str, Any]) -> Series | None:
    """The series of that name; a new one when nobody has named it yet."""
    name = str(told.get("series") or "").strip()
    if not name:
        return None
    slug = slugify(name)[:40] or new_key()
    known = next(
        (s for s in Series.objects.all() if name in (s.title_fr, s.title_en) or s.slug == slug),
        None,
    )
    language = "en" if told.get("language") == "en" else "fr"
    return known or Series.objects.create(slug=slug, **{f"title_{language}": name})

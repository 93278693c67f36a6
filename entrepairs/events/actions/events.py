"""The event itself: begun by whoever coordinates an organisation, then prepared by its circle."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from entrepairs.core.fields import new_key
from entrepairs.events import hours, search_entries
from entrepairs.events.models import Event, Session
from entrepairs.events.steps import NotNow, deed, id_of, one_step
from entrepairs.library.indexing import index_resources
from entrepairs.library.models import Resource, Series
from entrepairs.people.models import Circle, Membership, Organisation, Person

BOTH = ("title", "about", "for_whom")
TOLD = (
    "kind", "starts_on", "ends_on", "time_zone", "language", "venue", "place", "link", "online", "sign_language",
    "captions", "step_free", "quiet_room", "registers", "capacity", *(f"{name}_{language}" for name in BOTH for language in ("fr", "en")),
)  # fmt: skip
LONGEST_NAME = 120


@one_step
def begin(
    *, organisation: Organisation, told: Mapping[str, Any], once: UUID | None, by: Person | int
) -> Event:
    """An event in preparation, and the circle of those who prepare it: at first whoever began it."""
    key = new_key()
    deed(verb="begin", key=key, once=once, by=by)
    return begun(key, organisation, told, id_of(by))


def begun(key: str, organisation: Organisation, told: Mapping[str, Any], me: int) -> Event:
    """Its circle, the membership of whoever begins it, and the event; without a deed of its own."""
    check(told)
    name = str(told.get("title_fr") or told.get("title_en"))[:LONGEST_NAME]
    with connection.cursor() as cursor:  # column by column: the guard lends no others
        cursor.execute(
            "insert into people_circle (key, kind, name, about, organisation_id, open) values (%s, 'event', %s, '', %s, false)",
            [key, name, organisation.pk],
        )
    circle = Circle.objects.get(key=key)
    Membership.objects.create(circle=circle, person_id=me, since=timezone.now())
    return Event.objects.create(key=key, circle=circle, series=_series(told), **_columns(told))


@one_step
def change(*, event: Event, told: Mapping[str, Any], once: UUID | None, by: Person | int) -> Event:
    row = _mine(event, "change", once, by)
    check(told)
    columns = _columns(told)
    for name, value in columns.items():
        setattr(row, name, value)
    row.series = _series(told)
    _check_sessions(row)
    return _save(row, [*columns, "series"])


@one_step
def publish(*, event: Event, once: UUID | None, by: Person | int) -> Event:
    """Seen by everyone from now on, with its materials. A cancelled one takes place after all."""
    row = _mine(event, "publish", once, by)
    if row.state == Event.State.PUBLISHED:
        raise NotNow
    if not (row.venue or row.place_id or row.link or row.online):
        raise ValidationError(
            _("Say where it takes place, or that it is followed from afar."), code="nowhere"
        )
    row.state = Event.State.PUBLISHED
    row.published_at = row.published_at or timezone.now()
    _save(row, ["state", "published_at"])
    publish_resources(
        Resource.objects.filter(pk__in=row.materials.values("resource"), state=Resource.State.DRAFT)
    )
    return row


def publish_resources(waiting: QuerySet[Resource]) -> None:
    """Public with their event, and found."""
    # What somebody in it has not said yes to waits, and is published from its own page.
    now, numbers = timezone.now(), list(waiting.filter(yes_page=True).values_list("pk", flat=True))
    public = Resource.objects.filter(pk__in=numbers)
    public.update(state=Resource.State.PUBLISHED, published_at=now, changed_at=now)
    index_resources(*public)


@one_step
def cancel(*, event: Event, once: UUID | None, by: Person | int) -> Event:
    """It does not take place. It stays to be read, so that nobody travels for nothing."""
    row = _mine(event, "cancel", once, by)
    if row.state != Event.State.PUBLISHED:
        raise NotNow
    row.state = Event.State.CANCELLED
    return _save(row, ["state"])


def _mine(event: Event, verb: str, once: UUID | None, by: Person | int) -> Event:
    """The deed; then the row, kept from changing under us. Nothing for whoever does not prepare it."""
    deed(verb=verb, key=event.key, once=once, by=by)
    row = Event.objects.select_for_update(of=("self",)).filter(pk=event.pk).first()
    if row is None:
        raise NotNow
    return row


def _save(row: Event, fields: list[str]) -> Event:
    row.changed_at = timezone.now()
    row.save(update_fields=[*fields, "changed_at"])
    search_entries.keep(row)
    return row


def touch(event: Event) -> None:
    """Something of its programme changed: whoever reads it again finds the new one."""
    if not Event.objects.filter(pk=event.pk).update(changed_at=timezone.now()):
        raise NotNow


def _columns(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in TOLD if name in told}


def check(told: Mapping[str, Any]) -> None:
    if not (told.get("title_fr") or told.get("title_en")):
        raise ValidationError(_("Give it a title, in one language at least."), code="title")
    if told["ends_on"] < told["starts_on"]:
        raise ValidationError(_("It ends before it begins."), code="backwards")


def _check_sessions(row: Event) -> None:
    """None is left outside of the event's days."""
    outside = 0
    for starts_at, ends_at in Session.objects.filter(
        event=row, starts_at__isnull=False
    ).values_list("starts_at", "ends_at"):
        try:
            hours.check(row, (starts_at, ends_at))
        except ValidationError:
            outside += 1
    if outside:
        message = _("Sessions that would be outside of these days: %(count)s. Move them first.")
        raise ValidationError(message % {"count": outside}, code="other_day")


def _series(told: Mapping[str, Any]) -> Series | None:
    """The one of that name; a new one when nobody has named it yet."""
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

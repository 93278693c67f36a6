"""What belongs to an event and is kept in the library: there already, elsewhere, or not there yet."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from entrepairs.core.fields import new_key
from entrepairs.events.actions.events import publish_resources, touch
from entrepairs.events.models import Event, Material, Session, Talk
from entrepairs.events.steps import NotNow, deed, one_step
from entrepairs.library.models import Resource
from entrepairs.people.models import Person

TOLD = ("key", "kind", "title_fr", "title_en", "language", "publisher", "url", "dated")


@one_step
def add_material(
    *, event: Event, told: Mapping[str, Any], session: Session | None = None, talk: Talk | None = None,
    once: UUID | None, by: Person | int,
) -> Material:  # fmt: skip
    """Listed with the event and in the library; public as soon as the event is."""
    key = new_key()
    deed(verb="add_material", key=key, once=once, by=by)
    touch(event)
    return listed(event, {**told, "key": key}, session, talk)


def listed(
    event: Event, told: Mapping[str, Any], session: Session | None = None, talk: Talk | None = None
) -> Material:
    """The thing in the library, and the line that lists it; without a deed of its own."""
    what = str(told.get("kind", ""))
    told = {**told, "kind": Material.KINDS.get(what, Resource.Kind.DOCUMENT)}
    resource = Resource(
        circle_id=event.circle_id,
        organisation_id=event.circle.organisation_id,
        series_id=event.series_id,
        **{name: told[name] for name in TOLD if name in told},
    )
    if not resource.title:
        raise ValidationError(_("Give it a title, in one language at least."), code="title")
    if resource.kind == Resource.Kind.LINK and not resource.url:
        raise ValidationError(_("A link leads somewhere: give its address."), code="nowhere")
    resource.save()
    if Event.objects.filter(pk=event.pk, published_at__isnull=False).exists():
        publish_resources(Resource.objects.filter(pk=resource.pk))
    last = Material.objects.filter(event=event).aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    return Material.objects.create(
        event=event, session=session, talk=talk, resource=resource, what=what, order=order
    )


@one_step
def move_material(*, material: Material, up: bool, once: UUID | None, by: Person | int) -> None:
    """Before the one above it, or after the one below, among those of the same event, session or talk."""
    deed(verb="move_material", key=material.resource.key, once=once, by=by)
    touch(material.event)
    beside = Material.objects.filter(
        event=material.event_id, session=material.session_id, talk=material.talk_id
    )
    rows = list(beside.select_for_update().order_by("order", "pk"))
    here = next((n for n, row in enumerate(rows) if row.pk == material.pk), None)
    if here is None:
        raise NotNow
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for order, row in enumerate(rows):
            row.order = order
        Material.objects.bulk_update(rows, ["order"])


@one_step
def remove_material(*, material: Material, once: UUID | None, by: Person | int) -> None:
    """Not listed with the event any more. The library keeps it, under its own address."""
    deed(verb="remove_material", key=material.resource.key, once=once, by=by)
    touch(material.event)
    material.delete()

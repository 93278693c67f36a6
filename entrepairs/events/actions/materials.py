"""Materials of an event, kept in the library: there already, elsewhere, or not there yet."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.events.actions.events import publish_resources, touch_event
from entrepairs.events.actions.rows import next_order
from entrepairs.events.models import Event, Material, Session, Talk
from entrepairs.events.refusals import NOT_RECORDED
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.models import Resource
from entrepairs.people.models import Person

COLUMNS = ("key", "kind", "title_fr", "title_en", "language", "publisher", "url", "dated")

ADD_MATERIAL = Verb(
    "events", "add_material", gettext_lazy("You added a document to an event"), NOT_TOLD
)


@action
def add_material(
    *,
    event: Event,
    told: Mapping[str, Any],
    session: Session | None = None,
    talk: Talk | None = None,
    once: UUID | None,
    by: Person | int,
) -> Material:
    """Listed with the event and in the library; public as soon as the event is."""
    key = new_key()
    note_deed(ADD_MATERIAL, by=by, object_key=key, once=once)
    touch_event(event)
    with refused_in_words(NOT_RECORDED):
        return create_material(event, {**told, "key": key}, session, talk)


def create_material(
    event: Event, told: Mapping[str, Any], session: Session | None = None, talk: Talk | None = None
) -> Material:
    """The resource of the library and the line that lists it; without a deed of its own."""
    what = str(told.get("kind", ""))
    told = {**told, "kind": Material.KINDS.get(what, Resource.Kind.DOCUMENT)}
    resource = Resource(
        circle_id=event.circle_id,
        organisation_id=event.circle.organisation_id,
        series_id=event.series_id,
        **{name: told[name] for name in COLUMNS if name in told},
    )
    if not resource.title:
        raise ValidationError(_("Enter a title in at least one language."), code="title")
    if resource.kind == Resource.Kind.LINK and not resource.url:
        raise ValidationError(_("Enter the address of the link."), code="nowhere")
    resource.save()
    if Event.objects.filter(pk=event.pk, published_at__isnull=False).exists():
        publish_resources(Resource.objects.filter(pk=resource.pk))
    order = next_order(Material, event=event)
    return Material.objects.create(
        event=event, session=session, talk=talk, resource=resource, what=what, order=order
    )


MOVE_MATERIAL = Verb(
    "events",
    "move_material",
    gettext_lazy("You changed the order of the documents of an event"),
    NOT_TOLD,
)


@action
def move_material(*, material: Material, up: bool, once: UUID | None, by: Person | int) -> None:
    """Before the one above it, or after the one below, of the same event, session or talk."""
    note_deed(MOVE_MATERIAL, by=by, object_key=material.resource.key, once=once)
    touch_event(material.event)
    beside = Material.objects.filter(
        event=material.event_id, session=material.session_id, talk=material.talk_id
    )
    rows = list(beside.select_for_update().order_by("order", "pk"))
    here = next((n for n, row in enumerate(rows) if row.pk == material.pk), None)
    if here is None:
        raise NotPossible
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for order, row in enumerate(rows):
            row.order = order
        Material.objects.bulk_update(rows, ["order"])


REMOVE_MATERIAL = Verb(
    "events",
    "remove_material",
    gettext_lazy("You removed a document from an event"),
    NOT_TOLD,
)


@action
def remove_material(*, material: Material, once: UUID | None, by: Person | int) -> None:
    """Not listed with the event any more. The library keeps it, under its own address."""
    note_deed(REMOVE_MATERIAL, by=by, object_key=material.resource.key, once=once)
    touch_event(material.event)
    material.delete()

"""Actions on the shelf for newcomers: put on it, taken off, ordered by coordinators."""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.actions.files import LAST_ORDER
from entrepairs.library.models import Recommendation, Resource
from entrepairs.library.ordering import move_one_place

RECOMMEND = Verb("library", "recommend", _("You put an item on the shelf for newcomers"), NOT_TOLD)


@action
def recommend_resource(
    *, resource: Resource, order: int | None = None, by: int, once: UUID | None = None
) -> None:
    """At the end of the shelf; or back where it was, when it was taken off."""
    note_deed(RECOMMEND, by=by, object_key=resource.key, once=once)
    if order is None:
        last = Recommendation.objects.aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
    Recommendation.objects.get_or_create(
        resource=resource, defaults={"order": min(order, LAST_ORDER)}
    )


UNRECOMMEND = Verb(
    "library", "unrecommend", _("You took an item off the shelf for newcomers"), NOT_TOLD
)


@action
def unrecommend_resource(*, resource: Resource, by: int, once: UUID | None = None) -> int:
    """Off the shelf; its place there, so that it can be put back."""
    note_deed(UNRECOMMEND, by=by, object_key=resource.key, once=once)
    row = lock_row(Recommendation.objects.filter(resource=resource))
    row.delete()
    return row.order


ORDER_SHELF = Verb(
    "library", "order_shelf", _("You changed the order of the shelf for newcomers"), NOT_TOLD
)


@action
def move_recommended(*, resource: Resource, up: bool, by: int, once: UUID | None = None) -> None:
    """One place up or down on the shelf."""
    note_deed(ORDER_SHELF, by=by, object_key=resource.key, once=once)
    rows = list(Recommendation.objects.select_for_update())
    moved = next((row for row in rows if row.resource_id == resource.pk), None)
    Recommendation.objects.bulk_update(move_one_place(rows, moved, up=up), ["order"])

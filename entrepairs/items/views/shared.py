"""What the pages of items share: an item, a body, under the guard; for its delegation."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from entrepairs.core.requests import SignedInRequest
from entrepairs.items.models import Item, Stage
from entrepairs.items.queries.items import readable_items
from entrepairs.mandates.models import Body
from entrepairs.mandates.queries import held_mandates


def item_at(key: str) -> Item:
    return get_object_or_404(readable_items(), key=key)


def body_at(key: str) -> Body:
    return get_object_or_404(Body.objects.select_related("place"), key=key)


def sits_in(request: SignedInRequest, body: Body) -> bool:
    return held_mandates(request.person_id).filter(body=body).exists()


def carried_item(request: SignedInRequest, key: str) -> Item:
    """For the delegation; one that was put into another has nothing more to note."""
    item = item_at(key)
    if item.merged_at or not sits_in(request, item.body):
        raise Http404
    return item


def noted_stage(request: SignedInRequest, key: str, number: int) -> Stage:
    item = carried_item(request, key)
    rows = Stage.objects.filter(item=item, undone_at=None).exclude(kind="said")
    rows = rows.select_related("sitting")
    stage = get_object_or_404(rows, pk=number)
    stage.item = item
    return stage

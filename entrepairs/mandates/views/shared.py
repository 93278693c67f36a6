"""What every page about a mandate that I hold begins with, in this room and in those above."""

from typing import Any

from django.shortcuts import get_object_or_404

from entrepairs.core.requests import SignedInRequest
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Body, Mandate
from entrepairs.mandates.queries import held_mandates


def my_mandate_now(request: SignedInRequest, key: str) -> Mandate:
    """One that I hold today: else there is nothing here."""
    return get_object_or_404(held_mandates(request.person_id), key=key)


def my_mandate_in(request: SignedInRequest, body: Body) -> Mandate:
    """With which I sit today on that body."""
    return get_object_or_404(held_mandates(request.person_id), body=body)


def around(mandate: Mandate, tab: str, **more: Any) -> dict[str, Any]:
    """For mandates/inside.html."""
    tabs = [
        (one.key, one.label, one.url(mandate))
        for one in page_hooks.known_tabs()
        if one.shown(mandate)
    ]
    return {"mandate": mandate, "body": mandate.body, "tab": tab, "tabs": tabs, **more}

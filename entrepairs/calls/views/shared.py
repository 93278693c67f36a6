"""What the pages of a call share: fetching it, its addresses, its clocks."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from entrepairs.calls import queries
from entrepairs.calls.models import Call
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event
from entrepairs.ui import forms


def find_call(request: SignedInRequest, key: str) -> Call:
    """The call, if the person who asks prepares its event; else there is no such page."""
    return queries.find_prepared_call(request.person_id, key)


def url_of(event: Event, name: str = "call_prepare", *keys: str) -> str:
    """The address of one of the pages about the call of this event."""
    return reverse(f"calls:{name}", args=[event.key, *keys])


def page_on_clocks(
    request: Request,
    event: Event,
    template: str,
    context: dict[str, Any],
    form: BaseForm | None = None,
) -> HttpResponse:
    """The page, with hours as the clocks of the event show them."""
    with timezone.override(zone_named(event.time_zone)):
        return forms.page(request, template, {"event": event, **context}, form=form)


def posted(request: Request, name: str) -> str:
    """What the form sends under this name; never what PostgreSQL cannot hold."""
    return request.POST.get(name, "").replace("\0", "")

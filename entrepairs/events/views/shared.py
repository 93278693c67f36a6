"""What the pages of those who prepare an event share: fetching it, its addresses, removing."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.events.models import Event
from entrepairs.events.organiser_queries import find_prepared_event
from entrepairs.ledger.run import confirm_button


def prepared_event(request: SignedInRequest, key: str) -> Event:
    """The event, if the person who asks prepares it; else there is no such page."""
    return find_prepared_event(request.person_id, key)


def url_of(event: Event, name: str = "prepare", *keys: str) -> str:
    """The address of one of the pages of those who prepare this event."""
    return reverse(f"events:{name}", args=[event.key, *keys])


def confirm_removal(
    request: SignedInRequest,
    action: Callable[..., Any],
    *,
    title: Any,
    lines: Sequence[str],
    back: str,
    after: str = "",
    **values: Any,
) -> HttpResponse:
    """Asks first, removes when the button is pressed, and leads `after` or `back`."""
    title = _("Remove “%(title)s”?") % {"title": title}
    return confirm_button(
        request,
        action,
        title=title,
        lines=lines,
        yes=_("Remove"),
        back=back,
        after=after,
        done=_("Removed."),
        **values,
    )

"""What the rooms above add to the pages of an event. They append to these lists in their
AppConfig.ready()."""

from collections.abc import Callable

from entrepairs.core.requests import Request
from entrepairs.events.models import Event
from entrepairs.people.hooks import PageAction
from entrepairs.ui.page_parts import PagePart

# Below the facts of the public page; nothing, when it has nothing to say of this event.
public: list[Callable[[Request, Event], PagePart | None]] = []
# Links among what those who prepare it do.
organise: list[Callable[[Event], PageAction]] = []


def parts_of(request: Request, event: Event) -> list[PagePart]:
    return [part for one in public if (part := one(request, event)) is not None]


def links_of(event: Event) -> list[PageAction]:
    return [one(event) for one in organise]

"""What the rooms above add to the page of a registration. They append to this list in their
AppConfig.ready()."""

from collections.abc import Callable

from entrepairs.core.requests import Request
from entrepairs.registrations.models import Registration
from entrepairs.ui.page_parts import PagePart

parts: list[Callable[[Request, Registration], PagePart | None]] = []


def parts_of(request: Request, one: Registration) -> list[PagePart]:
    return [part for hook in parts if (part := hook(request, one)) is not None]

"""What the rooms above add to the page of a sitting, for its delegation, in AppConfig.ready()."""

from collections.abc import Callable

from entrepairs.core.requests import Request
from entrepairs.sittings.models import Sitting
from entrepairs.ui.page_parts import PagePart

sittings: list[Callable[[Request, Sitting], PagePart]] = []

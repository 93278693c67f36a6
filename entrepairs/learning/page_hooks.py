"""What the rooms above add to the public page of learning. They append to this list in their
AppConfig.ready()."""

from collections.abc import Callable

from entrepairs.core.requests import Request
from entrepairs.ui.page_parts import PagePart

index: list[Callable[[Request], PagePart]] = []

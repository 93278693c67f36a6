"""What a room adds to a page of a room below: a function that makes it, in a list of that room."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page: a template, and what it is given as `here`."""

    template: str
    here: dict[str, Any]

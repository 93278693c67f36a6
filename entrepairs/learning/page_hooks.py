"""What the rooms above add to the public page of learning. They append to this list in their
AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from entrepairs.core.requests import Request


@dataclass(frozen=True, slots=True)
class LearningPart:
    """A part of the page: a template, and what it is given as `here`."""

    template: str
    here: dict[str, Any]


index: list[Callable[[Request], LearningPart]] = []

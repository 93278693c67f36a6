"""What the rooms above add to the page of a registration. They append to this list in their
AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from entrepairs.core.requests import Request
from entrepairs.registrations.models import Registration


@dataclass(frozen=True, slots=True)
class RegistrationPart:
    """A part of the page of its holder: a template, and what it is given as `here`."""

    template: str
    here: dict[str, Any]


parts: list[Callable[[Request, Registration], RegistrationPart | None]] = []


def parts_of(request: Request, one: Registration) -> list[RegistrationPart]:
    return [part for hook in parts if (part := hook(request, one)) is not None]

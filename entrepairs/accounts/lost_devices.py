"""What a lost phone holds besides its session: each thing is stopped with it, from any other way
in. Rooms above add theirs in their AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Held:
    """A thing that goes on working where somebody is signed out, as an address that opens alone."""

    name: str
    label: Any
    is_there: Callable[[int], bool]
    stop: Callable[[int], object]  # in the transaction of the action, under its person's hat


_held: dict[str, Held] = {}


def add_held(held: Held) -> None:
    if _held.setdefault(held.name, held) is not held:
        raise ValueError(f"two rooms add {held.name} to a lost phone")


def find_held(person: int) -> list[Held]:
    """What this person has of it."""
    return [held for held in _held.values() if held.is_there(person)]


def stop_held(names: Iterable[str], person: int) -> None:
    for name in names:
        _held[name].stop(person)

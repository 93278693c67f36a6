"""Figures that tell of nobody: none about fewer than 11 people, nor one from which it could be
worked out."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LEAST = 11


@dataclass(frozen=True, slots=True)
class SafeFigures:
    """What may be said of a whole and its parts. No total: fewer than 11, or nobody. `rest`: some
    are in no part shown."""

    total: int | None = None
    parts: dict[str, int] = field(default_factory=dict)
    rest: bool = False

    @property
    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, "parts": self.parts, "rest": self.rest}


def round_to_tens(number: int) -> int:
    """By tens: beside names, the exact number would tell how many are not among these."""
    return number // 10 * 10


def hide_small(parts: Mapping[str, int]) -> SafeFigures:
    """The parts of a whole, each person in one. Small ones are told together, with a larger one if
    they are still few."""
    return _hide(parts, lambda names: sum(parts[name] for name in names))


def hide_small_pairs(parts: Mapping[str, Collection[tuple[int, int]]]) -> SafeFigures:
    """The same for pairs of people, each pair in one part: it is people who are counted, and one
    may be in several pairs."""
    numbers = {name: len(twos) for name, twos in parts.items() if twos}
    return _hide(
        numbers, lambda names: len({who for name in names for two in parts[name] for who in two})
    )


def _hide(parts: Mapping[str, int], people: Callable[[Collection[str]], int]) -> SafeFigures:
    """`people`: how many are in these parts together."""
    if people(parts.keys()) < LEAST:
        return SafeFigures()
    kept = {name: number for name, number in parts.items() if people([name]) >= LEAST}
    hidden = [name for name, number in parts.items() if number and name not in kept]
    while hidden and people(hidden) < LEAST and kept:
        name = min(kept, key=lambda one: (kept[one], one))
        kept.pop(name)
        hidden.append(name)
    return SafeFigures(sum(parts.values()), kept, rest=bool(hidden))


def count_by_elevens(twos: Iterable[tuple[int, int]], of: Collection[int] | None = None) -> int:
    """How many of these pairs are told, in the order in which they came to be: as many as there
    were when eleven people more were in them, so that two readings never differ by fewer.

    `of`: the people among whom they are. Fewer than eleven others are told of by no figure either:
    "all of them" would say of each what they did.
    """
    people: set[int] = set()
    told, number = 0, 0
    for count, two in enumerate(twos, 1):
        people.update(two)
        others = LEAST if of is None else len(set(of) - people)
        if len(people) - told >= LEAST and others >= LEAST:
            told, number = len(people), count
    return number

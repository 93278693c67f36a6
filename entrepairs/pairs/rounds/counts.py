"""Figures that tell of nobody: none about fewer than 11 people, nor one from which it could be worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LEAST = 11
PAIRS = 6  # of two people each


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be said of a whole and its parts. No total: fewer than 11, or nobody. `rest`: some are in no part shown."""

    total: int | None = None
    parts: dict[str, int] = field(default_factory=dict)
    rest: bool = False

    @property
    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, "parts": self.parts, "rest": self.rest}


def shown(parts: Mapping[str, int], *, least: int = LEAST) -> Shown:
    """The parts of a whole, each person in one. Small ones are told together, with a larger one if they are still few."""
    total = sum(parts.values())
    if total < least:
        return Shown()
    kept = {name: number for name, number in parts.items() if number >= least}
    hidden = total - sum(kept.values())
    while 0 < hidden < least and kept:
        name = min(kept, key=lambda one: (kept[one], one))
        hidden += kept.pop(name)
    return Shown(total, kept, rest=hidden > 0)

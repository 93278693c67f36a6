"""Definitions of all figures, as data with both languages (data/definitions.yaml)."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from entrepairs.vocabulary.easy import Words

FILE = Path(__file__).resolve().parent / "data" / "definitions.yaml"


@dataclass(frozen=True, slots=True)
class Definition:
    """What one figure is. `question` 0: of the symmetry of relations. `lacks`: what is not recorded
    yet, so that there is no figure."""

    key: str
    question: int
    name: Words
    says: Words
    formula: str
    scale: tuple[float, float]
    ends: tuple[Words, Words]
    percent: bool
    source: str
    lacks: Words | None

    def place(self, value: float) -> float:
        """Where a value is between both ends, in per cent of the way."""
        low, high = self.scale
        return 100 * min(1.0, max(0.0, (value - low) / (high - low)))

    @property
    def cited(self) -> str:
        """Where its formula was read, or that it is ours."""
        return self.source or _("a formula chosen by this project")

    @property
    def has_middle(self) -> bool:
        return self.scale[0] < 0


@dataclass(frozen=True, slots=True)
class Question:
    """One of the seven. `readings`: where its original can be read in several ways. `mark`: how far
    its wording was checked."""

    number: int
    title: Words
    readings: tuple[Words, ...]
    mark: str
    figures: tuple[Definition, ...]


def _words(told: dict[str, str], suffix: str = "") -> Words:
    return Words(told["fr" + suffix], told["en" + suffix])


def _definition(raw: dict[str, Any]) -> Definition:
    ends = raw["ends"]
    return Definition(
        key=raw["key"],
        question=raw["question"],
        name=_words(raw),
        says=_words(raw, "_says"),
        formula=raw["formula"],
        scale=(raw["scale"][0], raw["scale"][1]),
        ends=(Words(ends["fr"][0], ends["en"][0]), Words(ends["fr"][1], ends["en"][1])),
        percent=raw.get("percent", False),
        source=raw.get("source", ""),
        lacks=_words(raw["lacks"]) if "lacks" in raw else None,
    )


@cache
def _raw() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


@cache
def definitions() -> dict[str, Definition]:
    return {one["key"]: _definition(one) for one in _raw()["figures"]}


@cache
def questions() -> dict[int, Question]:
    return {
        one["number"]: Question(
            one["number"],
            _words(one),
            tuple(_words(reading) for reading in one.get("readings", ())),
            one["mark"],
            tuple(f for f in definitions().values() if f.question == one["number"]),
        )
        for one in _raw()["questions"]
    }


def symmetry() -> list[Definition]:
    """Figures of the panel that stands beside the seven."""
    return [one for one in definitions().values() if not one.question]


def checked_on() -> dt.date:
    day: dt.date = _raw()["checked_on"]
    return day

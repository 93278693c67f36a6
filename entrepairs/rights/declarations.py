"""What the law wants written of this product: the register of processing, the impact assessment,
the hosting declaration. Facts come from the rooms themselves, reasons from `data/`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from entrepairs.ledger import held
from entrepairs.ledger.held import Held
from entrepairs.vocabulary.easy import Words
from entrepairs.vocabulary.files import StrictLoader

FOLDER = Path(__file__).parent / "data"


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), StrictLoader)  # noqa: S506 (a safe loader, stricter)
    return read


def _words(row: Mapping[str, str], name: str = "") -> Words:
    """Of `fr` and `en`, or of `fr_why` and `en_why`."""
    return Words(row[f"fr{name}"], row[f"en{name}"])


@dataclass(frozen=True, slots=True)
class Basis:
    words: Words
    source: str


@dataclass(frozen=True, slots=True)
class Processing:
    """One room: why it holds what, by what right."""

    room: str
    name: Words
    why: Words
    basis: Basis
    health: bool
    held: tuple[Held, ...]


@cache
def all_processing() -> tuple[tuple[Processing, ...], dt.date]:
    """In the order of the rooms, with the day when it was last checked."""
    read = _read(FOLDER / "processing.yaml")
    bases = {key: Basis(_words(row), row["source"]) for key, row in read["bases"].items()}
    lines = tuple(
        Processing(
            room,
            _words(row),
            _words(row, "_why"),
            bases[row["basis"]],
            row.get("health", False),
            tuple(kind for kind in held.all_held() if kind.room == room),
        )
        for room, row in read["rooms"].items()
    )
    return lines, read["checked_on"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What protects people, and the test that holds it."""

    words: Words
    held_by: str


@dataclass(frozen=True, slots=True)
class Risk:
    name: Words
    impact: Words
    gravity: int
    likelihood: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    why: tuple[Words, ...]
    needed: tuple[Measure, ...]
    risks: tuple[Risk, ...]
    source: str
    checked_on: dt.date


def _measures(rows: list[dict[str, str]]) -> tuple[Measure, ...]:
    return tuple(Measure(_words(row), row["held_by"]) for row in rows)


@cache
def read_assessment() -> Assessment:
    read = _read(FOLDER / "dpia.yaml")
    return Assessment(
        tuple(_words(row) for row in read["why"]),
        _measures(read["needed"]),
        tuple(
            Risk(
                _words(row),
                _words(row["impact"]),
                row["gravity"],
                row["likelihood"],
                _measures(row["measures"]),
            )
            for row in read["risks"]
        ),
        read["source"],
        read["checked_on"],
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One question on hosting, with its answer if there is one."""

    key: str
    words: Words
    why: Words
    source: str
    answer: Words | None


@dataclass(frozen=True, slots=True)
class Hosting:
    questions: tuple[Question, ...]
    means: Words
    reason: str
    answered_on: str
    checked_on: dt.date


def read_answers() -> dict[str, Any]:
    """The file of the administrator: an answer to each question, a reason, a date."""
    path = settings.HOSTING_ANSWERS
    return _read(path) if path and path.is_file() else {}


def declare_hosting(answers: Mapping[str, Any]) -> Hosting:
    """What was answered and what it means; an answer that is none of the choices is left out."""
    read = _read(FOLDER / "hosting.yaml")
    known = {
        key: str(answers[key])
        for key, row in read["questions"].items()
        if str(answers.get(key)) in row["choices"]
    }
    means = "unknown"
    if len(known) == len(read["questions"]):
        found = (row["means"] for row in read["meanings"] if row["if"].items() <= known.items())
        means = next(found, "unknown")
    return Hosting(
        tuple(
            Question(
                key,
                _words(row),
                Words(row["why_fr"], row["why_en"]),
                row["source"],
                _words(row["choices"][known[key]]) if key in known else None,
            )
            for key, row in read["questions"].items()
        ),
        _words(read["words"][means]),
        str(answers.get("reason", "")),
        str(answers.get("answered_on", "")),
        read["checked_on"],
    )

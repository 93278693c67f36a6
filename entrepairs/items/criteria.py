"""Criteria of certification: those of data/criteria.yaml, and what a delegation copied itself."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.vocabulary.models import in_active_language

FILE = Path(__file__).resolve().parent / "data" / "criteria.yaml"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the file, in the language of the page."""

    key: str
    fr: str
    en: str
    source: str

    def __str__(self) -> str:
        return in_active_language(self.fr, self.en)


@dataclass(frozen=True, slots=True)
class Criteria:
    """`mark`: nobody has read them in the manual word by word."""

    known: dict[str, Criterion]
    mark: str
    checked_on: dt.date


@cache
def read_criteria() -> Criteria:
    raw = yaml.safe_load(FILE.read_text())
    known = {one["key"]: Criterion(**one) for one in raw["criteria"]}
    return Criteria(known, raw["mark"], raw["checked_on"])


def say_criterion(name: str) -> str:
    """Of the file, by its key; else the words that were copied."""
    found = read_criteria().known.get(name)
    return str(found) if found else name

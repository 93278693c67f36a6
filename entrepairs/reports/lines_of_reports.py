"""Lines of a yearly report, in both languages: data/gem_year.yaml, with its sources."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.vocabulary.models import in_active_language

FILE = Path(__file__).resolve().parent / "data" / "gem_year.yaml"


@dataclass(frozen=True, slots=True)
class LineKind:
    """What is asked, in the language of the page."""

    key: str
    fr: str
    en: str
    fr_hint: str = ""
    en_hint: str = ""
    figure: bool = False  # a number of people

    def __str__(self) -> str:
        return in_active_language(self.fr, self.en)

    @property
    def hint(self) -> str:
        return in_active_language(self.fr_hint, self.en_hint)


@dataclass(frozen=True, slots=True)
class ReportKind:
    lines: tuple[LineKind, ...]
    source: str
    month: int
    day: int

    def due(self, year: int) -> dt.date:
        """Of the report about this year."""
        return dt.date(year + 1, self.month, self.day)


@cache
def read_kind() -> ReportKind:
    raw = yaml.safe_load(FILE.read_text())
    lines = tuple(LineKind(**line) for line in raw["lines"])
    return ReportKind(lines, raw["source"], raw["due"]["month"], raw["due"]["day"])


def line_kind(key: str) -> LineKind | None:
    return next((line for line in read_kind().lines if line.key == key), None)

"""Sections and lines of the yearly report of a commission: data/cdu_year.yaml, with its sources;
when it is due is a rule of the vocabulary."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.ui.report_lines import LineKind, read_lines
from entrepairs.vocabulary.clocks import deadline
from entrepairs.vocabulary.models import in_active_language
from entrepairs.vocabulary.queries import Term as Rule
from entrepairs.vocabulary.queries import concept_by_key

FILE = Path(__file__).resolve().parent / "data" / "cdu_year.yaml"


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    fr: str
    en: str
    lines: tuple[LineKind, ...]

    def __str__(self) -> str:
        return in_active_language(self.fr, self.en)


@dataclass(frozen=True, slots=True)
class YearKind:
    """`mark`: nobody has read its titles in their source word by word."""

    sections: tuple[Section, ...]
    source: str
    mark: str
    checked_on: dt.date


@cache
def read_year() -> YearKind:
    raw = yaml.safe_load(FILE.read_text())
    sections = tuple(
        Section(**section | {"lines": read_lines(section["lines"])}) for section in raw["sections"]
    )
    return YearKind(sections, raw["source"], raw["mark"], raw["checked_on"])


def line_kind(key: str) -> LineKind | None:
    lines = (line for section in read_year().sections for line in section.lines)
    return next((line for line in lines if line.key == key), None)


def due_rule() -> Rule:
    return concept_by_key("rule", "cdu_report")


def due_on(year: int) -> dt.date:
    """Of the report about this year."""
    return deadline(due_rule(), dt.date(year, 12, 31))

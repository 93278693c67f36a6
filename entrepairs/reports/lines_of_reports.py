"""Lines of a yearly report, in both languages: data/gem_year.yaml, with its sources."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.ui.report_lines import LineKind, read_lines

FILE = Path(__file__).resolve().parent / "data" / "gem_year.yaml"


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
    return ReportKind(
        read_lines(raw["lines"]), raw["source"], raw["due"]["month"], raw["due"]["day"]
    )


def line_kind(key: str) -> LineKind | None:
    return next((line for line in read_kind().lines if line.key == key), None)
